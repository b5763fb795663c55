// A machine shop with repair. Ten machines make parts and break down; two repairers mend them, in the
// order of their breakdowns, and do other work when nothing is broken. A repair interrupts the other
// work, which is taken up later where it was left; and so is the part that a broken machine was at.

import Comparison
import EventKernel
import Quantities
import Sampling

/// The shop, from its first day to the horizon.
struct MachineShop: ~Copyable {
  enum Event: OrderedEvent {
    case partDone(machine: Int32)
    case repaired(machine: Int32)
    case jobDone(job: Int32)
    case breakdown(machine: Int32)

    /// The order of what happens at one instant: what is done then is not interrupted.
    var priority: UInt8 {
      switch self {
      case .partDone, .repaired, .jobDone: 0
      case .breakdown: 1
      }
    }
  }

  struct Machine: BitwiseCopyable {
    /// The end of the part that it is at; stale while it is broken.
    var part = EventHandle.none
    /// What is left of that part while it is broken.
    var left = Hours.zero
    var parts: UInt64 = 0
    var breakdowns: UInt64 = 0
  }

  /// Other work of a repairer, under way or interrupted; each has one such job at hand.
  struct Job: BitwiseCopyable {
    var end = EventHandle.none
    var hold = HoldHandle.none
    var left = MachineShop.jobTime
  }

  static let machineCount: Int32 = 10
  static let repairers: Int32 = 2
  static let meanLife = Hours(300)
  static let meanRepair = Hours(40)
  static let meanPartTime = Hours(2)
  static let jobTime = Hours(8)
  static let horizon = SimTime.start + .years(5)

  // Their order in the line for a repairer.
  private static let repair: Int32 = 0
  private static let otherWork: Int32 = 1

  private static let lives = StreamID("example/lives")
  private static let repairs = StreamID("example/repairs")
  private static let partTimes = StreamID("example/part times")

  private var clock = Simulation<Event>()
  /// The repairers, as one store, and the line before them: machines by their numbers, and behind these
  /// the jobs.
  private var pool = Pool()
  private var random: RandomSource
  private var machines = [Machine](repeating: Machine(), count: Int(machineCount))
  private var jobs = [Job](repeating: Job(), count: Int(repairers))

  private(set) var parts = 0
  private(set) var jobsDone = 0
  private(set) var running = TimeWeighted(Double(machineCount))
  private(set) var repairing = TimeWeighted()

  /// - Parameter number: of the run; each has random numbers of its own.
  init(run number: UInt64) {
    random = RandomSource(Replication(masterSeed: 1, future: number))
    pool.stores.add(capacity: Double(Self.repairers))
  }

  mutating func run() {
    for machine in 0..<Self.machineCount {
      beginPart(machine)
      scheduleBreakdown(machine)
    }
    for job in 0..<Self.repairers {
      pool.wait(token: Self.machineCount + job, priority: Self.otherWork)
    }
    assignRepairers()
    while let event = clock.next(before: Self.horizon) {
      switch event {
      case .partDone(let machine):
        parts += 1
        beginPart(machine)
      case .breakdown(let machine): breakDown(machine)
      case .repaired(let machine): putBack(machine)
      case .jobDone(let job): endJob(job)
      }
    }
    clock.advance(to: Self.horizon)
  }

  // MARK: Machines

  private mutating func beginPart(_ machine: Int32) {
    let number = machines[Int(machine)].parts
    machines[Int(machine)].parts += 1
    let share = random.uniform(Self.partTimes, entity: Self.address(machine, number))
    goOn(machine, with: Hours(Self.meanPartTime.value * (0.5 + share)))
  }

  private mutating func goOn(_ machine: Int32, with left: Hours) {
    machines[Int(machine)].part = clock.schedule(.partDone(machine: machine), after: left)
  }

  private mutating func scheduleBreakdown(_ machine: Int32) {
    random.at(Self.lives, entity: Self.address(machine, machines[Int(machine)].breakdowns))
    let life = random.exponential(mean: Self.meanLife.value)
    clock.schedule(.breakdown(machine: machine), after: Hours(life))
  }

  private mutating func breakDown(_ machine: Int32) {
    let part = machines[Int(machine)].part
    if let end = clock.time(of: part) { machines[Int(machine)].left = end - clock.now }
    clock.cancel(part)
    running.add(-1, at: clock.now)
    if !pool.stores.fits(1, in: 0), let token = pool.preempt(worseThan: Self.repair) {
      interrupt(token)
    }
    pool.wait(token: machine, priority: Self.repair)
    assignRepairers()
  }

  private mutating func putBack(_ machine: Int32) {
    pool.stores.giveBack(1, to: 0)
    repairing.add(-1, at: clock.now)
    running.add(1, at: clock.now)
    goOn(machine, with: machines[Int(machine)].left)
    machines[Int(machine)].breakdowns += 1
    scheduleBreakdown(machine)
    assignRepairers()
  }

