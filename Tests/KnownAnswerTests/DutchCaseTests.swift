import Foundation
import TestSupport
import Testing

private let futures = 60

/// Whether a planner recognises the country: the Dutch case against the rows of `scenarios/data/`.
///
/// Ranges are those of the rows, widened by four standard errors of what is simulated and by nothing
/// else. The world without us (`none`) stands for the country as it is.
@Suite(
  .sharing(
    shipped("netherlands.yaml"), replications: futures, seed: 20_260_101,
    tables: ["grid", "timeseries", "phases", "draws"]))
struct DutchCaseTests {
  private static let liander = ["noordHolland", "gelderlandFlevoland"]
  private static let stedin = ["utrecht", "zuidHollandZeeland"]
  private static let brabant = ["noordBrabantLimburg"]
  /// Steady releases come in lumps of this size at random times, MW.
  private static let lump = 20.0
  /// Months from the reports of 1 July 2025 to the middle of January 2026, in years.
  private static let sinceReports = 199.0 / 365
  /// The 10 % and the 90 % quantile of a normal distribution are this many deviations apart.
  private static let deviationsP10P90 = 2.5631

  private func run() throws -> ExportedRun { try #require(SharedRun.current) }

  // MARK: Waiting lists

  @Test func `the regional waiting lists of January 2026 continue those reported for mid-2025`()
    throws
  {
    let requests = try level("grid_waiting_requests", "mediumVoltage", ["2026-01"])
    let power = try level("grid_waiting_mw", "mediumVoltage", ["2026-01"])
    for (now, quantity, unit) in [(requests, "requests", "requests"), (power, "power", "MW")] {
      let reported = try DataRow(
        "grid_queue", "offtake_waiting_list.\(quantity).regional_dso", unit: unit)
      let growth = try DataRow(
        "grid_queue", "offtake_waiting_list.growth_\(quantity).regional_dso", unit: "%/year")
      let low = reported.low * pow(1 + growth.low / 100, Self.sinceReports)
      let high = reported.high * pow(1 + growth.high / 100, Self.sinceReports)
      expect(now, in: low...high, quantity)
    }
    let size = try DataRow("grid_queue", "offtake_waiting_list.mean_size.regional_dso", unit: "MW")
    expect(power.mean / requests.mean, in: size.range, "MW for a request")
  }

  @Test func `as many wait for Stedin as it reports`() throws {
    let row = try DataRow("grid_queue", "waiting_list.requests.stedin", unit: "requests")
    let now = try level("grid_waiting_requests", "mediumVoltage", ["2026-01"], Self.stedin)
    expect(now, in: row.range, "requests")
  }

  @Test func `the regional waiting lists grow as they did`() throws {
    let row = try DataRow(
      "grid_queue", "offtake_waiting_list.growth_requests.regional_dso", unit: "%/year")
    let now = try level("grid_waiting_requests", "mediumVoltage", ["2026-01"])
    let later = try level("grid_waiting_requests", "mediumVoltage", ["2027-01"])
    expect((later.mean / now.mean - 1) * 100, in: row.range, "% in a year")
  }

  @Test func `the transmission list is the one reported`() throws {
    let requests = try level("grid_waiting_requests", "transmission", ["2026-01"])
    let power = try level("grid_waiting_mw", "transmission", ["2026-01"])
    expect(
      requests,
      in: try DataRow("grid_queue", "offtake_waiting_list.requests.tennet", unit: "requests").range,
      "requests")
    expect(
      power, in: try DataRow("grid_queue", "offtake_waiting_list.power.tennet", unit: "MW").range,
      "MW")
    let size = try DataRow("grid_queue", "offtake_waiting_list.mean_size.tennet", unit: "MW")
    expect(power.mean / requests.mean, in: size.range, "MW for a request")
  }

  @Test func `Stedin frees what it announces, and Noord-Brabant once what it announces`() throws {
    // Until 2032; larger reinforcements begin in 2033.
    let years = 2026...2032
    let stedin = try DataRow("grid_queue", "capacity_released.stedin", unit: "MW/year")
    expectReleases(
      try level("grid_released_mw", "mediumVoltage", years.map(String.init), Self.stedin).mean,
      in: stedin.low * Double(years.count)...stedin.high * Double(years.count), "Stedin")
    // At most what comes at once, in 2026 and in 2027; delays may take it beyond, and the steady rest adds to it.
    let once = try ["west_2026", "east_south_2027"].map {
      try DataRow("grid_queue", "capacity_release.noord_brabant.\($0)", unit: "MW").central
    }.reduce(0, +)
    let later = try DataRow(
      "grid_queue", "capacity_release.noord_brabant.after_2027", unit: "MW/year")
    let until2029 = try level(
      "grid_released_mw", "transmission", (2026...2029).map(String.init), Self.brabant
    ).mean
    expectReleases(until2029, in: 4 * later.low...once + 4 * later.high, "Noord-Brabant")
    // Of both projects more than half are there by then: each slips by 18 months on average.
    #expect(until2029 > once / 2)
  }

  @Test func `what is freed upstream is what the national peak can grow by`() throws {
    let years = 2026...2040
    let ceiling = try DataRow("grid_queue", "release.national.ceiling", unit: "MW/year")
    let released = try level("grid_released_mw", "transmission", years.map(String.init)).mean
    expectReleases(
      released,
      in: ceiling.low * Double(years.count)...ceiling.high * Double(years.count), "all regions")
  }

  @Test func `small users ask for what Zuid-Holland asked for its homes`() throws {
    let reserved = try DataRow("grid_queue", "reservation.zuid_holland.power", unit: "MW").central
    let asked = try level(
      "grid_applied_mw", "smallUsers", (2026...2032).map(String.init), ["zuidHollandZeeland"])
    #expect(abs(asked.mean / reserved - 1) < 0.1, "\(asked.mean) MW, \(reserved) reserved")
    // Nobody of them stands in line before the rule holds.
    let before = (1...6).map { "2026-0\($0)" }
    #expect(try level("grid_applied_mw", "smallUsers", before, Self.liander).mean == 0)
    #expect(try level("grid_applied_mw", "smallUsers", ["2026-07"], Self.liander).mean > 0)
  }

  @Test func `requests leave Liander's list as fast as it reports`() throws {
    let row = try DataRow("grid_queue", "waiting_list.service_rate.liander", unit: "1/year")
    let (tier, year) = ("mediumVoltage", ["2026"])
    let granted = try level("grid_allocated_requests", tier, year, Self.liander).mean
    let power = try level("grid_allocated_mw", tier, year, Self.liander).mean
    let withdrawn = try level("grid_withdrawn_requests", tier, year, Self.liander).mean
    let stock = try level("grid_waiting_requests", tier, year, Self.liander).mean / 12
    // As many are granted as lumps are released, which come at random; each grants some requests.
    let lumps = power / Self.lump
    let error = granted / lumps * (lumps / Double(futures)).squareRoot()
    expect(
      (granted + withdrawn) / stock, in: row.range, tolerance: 4 * error / stock,
      "of the list in a year")
  }

  // MARK: Our own applications

  @Test func `own applications succeed in every strategy that applies`() throws {
    for strategy in ["modular", "halls", "block"] {
      for milestone in ["granted", "energised", "live"] {
        let reached = try milestones(milestone, strategy: strategy).count { $0["hours"] != "" }
        #expect(reached > 0, "\(milestone), \(strategy)")
      }
    }
    #expect(try milestones("applied", strategy: "none").isEmpty)
  }

  @Test func `the first sites and the campus wait for power as long as the tables say`() throws {
    for (strategy, phase, parameter) in [
      ("modular", "first", "lead.MV_large.congestion_firm"),
      ("halls", "land", "lead.HV_150.congestion_firm"),
    ] {
      let lead = try DataRow("connection_classes", parameter, unit: "months")
      let applied = try #require(
        try milestones("applied", strategy: strategy, phase: phase).first)
      let months = try milestones("energised", strategy: strategy, phase: phase).map {
        let wait = ($0.number("hours") - applied.number("hours")) / 730.5
        return wait.isNaN ? .infinity : wait
      }.sorted()
      expect(months[months.count / 2], in: lead.range, "\(phase), months in the median")
    }
  }

