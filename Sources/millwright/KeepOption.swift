import ArgumentParser

/// `--keep series=1000`: of how many futures, from the first, which series are kept.
struct KeepOption: ExpressibleByArgument {
  enum What: String { case series, grid }

  let what: What
  let futures: Int

  init?(argument: String) {
    let parts = argument.split(separator: "=", omittingEmptySubsequences: false)
    guard parts.count == 2, let what = What(rawValue: String(parts[0])),
      let futures = Int(parts[1]), (0...RunLimits.largestDesign).contains(futures)
    else { return nil }
    (self.what, self.futures) = (what, futures)
  }
}
