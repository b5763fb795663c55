import Experiments
import Foundation

/// Control-C: the first asks the run to stop after the replications under way, the second ends the
/// program at once.
enum InterruptSignal {
  /// Set by the first signal.
  static let interruption = Interruption()

  /// Listens from now on.
  static func listen() {
    // Made before the handler may need it: making it inside would not be safe.
    _ = interruption
    signal(SIGINT) { _ in
      if InterruptSignal.interruption.isRequested { _exit(ExitStatus.interrupted.rawValue) }
      InterruptSignal.interruption.request()
    }
  }
}