  /// The tables do not know the regions in which nothing is freed before 2032 or 2033: there it is later.
  @Test func `one application alone waits about as long in every region as the tables say`()
    async throws
  {
    let open = ["NoordHolland", "ZuidHollandZeeland", "DrentheOverijssel", "NoordBrabantLimburg"]
    let closed = ["GelderlandFlevoland", "Utrecht", "Groningen"]
    let regions = open + closed
    let run = try await ExportedRun(
      of: scenario("dutch-lead-times"), replications: 40, seed: 20_260_101,
      strategies: regions.flatMap { ["site\($0)", "campus\($0)"] }, tables: ["phases"])
    for (kind, parameter) in [
      ("site", "lead.MV_large.congestion_firm"), ("campus", "lead.HV_150.congestion_firm"),
    ] {
      let lead = try DataRow("connection_classes", parameter, unit: "months")
      for region in regions {
        let rows = try run.table("phases").rows(where: ["strategy": kind + region, "site": "1"])
        let waits = zip(
          rows.filter { $0["milestone"] == "applied" },
          rows.filter { $0["milestone"] == "energised" }
        ).map { applied, energised in
          // Never within the horizon is later than everything.
          let hours = energised.number("hours") - applied.number("hours")
          return hours.isNaN ? .infinity : hours / 730.5
        }.sorted()
        #expect(waits.count == 40)
        if open.contains(region) {
          expect(waits[20], in: lead.range, "\(kind)\(region), months in the median")
        } else {
          #expect(waits[20] > lead.central, "\(kind)\(region): \(waits[20]) months in the median")
        }
      }
    }
  }

  // MARK: Prices

