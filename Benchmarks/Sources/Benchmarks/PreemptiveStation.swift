import EventKernel
import Quantities
import Sampling

/// One server and two classes of customers, the better of which takes the server from the other;
/// whoever is interrupted goes on later with what was left of its service.
struct PreemptiveStation: ~Copyable {
  enum Event: BitwiseCopyable {
    case arrival(rank: Int32)
    case departure(customer: Int32)
  }

  private struct Customer: BitwiseCopyable {
    /// The class: 0 goes before 1.
    var rank: Int32
    var arrival: SimTime
    /// What is left of the service.
    var service: Hours
    /// The end of the service.
    var timer = EventHandle.none
    /// Names it among those that may be interrupted.
    var hold = HoldHandle.none
  }

  private var simulation = Simulation<Event>()
  private var pool = Pool()
  private var source = RandomSource(Replication(masterSeed: 12345, future: 0))
  private var customers = EntityTable<Customer>()
  private var better = CustomerStream("better/customers", arrivalRate: 0.4)
  private var other = CustomerStream("other/customers", arrivalRate: 0.4)
  /// Of each class: who arrives next, and what is kept of them.
  private var newcomers: [Customer] = []
  private var timeInSystem = [Tally(), Tally()]
  private var present = [TimeWeighted(), TimeWeighted()]
  /// Customers of each class.
  private let wanted: Int

  private init(customersPerClass count: Int) {
    wanted = count
    pool.stores.add(capacity: 1)
    for rank in 0..<2 {
      newcomers.append(Customer(rank: Int32(rank), arrival: .start, service: .zero))
    }
  }

  /// Serves all customers, from an empty station until the last one has left.
  private mutating func run() {
    scheduleArrival(0)
    scheduleArrival(1)
    while let event = simulation.next(before: .never) {
      switch event {
      case .arrival(let rank): admit(Int(rank))
      case .departure(let customer): depart(customer)
      }
    }
    for rank in 0..<2 { checkLittlesLaw(rank) }
  }

  private mutating func scheduleArrival(_ rank: Int) {
    guard (rank == 0 ? better.count : other.count) < wanted else { return }
    let next = rank == 0 ? better.next(from: &source) : other.next(from: &source)
    newcomers[rank].arrival = simulation.now + next.gap
    newcomers[rank].service = next.service
    simulation.schedule(.arrival(rank: Int32(rank)), at: newcomers[rank].arrival, priority: 0)
  }

  private mutating func admit(_ rank: Int) {
    let customer = customers.insert(newcomers[rank])
    scheduleArrival(rank)
    present[rank].add(1, at: simulation.now)
    let priority = Int32(rank)
    if pool.canTryNow(priority: priority, backfill: false),
      pool.stores.fits(1, in: 0) || interrupt(worseThan: priority)
    {
      start(customer)
    } else {
      pool.wait(token: customer, priority: priority)
    }
  }

  /// Takes the server from a customer of a worse class, if one has it.
  private mutating func interrupt(worseThan priority: Int32) -> Bool {
    guard let customer = pool.preempt(worseThan: priority) else { return false }
    let timer = customers[customer].timer
    if let end = simulation.time(of: timer) {
      customers[customer].service = end - simulation.now
    }
    simulation.cancel(timer)
    pool.stores.giveBack(1, to: 0)
    pool.wait(token: customer, priority: customers[customer].rank, first: true)
    return true
  }

  private mutating func start(_ customer: Int32) {
    pool.stores.take(1, from: 0)
    let state = customers[customer]
    customers[customer].hold = pool.hold(token: customer, priority: state.rank)
    customers[customer].timer = simulation.schedule(
      .departure(customer: customer), after: state.service, priority: 0)
  }

  private mutating func depart(_ customer: Int32) {
    let state = customers[customer]
    pool.endHold(state.hold)
    pool.stores.giveBack(1, to: 0)
    present[Int(state.rank)].add(-1, at: simulation.now)
    timeInSystem[Int(state.rank)].record((simulation.now - state.arrival).value)
    customers.remove(customer)
    var round = ServingRound()
    while let next = pool.next(in: &round) {
      guard pool.stores.fits(1, in: 0) else { continue }
      pool.finish(round)
      start(next)
    }
  }

  /// As that of ``ServiceStation``.
  private func checkLittlesLaw(_ rank: Int) {
    let present = present[rank].integral(until: simulation.now)
    precondition(
      abs(present / timeInSystem[rank].sum - 1) < 1e-9,
      "\(present) customer hours at the station, \(timeInSystem[rank].sum) in the system")
  }

  /// Check value: the mean time in system of the class that is interrupted, exact 8.3333.
  static func run(customers: Int) -> Measurement {
    var station = PreemptiveStation(customersPerClass: customers / 2)
    let seconds = seconds { station.run() }
    return Measurement(
      workload: "mm1_preempt", n: customers, events: station.simulation.processedCount,
      seconds: seconds, check: station.timeInSystem[1].mean ?? .nan)
  }
}
