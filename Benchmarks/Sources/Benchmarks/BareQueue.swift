import EventKernel
import Quantities

/// M/M/1 on the calendar alone, as the programs by hand are: two kinds of events and a ring of the
/// arrivals, without pool, waiting list and statistics, drawn by a ziggurat.
struct BareQueue: ~Copyable {
  enum Event: BitwiseCopyable {
    case arrival, departure
  }

  private static let arrivalRate = 0.9

  private var simulation = Simulation<Event>()
  private var random = FastRandom(seed: 12345)
  private let customers: Int
  /// When those in the system have arrived, by the low bits of their number.
  private var arrivals = [SimTime](repeating: .start, count: 1 << 16)
  private var arrived = 0
  private var departed = 0
  private var timeInSystem = Hours.zero

  private init(customers: Int) {
    self.customers = customers
  }

  private mutating func scheduleArrival() {
    simulation.schedule(
      .arrival, after: Hours(random.exponential() / Self.arrivalRate), priority: 0)
  }

  private mutating func scheduleDeparture() {
    simulation.schedule(.departure, after: Hours(random.exponential()), priority: 0)
  }

  private mutating func run() {
    let mask = arrivals.count - 1
    scheduleArrival()
    while let event = simulation.next(before: .never) {
      switch event {
      case .arrival:
        precondition(arrived - departed <= mask, "more in the system than the ring holds")
        arrivals[arrived & mask] = simulation.now
        if arrived == departed { scheduleDeparture() }
        arrived += 1
        if arrived < customers { scheduleArrival() }
      case .departure:
        timeInSystem += simulation.now - arrivals[departed & mask]
        departed += 1
        if departed < arrived { scheduleDeparture() }
      }
    }
  }

  /// Check value: mean time in system, exact 10.
  static func run(customers: Int) -> Measurement {
    var queue = BareQueue(customers: customers)
    let seconds = seconds { queue.run() }
    return Measurement(
      workload: "mm1_events", n: customers, events: queue.simulation.processedCount,
      seconds: seconds, check: queue.timeInSystem.value / Double(customers))
  }
}
