import Foundation

/// What one workload gave, printed as one line of JSON.
struct Measurement {
  /// Whose program it is, and in which variant.
  var peer = "millwright"
  let workload: String
  /// Customers, pending events or replications.
  let n: Int
  /// Events taken from the calendar in the measured time.
  let events: Int
  let seconds: Double
  /// A result of the run that theory knows.
  let check: Double

  /// The line that the programs of other libraries print, too.
  var line: String {
    let fields = [
      ("peer", "\"\(peer)\""), ("workload", "\"\(workload)\""), ("n", "\(n)"),
      ("events", "\(events)"), ("seconds", String(format: "%.6f", seconds)),
      ("events_per_s", String(format: "%.0f", Double(events) / seconds)),
      ("check_value", String(format: "%.5f", check)), ("maxrss_mb", "\(Self.peakMemory)"),
    ]
    return "{" + fields.map { "\"\($0)\": \($1)" }.joined(separator: ", ") + "}"
  }

  /// The most memory that the process has held, in MB of 2²⁰ bytes.
  private static var peakMemory: Int {
    var usage = rusage()
    // RUSAGE_SELF, which Glibc imports with a type that its own function does not take.
    getrusage(0, &usage)
    // In kB on Linux, in bytes elsewhere.
    #if os(Linux)
      return usage.ru_maxrss >> 10
    #else
      return usage.ru_maxrss >> 20
    #endif
  }
}

/// The seconds that something takes by the wall clock.
func seconds(_ body: () throws -> Void) rethrows -> Double {
  try ContinuousClock().measure(body) / .seconds(1)
}
