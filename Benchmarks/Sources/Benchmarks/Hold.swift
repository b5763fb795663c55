import EventKernel
import Quantities

/// The classical test of a calendar: a fixed number of pending events, each of which is scheduled
/// again when it happens, after an exponential time with mean 1.
struct Hold: ~Copyable {
  private var simulation: Simulation<Int32>
  private var random = FastRandom(seed: 12345)
  /// The pending event of each process, kept up to date where some are withdrawn.
  private var pending: [EventHandle] = []

  init(pending count: Int) {
    simulation = Simulation(capacity: count)
    for process in 0..<Int32(count) {
      pending.append(simulation.schedule(process, after: Hours(random.exponential()), priority: 0))
    }
  }

  private mutating func schedule(_ process: Int32) {
    pending[Int(process)] = simulation.schedule(
      process, after: Hours(random.exponential()), priority: 0)
  }

  private mutating func hold(_ count: Int) {
    for _ in 0..<count {
      guard let process = simulation.next(before: .never) else { return }
      simulation.schedule(process, after: Hours(random.exponential()), priority: 0)
    }
  }

  /// As ``hold(_:)``, and with each event the event of a process taken at random is withdrawn and
  /// scheduled anew.
  private mutating func holdAndCancel(_ count: Int) {
    let processes = UInt64(pending.count)
    for _ in 0..<count {
      guard let process = simulation.next(before: .never) else { return }
      schedule(process)
      let other = Int32(random.bits().multipliedFullWidth(by: processes).high)
      simulation.cancel(pending[Int(other)])
      schedule(other)
    }
  }

  /// Measures `events` events after a warm-up.
  ///
  /// Check value: events per process and unit of time, exact 1. An exponential time has no memory,
  /// so that to draw it anew half-way does not change the rate.
  static func run(pending count: Int, events: Int, cancelling: Bool) -> Measurement {
    var hold = Hold(pending: count)
    func go(_ events: Int) {
      if cancelling { hold.holdAndCancel(events) } else { hold.hold(events) }
    }
    go(max(count, 100_000))
    let start = hold.simulation.now
    let seconds = seconds { go(events) }
    let elapsed = hold.simulation.now - start
    return Measurement(
      workload: cancelling ? "hold_cancel" : "hold", n: count, events: events, seconds: seconds,
      check: Double(events) / (Double(count) * elapsed.value))
  }
}
