import Columns
import Experiments
import Quantities

/// A population that grows at a drawn rate.
///
/// Each month every member has a child with that probability; a second strategy removes a tenth of
/// the population every year. Small enough for a test, yet with every kind of result.
struct BirthProcess: ReplicatedModel {
  let strategies = ["grow", "harvest"]
  let layout: ResultLayout
  let parameters = [Parameter(name: "birthRate", unit: "/month")]

  /// The replication that fails, if any.
  var failing: Int?

  /// How long one replication is held back, so that threads finish out of order.
  var spins = 0

  init(failing: Int? = nil, spins: Int = 0) {
    self.failing = failing
    self.spins = spins
    guard let start = CalendarDate("2026-11-01"), let end = CalendarDate("2028-01-01") else {
      preconditionFailure("these dates exist")
    }
    func column(
      _ name: String, _ unit: String, _ kind: Variable.Kind, _ scope: Scope = .all,
      role: Variable.Role = .detail, part: Part? = nil
    ) -> Column {
      let words = "The \(name) of the population"
      return Column(
        Variable(name, unit: unit, kind: kind, role: role, part: part, words), scope)
    }
    layout = ResultLayout(
      calendar: ReportingCalendar(start: start, end: end),
      metrics: [
        column("final_population", "", .metric), column("first_fifty_h", "h", .metric),
        column("share_fraction", "fraction", .metric, Scope(segment: "young, \"small\"")),
        column("npv_eur", "EUR", .metric, role: .compared),
        column("live_it_mw_2027", "MW", .metric, part: .end(of: 2027, .livePower)),
      ],
      stocks: [column("population", "", .stock), column("ceiling", "", .stock)],
      flows: [column("births", "", .flow)],
      gridStocks: [
        column("waiting_mw", "MW", .stock, Scope(region: "north", tier: "mv", applicantClass: "a"))
      ],
      gridFlows: [column("allocated_mw", "MW", .flow, Scope(region: "north", tier: "mv"))],
      cashLines: [
        column("revenue_eur", "EUR", .cashLine, part: Part(of: .revenue, "births")),
        column("tax_eur", "EUR", .cashLine),
      ],
      milestones: [Variable("live", unit: "h", kind: .milestone, "All sites are live")],
      phases: [["first"], ["first", "second"]],
      milestonePlaces: [1, 2].map { phases in
        (0..<phases * 2).map {
          MilestonePlace(phase: Int32($0 / 2), site: Int32($0 % 2), milestone: 0)
        }
      },
      reasons: ["a stop"],
      constraintPlaces: [1, 2].map { phases in
        (0..<phases).flatMap { phase in
          ["build", "grid", "money"].map { ConstraintPlace(phase: Int32(phase), cause: $0) }
        }
      })
  }

  /// What held up the sites of a phase in a future: its measures by cause.
  ///
  /// The second phase never begins, the
  /// grid is late in futures of odd number alone, and money has neither slack nor delay.
  static func constraints(phase: Int32, future: Int) -> [Double] {
    guard phase == 0 else { return Array(repeating: .nan, count: 12) }
    let isOdd = future % 2 == 1
    return [
      isOdd ? 0.25 : 0.5, 0, 1461, 7.1,
      isOdd ? 0.75 : 0.5, 1, 0, isOdd ? 2922 : .nan,
      0, 0, .nan, .nan,
    ]
  }

  func makeWorker() -> Worker { Worker(model: self) }

  struct Worker: ReplicationWorker {
    let model: BirthProcess
    private var state: UInt64 = 0
    private var rate = 0.0
    private var future = 0
    private var inner = 0

    init(model: BirthProcess) { self.model = model }

    mutating func begin(future: Int, inner: Int) -> [Double] {
      (self.future, self.inner) = (future, inner)
      state = UInt64(future)
      rate = 0.02 + 0.06 * uniform()
      return [rate]
    }

    mutating func run(strategy: Int, into result: inout ReplicationResult) throws {
      if model.failing == future { throw Sterile() }
      for _ in 0..<(future % 3 == 0 ? model.spins : 0) { _ = uniform() }
      state = UInt64(1_000_003 * (future + 1) + inner)
      result.reset()
      let months = model.layout.months
      var population = 20.0
      for month in 0..<months {
        let before = population
        population += (population * rate * 2 * uniform()).rounded(.down)
        result.flows[month] = Float(population - before)
        if strategy == 1, month % 12 == 11 { population = (population * 0.9).rounded(.down) }
        result.stockMeans[month] = month == 3 ? .nan : Float((before + population) / 2)
        result.stockEnds[month] = Float(population)
        result.stockMeans[months + month] = 1e6
        result.stockEnds[months + month] = month < 7 ? 1e6 : -0.1
        result.gridStockMeans[month] = Float(uniform())
        let tiny = 700 * Float(uniform()) * .leastNonzeroMagnitude
        result.gridFlows[month] = month % 5 == 0 ? tiny : 0
        result.cash[month + 1] = population * 1.1
        if population >= 50, result.metrics[1].isNaN { result.metrics[1] = Double(month) * 730.5 }
      }
      result.cash[0] = -300.7
      result.metrics[0] = population
      result.metrics[2] = 1 / population
      result.metrics[3] = population * 1e6 - 40e6
      result.metrics[4] = population / 3
      // The first of the phases tells why, the others have nothing to tell.
      result.reasons = model.layout.milestonePlaces[strategy].indices.map { $0 == 0 ? 0 : .nan }
      result.milestones = model.layout.milestonePlaces[strategy].map {
        $0.phase == 0 ? 100.25 : .nan
      }
      result.constraints = model.layout.phases[strategy].indices.flatMap {
        BirthProcess.constraints(phase: Int32($0), future: future)
      }
      result.eventCount = months
    }

    private mutating func uniform() -> Double {
      // SplitMix64.
      state &+= 0x9E37_79B9_7F4A_7C15
      var word = state
      word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
      word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((word ^ (word >> 31)) >> 11) * 0x1p-53
    }
  }

  struct Sterile: Error, CustomStringConvertible {
    var description: String { "nobody was born" }
  }
}
