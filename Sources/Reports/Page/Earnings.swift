import Experiments

/// Which strategies earn their cost of capital: whose worth at that rate is above zero, by the intervals of its mean.
///
/// Doing nothing is worth zero at any rate, so this is how they compare with that, too.
struct Earnings {
  /// One sentence, or none where there are no intervals.
  let sentences: [String]

  /// In which share of the futures each has a worth above zero; nil where no worth is stored.
  let shares: String?

  /// - Parameters:
  ///   - candidates: strategies with a project, the best first.
  ///   - worth: what is meant by their worth.
  ///   - rate: the cost of capital, as a reader says it.
  ///   - noun: what the values are of: `future`.
  init(_ candidates: [Answer.Candidate], worth: String, rate: String?, noun: String) {
    func names(_ holds: (Double, Double) -> Bool) -> [String] {
      candidates.filter { candidate in
        candidate.npv?.mean.flatMap { mean in
          mean.low.flatMap { low in mean.high.map { holds(low, $0) } }
        } ?? false
      }.map(\.name)
    }
    let (earns, loses) = (names { low, _ in low > 0 }, names { $1 < 0 })
    let unsure = names { $0 <= 0 && $1 >= 0 }
    let cost = rate.map { "cost of capital of \($0)" } ?? "cost of capital"
    var parts: [String] = []
    if !earns.isEmpty {
      let isOne = earns.count == 1
      parts.append(
        "\(Self.listed(earns)) \(isOne ? "earns its" : "earn their") \(cost) on average and \(isOne ? "beats" : "beat") doing nothing"
      )
    }
    if !unsure.isEmpty {
      parts.append(
        parts.isEmpty
          ? "The run cannot tell whether \(Self.listed(unsure, "or")) \(unsure.count == 1 ? "earns its" : "earn their") \(cost) and \(unsure.count == 1 ? "beats" : "beat") doing nothing"
          : "of \(Self.listed(unsure)) the run cannot tell")
    }
    if !loses.isEmpty {
      let isOne = loses.count == 1
      parts.append(
        parts.isEmpty
          ? "\(Self.listed(loses)) \(isOne ? "does not earn its" : "do not earn their") \(cost) on average: doing nothing is worth more"
          : "\(Self.listed(loses)) \(isOne ? "does" : "do") not")
    }
    sentences = parts.isEmpty ? [] : [parts.joined(separator: "; ") + "."]
    let told = candidates.compactMap { candidate in
      candidate.npv.flatMap { npv in
        npv.mean.map {
          "\(candidate.name) in \(ReadableNumber.share(npv.positiveFraction)) (mean \(ReadableNumber.moneyWords($0.mean)))"
        }
      }
    }
    let count = candidates.first?.npv?.count ?? 0
    shares =
      told.isEmpty || count < 2
      ? nil
      : "The \(worth) is above zero, of \(ReadableNumber.grouped(count)) \(noun)s, with "
        + told.joined(separator: ", with ") + "."
  }

  /// Names in a row.
  static func listed(_ names: [String], _ word: String = "and") -> String {
    PlanWords.listed(names, word)
  }
}
