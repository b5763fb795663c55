import Experiments
import Foundation

/// Signals to stop, such as Control-C, or SIGTERM and SIGUSR1 of a cluster whose time is up.
///
/// The run ends after the replications under way. A second Control-C ends the program at once.
enum InterruptSignal {
  /// Set by the first signal.
  static let interruption = Interruption()

  /// Listens from now on: to Control-C always, to the others where they are not to be ignored, as under
  /// `nohup`.
  static func listen() {
    // Made before the handler may need it: making it inside would not be safe.
    _ = interruption
    for number in [SIGINT, SIGTERM, SIGHUP, SIGUSR1] {
      let before = unsafeBitCast(signal(number, SIG_IGN), to: Int.self)
      if number != SIGINT, before == unsafeBitCast(SIG_IGN, to: Int.self) { continue }
      signal(number) { number in
        if number == SIGINT, InterruptSignal.interruption.isRequested {
          _exit(ExitStatus.interrupted.rawValue)
        }
        InterruptSignal.interruption.request()
      }
    }
  }
}
