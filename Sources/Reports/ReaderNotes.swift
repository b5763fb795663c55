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
      } + [Worth.disagreement(means)].compactMap { $0 }
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
