import Columns
import Foundation
import Testing

@testable import FactoryModel

/// What a strategy is worth with what is live at the end and runs on while nothing new begins.
@Suite struct GoingConcernTests {
  // MARK: By hand

  /// A site that costs 300 EUR a year to run and closes three years behind the end, on 1 January 2031.
  private static func upkeep(runOff: String, revenue: Bool = false) throws -> TinyResult {
    try TinyWorld(
      """
      demand:
        price: { constant: \(revenue ? 0.1 : 0) EUR/H100e-h }
        segments: { a: { requests: [ { date: 2026-01-01, size: 100 H100e, term: 20 years } ] } }
      money: { discount: 9 %/year, runOff: \(runOff) }
      accelerators:
        procurement: newest
        generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 0 EUR }, life: 1826 d } }
      sites: { pod: { power: 1 MW, staff: { perSite: 300 EUR/year },
        stages: { accelerators: { for: install }, install: { after: [accelerators], takes: 0 d } } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """
    ).run()
  }

  @Test func `twelfths of 300 a year for three years are worth 790.2 at 9 percent`() throws {
    let factor = 1 / (1.09 * 1.09)
    let cost = try Self.upkeep(runOff: "6 years")
    #expect(abs(cost.metric("run_off_value_eur") + 790.2) < 0.05)
    let difference = cost.metric("npv_going_concern_eur") - cost.metric("npv_eur")
    #expect(abs(difference / factor + 790.2) < 0.05)
    #expect(cost.metric("run_off_live_it_mw") == 0)
    // What it earns has the other sign.
    #expect(try Self.upkeep(runOff: "6 years", revenue: true).metric("run_off_value_eur") > 0)
  }

  @Test func `a run-off that is too short ends with what is live`() throws {
    let short = try Self.upkeep(runOff: "1 years")
    let year = 25 * (1...12).reduce(0) { $0 + pow(1.09, -Double($1) / 12) }
    #expect(abs(short.metric("run_off_value_eur") + year) < 1e-9 * year)
    #expect(short.metric("run_off_live_it_mw") == 1)
  }

  @Test func `beyond the last life a longer run-off changes nothing`() throws {
    let (six, nine) = (try Self.upkeep(runOff: "6 years"), try Self.upkeep(runOff: "9 years"))
    for name in ["npv_going_concern_eur", "irr_going_concern_fraction", "run_off_value_eur"] {
      #expect(six.metric(name).bitPattern == nine.metric(name).bitPattern, "\(name)")
    }
  }

  // MARK: Laws

