import Foundation

/// How many files the program may have open at once.
enum OpenFileLimit {
  /// What a run with its database, its threads and its streams needs at least.
  private static let least = 16

  /// Makes sure that there are enough.
  ///
  /// What the system's libraries do without is not told but ends the program in their midst.
  ///
  /// - Throws: `Failure` where the limit is too low and may not be raised.
  static func raise() throws(Failure) {
    var limit = rlimit()
    #if os(Linux)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < least else { return }
    let allowed = limit.rlim_cur
    limit.rlim_cur = limit.rlim_max
    guard limit.rlim_max >= least, setrlimit(kind, &limit) == 0 else {
      throw Failure(
        .inputOutput,
        "only \(allowed) files may be open at once here, and \(least) are needed; "
          + "allow more with 'ulimit -n 256'")
    }
  }
}
