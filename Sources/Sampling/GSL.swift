import CGSL

/// What must be set up in GSL before its first call.
enum GSL {
  /// Done once in the process, however many threads ask: Swift initialises a global under a lock.
  private static let errorsAreReturned: Void = {
    _ = gsl_set_error_handler_off()
  }()

  /// Makes GSL report an error by its result (NaN) instead of ending the process.
  static func prepare() {
    errorsAreReturned
  }
}
