import Experiments

extension SampleSummary {
  /// That a strategy builds sites that never compute.
  ///
  /// - Parameters:
  ///   - strategy: its name as the sentence has it, with quotation marks.
  ///   - inner: replications per future.
  ///   - sites: how many such sites it has; nil where the results do not say.
  /// - Returns: a sentence; nil where it never does.
  static func emptySitesSentence(
    of strategy: String, inner: Int, sites: SampleSummary?
  ) -> String? {
    guard let sites, sites.positive > 0 else { return nil }
    let share = ReadableNumber.share(sites.positiveFraction)
    return
      "In \(share) of the \(inner == 1 ? "futures" : "replications") \(strategy) builds sites"
      + " that never compute: no accelerators on sale serve them."
  }
}
