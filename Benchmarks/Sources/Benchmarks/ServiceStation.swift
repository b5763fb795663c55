import EventKernel
import Quantities
import Sampling

/// Servers, a line and customers who may lose patience, built as the factory model is: shared
/// capacity in a pool, a timer for each wait, draws by address.
struct ServiceStation: ~Copyable {
  struct Design {
    var servers: Int
    /// Customers per unit of time; the mean service takes one.
    var arrivalRate: Double
    /// The mean of an exponential patience, or nil where everybody waits.
    var meanPatience: Double?
  }

  enum Event: BitwiseCopyable {
    case arrival
    case departure(customer: Int32)
    case patienceEnded(customer: Int32)
  }

  private struct Customer: BitwiseCopyable {
    var arrival: SimTime
    var service: Hours
    var patience: Hours
    /// The end of its patience.
    var timer = EventHandle.none
    /// Its place in the line.
    var place = WaitHandle.none
  }

  private let design: Design
  private var simulation = Simulation<Event>()
  private var pool = Pool()
  private var source: RandomSource
  private var customers = EntityTable<Customer>()
  private var arrivals: CustomerStream
  /// Who arrives next.
  private var newcomer = Customer(arrival: .start, service: .zero, patience: .zero)
  /// Customers in all.
  private var wanted = 0

  /// Customers who left without service.
  private(set) var reneged = 0
  private(set) var wait = Tally()
  private(set) var timeInSystem = Tally()
  private(set) var lineLength = TimeWeighted()
  private(set) var busyServers = TimeWeighted()
  var events: Int { simulation.processedCount }
  var now: SimTime { simulation.now }

  init(_ design: Design, seed: UInt64) {
    self.design = design
    arrivals = CustomerStream(
      "station/customers", arrivalRate: design.arrivalRate, meanPatience: design.meanPatience)
    source = RandomSource(Replication(masterSeed: seed, future: 0))
  }

  /// Serves `count` customers, from an empty station until the last one has left.
  mutating func run(customers count: Int, replication: Replication) {
    reset(replication)
    wanted = count
    scheduleArrival()
    while let event = simulation.next(before: .never) {
      switch event {
      case .arrival: admit()
      case .departure(let customer): depart(customer)
      case .patienceEnded(let customer): renege(customer)
      }
    }
    checkLittlesLaw()
  }

  private mutating func reset(_ replication: Replication) {
    simulation.reset()
    pool.reset()
    pool.stores.add(capacity: Double(design.servers))
    source.replication = replication
    customers.removeAll()
    arrivals.reset()
    reneged = 0
    wait = Tally()
    timeInSystem = Tally()
    lineLength = TimeWeighted()
    busyServers = TimeWeighted()
  }

  private mutating func scheduleArrival() {
    guard arrivals.count < wanted else { return }
    let next = arrivals.next(from: &source)
    newcomer = Customer(
      arrival: simulation.now + next.gap, service: next.service, patience: next.patience)
    simulation.schedule(.arrival, at: newcomer.arrival, priority: 0)
  }

  private mutating func admit() {
    let customer = customers.insert(newcomer)
    scheduleArrival()
    if pool.canTryNow(priority: 0, backfill: false), pool.stores.fits(1, in: 0) {
      pool.stores.take(1, from: 0)
      return start(customer)
    }
    customers[customer].place = pool.wait(token: customer)
    lineLength.add(1, at: simulation.now)
    let patience = customers[customer].patience
    if patience.value < .infinity {
      customers[customer].timer = simulation.schedule(
        .patienceEnded(customer: customer), after: patience, priority: 0)
    }
  }

  /// Serves a customer, for whom a server has been taken already.
  private mutating func start(_ customer: Int32) {
    let state = customers[customer]
    busyServers.add(1, at: simulation.now)
    wait.record((simulation.now - state.arrival).value)
    simulation.schedule(.departure(customer: customer), after: state.service, priority: 0)
  }

  private mutating func depart(_ customer: Int32) {
    pool.stores.giveBack(1, to: 0)
    busyServers.add(-1, at: simulation.now)
    close(customer)
    var round = ServingRound()
    while pool.stores.fits(1, in: 0), let next = pool.next(in: &round) {
      pool.stores.take(1, from: 0)
      pool.finish(round)
      simulation.cancel(customers[next].timer)
      lineLength.add(-1, at: simulation.now)
      start(next)
    }
  }

  private mutating func renege(_ customer: Int32) {
    pool.renege(customers[customer].place)
    lineLength.add(-1, at: simulation.now)
    reneged += 1
    close(customer)
  }

  private mutating func close(_ customer: Int32) {
    timeInSystem.record((simulation.now - customers[customer].arrival).value)
    customers.remove(customer)
  }

  /// Stops unless time averages and customers' times tell the same, as Little's law says they do
  /// exactly where a run begins and ends empty.
  private func checkLittlesLaw() {
    let present =
      lineLength.integral(until: simulation.now) + busyServers.integral(until: simulation.now)
    precondition(
      abs(present / timeInSystem.sum - 1) < 1e-9,
      "\(present) customer hours in line and service, \(timeInSystem.sum) in the system")
  }
}

extension ServiceStation.Design {
  /// M/M/1 at a load of 0.9: the mean time in system is 10.
  static let singleServer = Self(servers: 1, arrivalRate: 0.9)
  /// M/M/50 with more customers than servers can take: 10.208 % lose patience (Erlang A).
  static let manyServers = Self(servers: 50, arrivalRate: 55, meanPatience: 2)
}

extension ServiceStation {
  /// Check value: the mean time in system.
  static func runSingleServer(customers: Int) -> Measurement {
    measure("mm1", .singleServer, customers) { $0.timeInSystem.mean ?? .nan }
  }

  /// Check value: the share of customers that reneged.
  static func runManyServers(customers: Int) -> Measurement {
    measure("mmc_renege", .manyServers, customers) { Double($0.reneged) / Double(customers) }
  }

  private static func measure(
    _ workload: String, _ design: Design, _ customers: Int,
    check: (borrowing ServiceStation) -> Double
  ) -> Measurement {
    var station = ServiceStation(design, seed: 12345)
    let replication = Replication(masterSeed: 12345, future: 0)
    let seconds = seconds { station.run(customers: customers, replication: replication) }
    return Measurement(
      workload: workload, n: customers, events: station.events, seconds: seconds,
      check: check(station))
  }
}
