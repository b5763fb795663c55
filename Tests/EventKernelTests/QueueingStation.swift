import EventKernel
import Foundation
import Quantities

/// How customers of one class come, are served and wait.
struct CustomerClass {
  /// Arrivals per hour; where ``accepted`` thins them, the highest rate.
  var rate: Double
  /// Draws a service time, h.
  var service: (inout RandomNumbers) -> Double = { $0.exponential(mean: 1) }
  /// Mean of the exponential patience, h; infinite where it waits forever, 0 where not at all.
  var patience = Double.infinity
  /// The share of arrivals that come at an hour.
  var accepted: ((_ hour: Double) -> Double)?
}

/// A station of equal servers on the kernel alone: ranked classes, the first is the best.
struct QueueingStation: ~Copyable {
  enum Event: OrderedEvent {
    case arrival(Int32)
    case departure(Int32)
    case renege(Int32)

    /// Who leaves makes room for who comes, and who is served then does not renege.
    var priority: UInt8 {
      switch self {
      case .departure: 0
      case .arrival: 1
      case .renege: 2
      }
    }
  }

  struct Customer {
    var rank: Int32
    /// What is left of its service, h.
    var left: Double
    /// The end of its service or of its patience.
    var timer = EventHandle.none
    var place = WaitHandle.none
    var hold = HoldHandle.none
  }

  let servers: Int
  let classes: [CustomerClass]
  /// Whether a better class takes the server from a worse one, which resumes later.
  let preempts: Bool

  private(set) var simulation = Simulation<Event>()
  private var pool = Pool()
  private var customers: [Customer] = []
  private var free: [Int32] = []
  private var random = RandomNumbers(seed: 0)
  /// Customers by class: at the station, and of those not in service.
  private(set) var present: [TimeWeighted] = []
  private(set) var waiting: [TimeWeighted] = []

  init(servers: Int = 1, preempts: Bool = false, _ classes: [CustomerClass]) {
    self.servers = servers
    self.preempts = preempts
    self.classes = classes
  }

  /// Begins a replication with nobody there.
  mutating func begin(seed: Int) {
    random = RandomNumbers(seed: seed)
    simulation.reset()
    pool.reset()
    pool.stores.add(capacity: Double(servers))
    customers.removeAll(keepingCapacity: true)
    free.removeAll(keepingCapacity: true)
    present = classes.map { _ in TimeWeighted() }
    waiting = present
    for rank in classes.indices { scheduleArrival(Int32(rank)) }
  }

  /// Runs on until an hour.
  mutating func run(until hour: Double) {
    while let event = simulation.next(before: SimTime(hour)) {
      switch event {
      case .arrival(let rank): admit(rank)
      case .departure(let index): depart(index)
      case .renege(let index): renege(index)
      }
    }
    simulation.advance(to: SimTime(hour))
  }

  /// Forgets what was observed, as at the end of a warm-up.
  mutating func forget() {
    for rank in classes.indices {
      present[rank].reset(at: simulation.now)
      waiting[rank].reset(at: simulation.now)
    }
  }

  private mutating func scheduleArrival(_ rank: Int32) {
    simulation.schedule(
      .arrival(rank), after: Hours(random.exponential(mean: 1 / classes[Int(rank)].rate)))
  }

  private mutating func admit(_ rank: Int32) {
    scheduleArrival(rank)
    let kind = classes[Int(rank)]
    if let accepted = kind.accepted, random.uniform() >= accepted(simulation.now.hours) { return }
    let customer = Customer(rank: rank, left: kind.service(&random))
    let hasRoom =
      pool.canTryNow(priority: rank, backfill: false)
      && (pool.stores.fits(1, in: 0) || preempts && makeRoom(for: rank))
    if !hasRoom && kind.patience == 0 { return }
    present[Int(rank)].add(1, at: simulation.now)
    let index = free.popLast() ?? Int32(customers.count)
    if Int(index) == customers.count {
      customers.append(customer)
    } else {
      customers[Int(index)] = customer
    }
    if hasRoom { return start(index) }
    wait(index, first: false)
    if kind.patience < .infinity {
      customers[Int(index)].timer = simulation.schedule(
        .renege(index), after: Hours(random.exponential(mean: kind.patience)))
    }
  }

  private mutating func wait(_ index: Int32, first: Bool) {
    let rank = customers[Int(index)].rank
    waiting[Int(rank)].add(1, at: simulation.now)
    customers[Int(index)].place = pool.wait(token: index, priority: rank, first: first)
  }

  private mutating func start(_ index: Int32) {
    let customer = customers[Int(index)]
    pool.stores.take(1, from: 0)
    customers[Int(index)].hold = pool.hold(token: index, priority: customer.rank)
    customers[Int(index)].timer = simulation.schedule(
      .departure(index), after: Hours(customer.left))
  }

  private mutating func makeRoom(for rank: Int32) -> Bool {
    guard let worse = pool.preempt(worseThan: rank) else { return false }
    let timer = customers[Int(worse)].timer
    customers[Int(worse)].left =
      ((simulation.time(of: timer) ?? simulation.now) - simulation.now).value
    simulation.cancel(timer)
    pool.stores.giveBack(1, to: 0)
    wait(worse, first: true)
    return true
  }

  private mutating func depart(_ index: Int32) {
    let customer = customers[Int(index)]
    present[Int(customer.rank)].add(-1, at: simulation.now)
    pool.endHold(customer.hold)
    pool.stores.giveBack(1, to: 0)
    free.append(index)
    var round = ServingRound()
    while let next = pool.next(in: &round), pool.stores.fits(1, in: 0) {
      pool.finish(round)
      simulation.cancel(customers[Int(next)].timer)
      waiting[Int(customers[Int(next)].rank)].add(-1, at: simulation.now)
      start(next)
    }
  }

  private mutating func renege(_ index: Int32) {
    let customer = customers[Int(index)]
    pool.renege(customer.place)
    waiting[Int(customer.rank)].add(-1, at: simulation.now)
    present[Int(customer.rank)].add(-1, at: simulation.now)
    free.append(index)
  }
}

extension RandomNumbers {
  /// By inversion.
  mutating func exponential(mean: Double) -> Double { -mean * log(1 - uniform()) }
}
