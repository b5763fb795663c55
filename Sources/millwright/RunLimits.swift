import ArgumentParser

/// How much one command may be asked to run.
enum RunLimits {
  /// Replications of an experiment.
  static let largestDesign = 10_000_000
  /// Threads.
  static let mostJobs = 1024

  /// Refuses numbers of what is run that nobody can mean.
  ///
  /// - Parameters:
  ///   - replications: what `-n` says, if it is given.
  ///   - noun: what it counts.
  ///   - seed: what `--seed` says, if it is given.
  ///   - jobs: the number of threads.
  /// - Throws: `ValidationError`.
  static func check(_ replications: Int?, of noun: String, seed: Int?, jobs: Int) throws {
    if let replications, !(1...largestDesign).contains(replications) {
      throw ValidationError("-n \(replications): the number of \(noun) is 1 to \(largestDesign)")
    }
    if let seed, seed < 0 {
      throw ValidationError("--seed \(seed): a seed is a whole number from 0")
    }
    guard (1...mostJobs).contains(jobs) else {
      throw ValidationError("-j \(jobs): the number of threads is 1 to \(mostJobs)")
    }
  }
}