  /// Two halls on one connection and a site of its own with refreshes, taxed, over eight years: one hall is being
  /// built at the end of 2029, one waits for its gate; orders and replacements are on their way.
  private static func busy(
    end: String, money: String = "", head: String = "", refresh: String = "best",
    tax: String = "25 %"
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      \(head)
      demand:
        price:
          costPlus: { margin: { mean: 40 %, sd: 20 %, halfLife: 8 months }, capitalCost: 10 %/year, facility: 9 MEUR/MW,
            electricity: 100 EUR/MWh, upkeep: 3 %/year, byTerm: true }
        segments:
          a: { arrivals: 60 /year, growth: { exponential: { rate: 20 %/year } }, size: { lognormal: { median: 90 H100e, p90: 300 H100e } },
               sizeGrowth: density, term: { uniform: { low: 3 months, high: 30 months } }, patience: 3 months }
          spot: { arrivals: 20 /year, size: 50 H100e, term: 12 months, contract: interruptible }
      grid:
        tiers: { mv: {} }
        regions: { R: { tiers: { mv: { headroom: 4 MW, build: 200 d, connection: 1 MEUR, arrivals: 20 /year, size: 1 MW,
          release: { rate: 15 MW/year, lump: 1 MW }, tariff: { contracted: 40 EUR/kW/year, peak: 1 EUR/kW/month, energy: 5 EUR/MWh } } } } }
      energy:
        spot: { ornsteinUhlenbeck: { mean: 80 EUR/MWh, halfLife: 30 h, sd: 20 EUR/MWh } }
        step: 7 d
        tax: { bands: [ { upTo: 1000 MWh, rate: 30 EUR/MWh }, { rate: 2 EUR/MWh } ] }
        emissions: 100 g/kWh
      money: { discount: 8 %/year, inflation: 2 %/year, corporateTax: \(tax), depreciation: { facility: 15 years }\(money) }
      accelerators:
        procurement: newest
        refresh: \(refresh)
        swapDowntime: 10 d
        maintenance: 3 %/year
        generations:
          A: { released: 2025-01-01, preOrder: 6 months, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 20000 EUR, changes: -15 %/year },
               lead: { uniform: { low: 3 months, high: 9 months } }, life: 30 months, bookLife: 3 years, residual: [[1 years, 60 %], [3 years, 20 %]] }
        successors: { every: 9 months, h100ePerKilowatt: 25 %/year, pricePerH100e: -20 %/year }
      sites:
        pod: { power: 1 MW, pue: 1.2, ramp: { from: 40 %, time: 5 months }, staff: { perMW: 80 kEUR/MW/year }, stages: { build: { takes: { uniform: { low: 6 months, high: 12 months } }, costs: 8 MEUR/MW },
          grid: {}, accelerators: { for: fit }, fit: { after: [build, grid, accelerators], takes: 20 d, succeeds: 80 %, else: { restart: fit } } } }
        land: { connection: 4 MW, stages: { grid: {} } }
        hall: { power: 1.5 MW, pue: 1.2, stages: { build: { after: [base.grid], takes: { uniform: { low: 6 months, high: 14 months } }, costs: 9 MEUR/MW, paid: end },
          accelerators: { for: fit }, fit: { after: [build, accelerators], takes: 20 d } } }
      strategies:
        only:
          discount: 12 %/year
          phases:
            pods: { site: pod, sites: 3, regions: [R], tier: mv, start: 2026-03-01 }
            land: { site: land, regions: [R], tier: mv, start: 2026-01-01 }
            hall: { site: hall, standsOn: land, start: 2026-06-01 }
            next: { site: hall, standsOn: land, start: 2028-11-01, gates: { build: { date: 2029-05-01 } } }
            more: { site: pod, sites: 2, regions: [R], tier: mv, start: 2029-06-01 }
            late: { site: pod, regions: [R], tier: mv, start: 2029-12-01 }
      """, end: end)
  }

  @Test(arguments: 0..<6)
  func `a going concern is worth what a longer time is in which nothing new begins`(future: Int)
    throws
  {
    let short = try Self.busy(end: "2030-01-01", money: ", runOff: 6 years").run(future: future)
    let long = try Self.busy(end: "2036-01-01", head: "nothingNewAfter: 2030-01-01").run(
      future: future)
    for (name, known) in [
      ("npv_going_concern_eur", "npv_with_horizon_value_eur"),
      ("irr_going_concern_fraction", "irr_with_horizon_value_fraction"),
      ("npv_going_concern_own_rate_eur", "npv_with_horizon_value_own_rate_eur"),
      ("levelised_cost_going_concern_eur_per_h100e_h", "levelised_cost_eur_per_h100e_h"),
      ("levelised_price_going_concern_eur_per_h100e_h", "levelised_price_eur_per_h100e_h"),
      ("cost_to_revenue_fraction", "cost_to_revenue_fraction"),
    ] {
      let (a, b) = (short.metric(name), long.metric(known))
      #expect(abs(a - b) <= 1e-9 * abs(b), "\(name): \(a) and \(b)")
    }
    // The world is not an idle one: something runs on, and something closes.
    #expect(short.metric("run_off_value_eur") > 0)
    #expect((0...120).contains { long.cash("closing", period: $0) > 0 })
  }

  @Test(arguments: 0..<3)
  func `the figures at the end are the same with a run-off and without`(future: Int) throws {
    let without = try Self.busy(end: "2030-01-01").run(future: future)
    let with = try Self.busy(end: "2030-01-01", money: ", runOff: 6 years").run(future: future)
    for (index, column) in without.layout.metrics.enumerated() {
      let name = column.variable.name
      // By its definition it has the run-off in it.
      guard name != "cost_to_revenue_fraction" else { continue }
      let place = with.layout.metrics.firstIndex(of: column)
      let other = place.map { with.result.metrics[$0] } ?? .nan
      #expect(
        without.result.metrics[index].bitPattern == other.bitPattern
          || (without.result.metrics[index].isNaN && other.isNaN), "\(name)")
    }
    #expect(without.result.cash == with.result.cash)
    #expect(
      without.result.stockMeans.elementsEqual(with.result.stockMeans) { $0 == $1 || $0.isNaN })
    #expect(without.result.traceHash == with.result.traceHash)
    #expect(!without.layout.metrics.contains { $0.variable.name.contains("going_concern") })
  }

  @Test func `where every life ends at the end, it is worth what is sold and what is on the books`()
    throws
  {
    func world(_ life: String) throws -> TinyResult {
      try TinyWorld(
        """
        money: { discount: 9 %/year, runOff: 3 years }
        accelerators:
          procurement: newest
          generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1000 EUR }, life: \(life), residual: [[4 years, 0 %]] } }
        sites: { pod: { power: 1 MW, staff: { perSite: 1000 EUR/year },
          stages: { build: { takes: 0 d, costs: 70 kEUR }, accelerators: { for: install }, install: { after: [build, accelerators], takes: 0 d } } } }
        strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
        """
      ).run()
    }
    let result = try world("730 d")
    let (concern, second) = (
      result.metric("npv_going_concern_eur"), result.metric("npv_with_horizon_value_eur")
    )
    #expect(abs(concern - second) <= 1e-9 * abs(second))
    // A day later it has a day's cost and a day's age more.
    let later = try world("731 d")
    #expect(later.metric("npv_going_concern_eur") < later.metric("npv_with_horizon_value_eur") - 1)
  }

  @Test func `nothing live, ordered or connected at the end is worth nothing more`() throws {
    let result = try TinyWorld(
      """
      money: { runOff: 3 years }
      \(TinyWorld.retiredAfterAYear)
      sites: { pod: { power: 1 MW, stages: { accelerators: { for: install }, install: { after: [accelerators], takes: 400 d, succeeds: 0, else: end } } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } }, none: {} }
      """)
    #expect(result.run().metric("run_off_value_eur") == 0)
    #expect(result.run().metric("npv_eur") == -100)
    #expect(result.run("none").metric("run_off_value_eur") == 0)
  }

  // MARK: Nothing new

  @Test func `nothing begins any more, what is ordered is finished, and the rest closes`() throws {
    let trace = try TinyWorld(
      """
      nothingNewAfter: 2026-07-01
      accelerators:
        procurement: newest
        refresh: likeForLike
        generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 EUR }, lead: 10 d, life: 1 years } }
      sites:
        quick: \(TinyWorld.installedAtOnce)
        slow: { power: 1 MW, stages: { build: { takes: 300 d, costs: 10 EUR }, accelerators: { for: install }, install: { after: [build, accelerators], takes: 0 d } } }
        ordered: { power: 1 MW, stages: { accelerators: { for: install }, install: { after: [accelerators], takes: 100 d } } }
      strategies:
        only:
          phases:
            live: { site: quick, start: 2026-01-01 }
            building: { site: slow, start: 2026-01-01 }
            ordered: { site: ordered, start: 2026-06-25 }
            late: { site: quick, start: 2026-07-01 }
      """, end: "2029-01-01"
    ).trace().filter { !$0.contains("begins") || $0.contains("nothing") }
    #expect(
      trace.dropFirst(8).map { $0 } == [
        "4344.0: nothing new begins from now on", "4344.0: building/1: closed",
        "4344.0: late/1: closed",
        "4440.0: ordered/1: accelerators delivered", "6840.0: ordered/1: install is done",
        "6840.0: ordered/1: live", "9006.0: live/1: accelerators retired", "9006.0: live/1: closed",
        "15606.0: ordered/1: accelerators retired", "15606.0: ordered/1: closed",
      ], "\(trace)")
  }

  @Test func `a site that closes brings what it is worth on the books, untaxed`() throws {
    let result = try TinyWorld(
      """
      nothingNewAfter: 2027-01-01
      money: { corporateTax: 25 %, depreciation: { facility: 4 years } }
      \(TinyWorld.retiredAfterAYear)
      sites:
        pod: { power: 1 MW, stages: { build: { takes: 0 d, costs: 4 MEUR }, accelerators: { for: install }, install: { after: [build, accelerators], takes: 0 d } } }
        land: { power: 1 MW, stages: { build: { takes: 2 years, costs: 1 MEUR, paid: start }, accelerators: { for: install }, install: { after: [build, accelerators], takes: 0 d } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 }, second: { site: land, start: 2026-12-01 } } } }
      """
    ).run()
    // Half a day into 2027 a quarter is written off; what is not finished is closed in December.
    #expect(abs(result.cash("closing", period: 13) - 3e6) < 1)
    #expect(result.cash("closing", period: 12) == 1e6)
    #expect((0...24).allSatisfy { result.cash("corporate_tax", period: $0) == 0 })
  }

  // MARK: Reading

  @Test(arguments: [
    (
      "money: { runOff: 100 d }",
      "s.yaml:4:18: error: 'runOff' must be whole months, such as '72 months' or '6 years'"
    ),
    (
      "nothingNewAfter: 2026-03-15",
      "s.yaml:4:18: error: 'nothingNewAfter' must be the first of a month after 'start'"
    ),
    (
      "nothingNewAfter: 2026-01-01",
      "s.yaml:4:18: error: 'nothingNewAfter' must be the first of a month after 'start'"
    ),
  ])
  func `what is no boundary of months is refused`(line: String, message: String) {
    let problems = WrittenScenario(
      """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      \(line)
      strategies: { o: {} }

      """
    ).problems
    #expect(problems.count == 1 && problems[0].hasPrefix(message), "\(problems)")
  }
}
