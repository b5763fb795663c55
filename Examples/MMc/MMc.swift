// M/M/c: customers come at random, stand in one line, and the first of c servers that is free takes the
// first in line. The "hello, world" of queueing, with the answer known since Erlang (1917).

import Comparison
import EventKernel
import Quantities
import Sampling

/// One service point, from opening to closing.
struct ServicePoint: ~Copyable {
  /// What can happen: a closed set, so that the compiler asks for each in the loop below.
  enum Event: OrderedEvent {
    case warmUpEnded
    case departure
    case arrival

    /// The order of what happens at one instant: who leaves makes room for who comes.
    var priority: UInt8 {
      switch self {
      case .warmUpEnded: 0
      case .departure: 1
      case .arrival: 2
      }
    }
  }

  struct Customer: BitwiseCopyable {
    var arrival: SimTime
    var service: Hours
  }

  static let servers = 3
  static let arrivalsPerHour = 2.4
  static let meanService = Hours(1)
  /// The station opens empty; what happens before this is not counted.
  static let warmUp = SimTime(300)
  static let closing = SimTime(8300)

  private static let stream = StreamID("example/customers")

  // The clock with its events, the servers with their line, and who is there.
  private var clock = Simulation<Event>()
  private var pool = Pool()
  private var customers = EntityTable<Customer>()
  private var random: RandomSource
  private var arrived: UInt64 = 0

  // What is counted: over customers a tally, over time a time-weighted mean.
  private var wait = Tally()
  private var hasWaited = Tally()
  private var inLine = TimeWeighted()
  private var busy = TimeWeighted()

  /// - Parameter number: of the run; each has random numbers of its own.
  init(run number: UInt64) {
    random = RandomSource(Replication(masterSeed: 1, future: number))
    pool.stores.add(capacity: Double(Self.servers))
  }

  mutating func run() {
    clock.schedule(.warmUpEnded, at: Self.warmUp)
    scheduleArrival()
    while let event = clock.next(before: Self.closing) {
      switch event {
      case .arrival: arrive()
      case .departure: depart()
      case .warmUpEnded: forget()
      }
    }
    clock.advance(to: Self.closing)
  }

  /// What is drawn for a customer has his address, his number, and depends on nothing else.
  private mutating func scheduleArrival() {
    random.at(Self.stream, entity: arrived)
    arrived += 1
    clock.schedule(.arrival, after: Hours(random.exponential(mean: 1 / Self.arrivalsPerHour)))
  }

  private mutating func arrive() {
    // The numbers of the one who arrives go on where the time of his arrival was drawn.
    let service = Hours(random.exponential(mean: Self.meanService.value))
    pool.wait(token: customers.insert(Customer(arrival: clock.now, service: service)))
    scheduleArrival()
    serve()
  }

  private mutating func depart() {
    pool.stores.giveBack(1, to: 0)
    serve()
  }

  /// Gives free servers to those who wait, in their order.
  private mutating func serve() {
    var round = ServingRound()
    while pool.stores.fits(1, in: 0), let token = pool.next(in: &round) {
      pool.stores.take(1, from: 0)
      pool.finish(round)
      let customer = customers[token]
      customers.remove(token)
      clock.schedule(.departure, after: customer.service)
      wait.record((clock.now - customer.arrival).value)
      hasWaited.record(clock.now > customer.arrival ? 1 : 0)
    }
    inLine.set(Double(pool.waitingCount), at: clock.now)
    busy.set(pool.stores.inUse(of: 0), at: clock.now)
  }

  private mutating func forget() {
    wait.reset()
    hasWaited.reset()
    inLine.reset(at: clock.now)
    busy.reset(at: clock.now)
  }

  /// The figures of this run, each added to those of the others.
  func add(to figures: inout Figures) {
    figures.wait.record(wait.mean ?? 0)
    figures.hasWaited.record(hasWaited.mean ?? 0)
    figures.inLine.record(inLine.mean(until: clock.now) ?? 0)
    figures.busy.record(busy.mean(until: clock.now) ?? 0)
  }
}

/// One number from each run.
struct Figures {
  var wait = Tally()
  var hasWaited = Tally()
  var inLine = Tally()
  var busy = Tally()
}

/// What Erlang's formulas say of the steady state.
struct Theory {
  let hasWaited, wait, inLine, busy: Double

  init(arrivals: Double, service: Double, servers: Int) {
    busy = arrivals / service
    // Erlang B: the share that is turned away where nobody waits.
    var blocked = 1.0
    for n in 1...servers { blocked = busy * blocked / (Double(n) + busy * blocked) }
    // Erlang C: the share that waits where everybody does.
    hasWaited = blocked / (1 - busy / Double(servers) * (1 - blocked))
    wait = hasWaited / (Double(servers) * service - arrivals)
    // Little's law.
    inLine = arrivals * wait
  }
}

@main
enum MMc {
  static let runs = 40

  static func main() {
    var figures = Figures()
    for number in 0..<UInt64(runs) {
      var point = ServicePoint(run: number)
      point.run()
      point.add(to: &figures)
    }
    let theory = Theory(
      arrivals: ServicePoint.arrivalsPerHour, service: 1 / ServicePoint.meanService.value,
      servers: ServicePoint.servers)
    let hours = ServicePoint.closing - ServicePoint.warmUp
    print(
      "M/M/\(ServicePoint.servers): \(ServicePoint.arrivalsPerHour) arrivals an hour,",
      terminator: " ")
    print("a service takes an hour on average; \(runs) runs of \(Int(hours.value)) h\n")
    var comparison = Comparison()
    comparison.add("wait, h", figures.wait, theory: theory.wait)
    comparison.add("share that waits", figures.hasWaited, theory: theory.hasWaited)
    comparison.add("customers in line", figures.inLine, theory: theory.inLine)
    comparison.add("busy servers", figures.busy, theory: theory.busy)
    comparison.show()
  }
}