  // MARK: Repairers

  /// Gives each free repairer the first in line.
  private mutating func assignRepairers() {
    var round = ServingRound()
    while pool.stores.fits(1, in: 0), let token = pool.next(in: &round) {
      pool.stores.take(1, from: 0, isPreemptible: token >= Self.machineCount)
      pool.finish(round)
      if token < Self.machineCount { beginRepair(of: token) } else { beginJob(token) }
    }
  }

  private mutating func beginRepair(of machine: Int32) {
    repairing.add(1, at: clock.now)
    random.at(Self.repairs, entity: Self.address(machine, machines[Int(machine)].breakdowns))
    let time = random.exponential(mean: Self.meanRepair.value)
    clock.schedule(.repaired(machine: machine), after: Hours(time))
  }

  private mutating func beginJob(_ token: Int32) {
    let job = token - Self.machineCount
    jobs[Int(job)].end = clock.schedule(.jobDone(job: job), after: jobs[Int(job)].left)
    jobs[Int(job)].hold = pool.hold(token: token, priority: Self.otherWork)
  }

  /// Puts a job away, with what is left of it, to go on before others like it.
  private mutating func interrupt(_ token: Int32) {
    let job = Int(token - Self.machineCount)
    if let end = clock.time(of: jobs[job].end) { jobs[job].left = end - clock.now }
    clock.cancel(jobs[job].end)
    pool.stores.giveBack(1, to: 0, isPreemptible: true)
    pool.wait(token: token, priority: Self.otherWork, first: true)
  }

  private mutating func endJob(_ job: Int32) {
    jobsDone += 1
    pool.endHold(jobs[Int(job)].hold)
    pool.stores.giveBack(1, to: 0, isPreemptible: true)
    jobs[Int(job)] = Job()
    pool.wait(token: Self.machineCount + job, priority: Self.otherWork)
    assignRepairers()
  }

  /// What names the nth draw for a machine, whatever has happened to the others.
  private static func address(_ machine: Int32, _ number: UInt64) -> UInt64 {
    UInt64(machine) << 32 | number
  }

  /// The figures of this run, each added to those of the others.
  func add(to figures: inout Figures) {
    let hours = (clock.now - .start).value
    figures.running.record(running.mean(until: clock.now) ?? 0)
    figures.repairing.record(repairing.mean(until: clock.now) ?? 0)
    figures.parts.record(Double(parts) / hours)
    figures.jobs.record(Double(jobsDone) / hours)
  }
}

/// One number from each run.
struct Figures {
  var running = Tally()
  var repairing = Tally()
  var parts = Tally()
  var jobs = Tally()
}

/// What is known of the steady state, where lives and repairs are exponential.
///
/// With n machines broken the next one breaks at (N − n)λ, and one is mended at min(n, r)μ: the
/// machine-repairman model (Palm 1947; Cooper, Introduction to Queueing Theory, section 3.8). Whatever
/// part times and jobs are like, parts are made in the time in which machines run, and jobs are done in
/// the time that repairs leave.
struct Theory {
  let running, repairing, parts, jobs: Double

  init() {
    let (machines, repairers) = (Int(MachineShop.machineCount), Int(MachineShop.repairers))
    var weights = [1.0]
    for broken in 1...machines {
      let breaking = Double(machines - broken + 1) / MachineShop.meanLife.value
      let mending = Double(min(broken, repairers)) / MachineShop.meanRepair.value
      weights.append(weights[broken - 1] * breaking / mending)
    }
    let total = weights.reduce(0, +)
    func mean(_ value: (Int) -> Int) -> Double {
      weights.enumerated().reduce(0) { $0 + Double(value($1.offset)) * $1.element } / total
    }
    running = mean { machines - $0 }
    repairing = mean { min($0, repairers) }
    parts = running / MachineShop.meanPartTime.value
    jobs = (Double(repairers) - repairing) / MachineShop.jobTime.value
  }
}

@main
enum Main {
  static let runs = 20

  static func main() {
    var figures = Figures()
    for number in 0..<UInt64(runs) {
      var shop = MachineShop(run: number)
      shop.run()
      shop.add(to: &figures)
    }
    let theory = Theory()
    print(
      "\(MachineShop.machineCount) machines, \(MachineShop.repairers) repairers; \(runs) runs of 5 years\n"
    )
    var comparison = Comparison()
    comparison.add("machines that run", figures.running, theory: theory.running)
    comparison.add("repairers at machines", figures.repairing, theory: theory.repairing)
    comparison.add("parts an hour", figures.parts, theory: theory.parts)
    comparison.add("other jobs an hour", figures.jobs, theory: theory.jobs)
    comparison.show()
  }
}
