import Columns
import Experiments

/// The answer of a run in a few sentences, whose wording follows the intervals.
struct Answer {
  /// What is known of one strategy.
  struct Candidate {
    let name: String
    /// Its worth, EUR; nil where it is not stored.
    let npv: SampleSummary?
    /// The demand that it serves, H100e-h; nil where it is not stored.
    let served: SampleSummary?
  }

  /// What there is to compare the others with.
  struct Rival {
    let name: String
    /// How the worth of the best differs from that of this one.
    let value: PairedComparison
  }

  /// Whether a strategy is worth anything, and which is worth more.
  let sentences: [String]

  /// In which share of the futures they are worth anything, and who serves more demand.
  let details: [String]

  /// The answer for strategies with a project.
  ///
  /// - Parameters:
  ///   - candidates: the strategies, the one with the best mean worth first, the next best second.
  ///   - worth: what is meant by their worth.
  ///   - rate: the cost of capital, as a reader says it; nil where it is drawn or not known.
  ///   - value: how the worth of the first differs from that of the second.
  ///   - others: how it differs from that of each one behind the second.
  ///   - served: how the H100e-hours served by the first differ from those of the second.
  ///   - futures: how many futures there are.
  ///   - inner: how many replications there are in each.
  init(
    _ candidates: [Candidate], worth: String, rate: String? = nil, value: PairedComparison?,
    others: [Rival] = [], served: PairedComparison?, futures: Int, inner: Int = 1
  ) {
    let noun = inner == 1 ? "future" : "replication"
    guard let best = candidates.first else {
      sentences = [
        "Nothing is built in any strategy of this run, so there is no project to judge.",
        "It shows the world without one: its waiting lists and prices in"
          + " \(Self.counted(futures, "future")).",
      ]
      details = []
      return
    }
    let earning = Earnings(candidates, worth: worth, rate: rate, noun: noun)
    guard candidates.count > 1 else {
      sentences =
        earning.sentences
        + [
          best.npv.flatMap {
            Self.own(
              best.name, $0, "has a \(worth) of", "EUR", noun,
              ending: ", and below zero in \(ReadableNumber.share($0.negativeFraction)) of them")
          }
        ].compactMap { $0 }
      details = [best.served.flatMap { Self.own(best.name, $0, "serves", "H100e-h", noun) }]
        .compactMap { $0 }
      return
    }
    let second = candidates[1]
    sentences =
      earning.sentences
      + [value.map { Self.value(best, second, worth, $0, noun) }, Self.field(best, others, worth)]
      .compactMap { $0 }
    details = [earning.shares, served.map { Self.served(best.name, second.name, $0, noun) }]
      .compactMap { $0 }
  }

  /// How the best stands to all behind the second, in one sentence; nil where there are none, or no intervals.
  private static func field(_ best: Candidate, _ others: [Rival], _ worth: String) -> String? {
    func rivals(_ holds: (Double, Double) -> Bool) -> [String] {
      others.filter { rival in
        rival.value.difference.flatMap { difference in
          difference.low.flatMap { low in difference.high.map { holds(low, $0) } }
        } ?? false
      }.map(\.name)
    }
    let (more, unsure) = (rivals { low, _ in low > 0 }, rivals { $0 <= 0 && $1 >= 0 })
    let parts =
      (more.isEmpty ? [] : ["is worth more than \(Earnings.listed(more))"])
      + (unsure.isEmpty ? [] : ["cannot be told from \(Earnings.listed(unsure))"])
    return parts.isEmpty ? nil : "\(best.name) \(parts.joined(separator: ", and "))."
  }

  /// One strategy by itself in one outcome; nil where that has no mean.
  private static func own(
    _ name: String, _ summary: SampleSummary, _ verb: String, _ unit: String, _ noun: String,
    ending: String = ""
  ) -> String? {
    guard let mean = summary.mean else { return nil }
    let amount = Self.text(mean.mean, unit: unit)
    guard let low = mean.low, let high = mean.high else {
      return "In the one future that was simulated, \(name) \(verb) \(amount);"
        + " one future gives no interval, so this says nothing about others."
    }
    return "\(name) \(verb) \(amount) on average over \(counted(summary.count, noun))"
      + " (95 % interval \(range(low, high, unit)))\(ending)."
  }

  private static func value(
    _ a: Candidate, _ b: Candidate, _ worth: String, _ pair: PairedComparison, _ noun: String
  ) -> String {
    compared(
      a.name, b.name, pair, noun, unit: "EUR", same: "have the same \(worth)",
      apart: "in \(worth)",
      more: { "is worth \($0) more than" }, less: { "is worth \($0) less than" },
      ending: "")
  }

  private static func served(
    _ a: String, _ b: String, _ pair: PairedComparison, _ noun: String
  ) -> String {
    compared(
      a, b, pair, noun, unit: "H100e-h", same: "serve the same demand", apart: "in demand served",
      more: { "serves \($0) more than" }, less: { "serves \($0) less than" }, ending: "")
  }

  /// A sentence about a paired difference.
  private static func compared(
    _ a: String, _ b: String, _ pair: PairedComparison, _ noun: String, unit: String, same: String,
    apart: String, more: (String) -> String, less: (String) -> String, ending: String
  ) -> String {
    guard let difference = pair.difference else {
      return "\(a) and \(b) cannot be compared \(apart): no future has a value for both."
    }
    let center = pair.comparison.word
    let amount = Self.text(abs(difference.value), unit: unit)
    let verb = difference.value < 0 ? less(amount) : more(amount)
    guard let low = difference.low, let high = difference.high else {
      guard pair.comparison == .means || pair.count == 1 else {
        return "\(a) \(verb) \(b) in the \(center) of \(counted(pair.count, noun)), too few for an"
          + " interval, so this says nothing about others."
      }
      guard difference.value != 0 else {
        return "In the one future that was simulated, \(a) and \(b) \(same)."
      }
      return "In the one future that was simulated, \(a) \(verb) \(b); one future gives no"
        + " interval, so this says nothing about others."
    }
    if low == 0, high == 0 {
      return "\(a) and \(b) \(same) in each of \(counted(pair.count, noun))."
    }
    if low <= 0, high >= 0 {
      return "The run cannot tell \(a) and \(b) apart \(apart): the \(center) difference over"
        + " \(counted(pair.count, noun)) is \(Self.text(difference.value, unit: unit)), and its"
        + " 95 % interval, \(range(low, high, unit)), includes zero."
    }
    let wins =
      (difference.value < 0 ? pair.strictlyLessFraction : pair.strictlyGreaterFraction) ?? 0
    let ties = pair.tiedFraction ?? 0
    let tied = ties == 0 ? "" : ", with both the same in \(ReadableNumber.share(ties))"
    let sign = difference.value < 0 ? (-high, -low) : (low, high)
    let over = pair.comparison == .means ? "on average over" : "in the median of"
    return "\(a) \(verb) \(b) \(over) \(counted(pair.count, noun)) (95 % interval"
      + " \(range(sign.0, sign.1, unit))), and does so in \(ReadableNumber.share(wins)) of"
      + " them\(tied)\(ending)."
  }

  /// A number with its unit in words.
  private static func text(_ number: Double, unit: String) -> String {
    ReadableNumber.words(number, unit)
  }

  private static func range(_ low: Double, _ high: Double, _ unit: String) -> String {
    ReadableNumber.range(low, high, unit)
  }

  private static func counted(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(ReadableNumber.grouped(count)) \(noun)s"
  }
}