  @Test func `tax and tariff come to what the tables say for each size of site`() async throws {
    let strategies = ["liander", "stedin", "enexis", "tennet"]
    let run = try await ExportedRun(
      of: scenario("dutch-bills"), strategies: strategies, tables: ["cashflow", "timeseries"])
    let costs = try strategies.map { strategy in
      // 2027, a year without a leap day.
      let paid = try ["energy_tax", "grid_fixed", "grid_contracted", "grid_peak", "grid_energy"]
        .reduce(0) { sum, line in
          sum - (try run.cash(line, strategy: strategy))[13...24].reduce(0, +)
        }
      let energy = try run.table("timeseries", linesWith: ",energy_mwh,").rows.filter {
        $0["strategy"] == strategy && $0["month"].hasPrefix("2027")
      }.reduce(0) { $0 + $1.number("mean") }
      return paid / energy
    }
    // The rows are for an operator in between; the peak is paid at the 80 % that are drawn.
    let regional = costs[0..<3].reduce(0, +) / 3
    let small = try DataRow("finance", "energy.location_cost.site_5MW", unit: "EUR/MWh")
    let large = try DataRow("finance", "energy.location_cost.site_100MW_tennet", unit: "EUR/MWh")
    expect(regional, in: small.range, "EUR/MWh, 5 MW")
    expect(costs[3], in: large.range, "EUR/MWh, 69 MW")
  }

  @Test func `a GB300 rents for what it does in early 2026, and then for less`() throws {
    let rent = try DataRow("gpu_rental_prices", "gb300.contract_1yr", unit: "USD/GPU-h")
    // Half BF16, half FP8, to an H100: what a GB300 of the case computes.
    let unit = (2500 / 989.0 + 5000 / 1979.0) / 2
    let drift = try DataRow(
      "gpu_rental_prices", "model.price_drift_same_generation", unit: "%/year")
    let dollars = try run().table("draws").rows(where: ["parameter": "exchangeRate"])
      .map { $0.number("value") }
    let exchange = dollars.reduce(0, +) / Double(dollars.count)
    let march = try price("2026-03")
    expect(
      Level(mean: march.mean * exchange * unit, deviation: march.deviation * exchange * unit),
      in: rent.range, "USD for an hour of a GB300")
    let change = pow(try price("2032-03").mean / march.mean, 1.0 / 6) - 1
    expect(change * 100, in: drift.range, "% a year")
  }

  // MARK: Reading and expecting

  /// A mean over futures, and at most how far single futures deviate from it.
  private struct Level {
    var mean = 0.0
    var deviation = 0.0

    /// Adds a mean and the deviation that its quantiles show; a sum deviates at most by the sum.
    mutating func add(_ row: Table.Row) {
      mean += row.number("mean")
      deviation += (row.number("p90") - row.number("p10")) / DutchCaseTests.deviationsP10P90
    }
  }

  /// The sum of a variable over months, regions (none for all) and classes, nobody of us applying.
  private func level(
    _ variable: String, _ tier: String, _ months: [String], _ regions: [String] = []
  ) throws -> Level {
    var level = Level()
    let rows = try run().table("grid", linesWith: ",\(variable),").rows.filter { row in
      row["strategy"] == "none" && row["tier"] == tier && row["variable"] == variable
        && months.contains(where: row["month"].hasPrefix)
        && (regions.isEmpty || regions.contains(row["region"]))
    }
    try #require(!rows.isEmpty)
    for row in rows { level.add(row) }
    return level
  }

  /// The market price of an H100e-hour in a month, EUR.
  private func price(_ month: String) throws -> Level {
    var level = Level()
    let rows = try run().table("timeseries", linesWith: ",market_price_eur_per_h100e_h,").rows
    level.add(
      try #require(rows.first { $0["strategy"] == "none" && $0["month"].hasPrefix(month) }))
    return level
  }

  /// The rows of a milestone of the sites of a strategy.
  private func milestones(_ name: String, strategy: String, phase: String? = nil) throws
    -> [Table.Row]
  {
    try run().table("phases", linesWith: ",\(name),").rows.filter {
      $0["milestone"] == name && $0["strategy"] == strategy && $0["site"] != ""
        && (phase == nil || $0["phase"] == phase)
    }
  }

  private func expect(_ level: Level, in range: ClosedRange<Double>, _ what: String) {
    expect(
      level.mean, in: range,
      tolerance: 4 * level.deviation / Double(futures).squareRoot(), what)
  }

  /// Expects MW that come in lumps at random times: Poisson, so that n lumps deviate by √n.
  private func expectReleases(_ power: Double, in range: ClosedRange<Double>, _ what: String) {
    let error = Self.lump * (power / Self.lump / Double(futures)).squareRoot()
    expect(power, in: range, tolerance: 4 * error, "MW released by \(what)")
  }

  private func expect(
    _ value: Double, in range: ClosedRange<Double>, tolerance: Double = 0, _ what: String
  ) {
    #expect(
      value >= range.lowerBound - tolerance && value <= range.upperBound + tolerance,
      "\(value) \(what); known \(range.lowerBound) to \(range.upperBound), ± \(tolerance)")
  }
}
