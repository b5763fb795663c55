import Columns
import Experiments

/// What a reader must know beside the numbers of strategies, one sentence each.
struct ReaderNotes {
  /// A strategy, named as sentences have it.
  struct Strategy {
    let name: String
    let summaries: MetricSummaries
    let hasProject: Bool
  }

  let strategies: [Strategy]
  /// Replications per future.
  let inner: Int
  /// What they are ranked by, the first one leading.
  let worths: [Worth]

  var sentences: [String] {
    strategies.compactMap {
      SampleSummary.emptySitesSentence(
        of: $0.name, inner: inner, sites: $0.summaries[.sitesWithoutAccelerators])
    }
      + strategies.compactMap {
        SampleSummary.unfinishedRunOffSentence(
          of: $0.name, inner: inner, power: $0.summaries[.runOffLivePower])
      } + [Worth.disagreement(means), leastMoney, ownRates].compactMap { $0 }
  }

  /// Where no plan is worth more than nothing and the leader is the one that has the least money out, that is said:
  /// the order then says who loses least.
  private var leastMoney: String? {
    guard let worth = worths.first else { return nil }
    let plans = strategies.filter(\.hasProject).compactMap { strategy in
      strategy.summaries[worth.name]?.mean.flatMap { value in
        strategy.summaries[.peakFunding]?.mean.map { (strategy.name, value.mean, $0.mean) }
      }
    }
    guard plans.count > 1, plans.allSatisfy({ $0.1 < 0 }),
      let leader = plans.max(by: { $0.1 < $1.1 }), let least = plans.min(by: { $0.2 < $1.2 }),
      leader.0 == least.0
    else { return nil }
    let others = plans.filter { $0.0 != least.0 }.map { ReadableNumber.moneyWords($0.2) }
    return
      "None is worth more than nothing on average, and the one that loses least, \(least.0), is the one that has the"
      + " least money out: at most \(ReadableNumber.moneyWords(least.2)) on average, against"
      + " \(Earnings.listed(others)). Who builds less, or later, loses less there."
  }

  /// What each plan is worth at its own cost of capital, where some have one; nil where none has.
  private var ownRates: String? {
    guard let worth = worths.first else { return nil }
    let plans = strategies.filter(\.hasProject).compactMap { strategy in
      strategy.summaries[worth.atOwnRate].flatMap { own in
        own.mean.map { (strategy.name, $0.mean, own.positiveFraction) }
      }
    }.sorted { $0.1 > $1.1 }
    guard !plans.isEmpty else { return nil }
    return "At each plan's own cost of capital the \(worth.words) is on average "
      + Earnings.listed(
        plans.map {
          "\(ReadableNumber.moneyWords($0.1)) of \($0.0), above zero in \(ReadableNumber.share($0.2))"
        }) + "."
  }

  private var means: [(worth: Worth, strategies: [(name: String, mean: Double)])] {
    worths.map { worth in
      (
        worth,
        strategies.filter(\.hasProject).compactMap { strategy in
          strategy.summaries[worth.name]?.mean.map { (strategy.name, $0.mean) }
        }
      )
    }
  }
}
