import Columns
import Quantities
import ScenarioReading
import Foundation
import Testing

@testable import FactoryModel

/// What is held against what is known of the world: its values by hand, and its ranges as written.
struct FigureTests {
  @Test func `figures of a site that is half sold from July to July`() throws {
    let result = try TinyWorld(
      """
      demand:
        price: { constant: 2 EUR/H100e-h }
        segments:
          one: { requests: [{ date: 2026-07-01, size: 50 H100e, term: 365 d }] }
      \(TinyWorld.retiredAfterAYear.replacing("life: 1 years", with: "life: 9 years"))
      sites:
        pod: \(TinyWorld.installedAtOnce.replacing("takes: 0 d", with: "takes: 31 d"))
      strategies:
        only: { phases: { first: { site: pod, start: 2026-01-01 } } }
      """
    ).run()
    // 100 units of 1 H100e and 10 kW; the first month that has capacity is February 2026.
    #expect(abs(result.metric("bought_h100e_per_kw") - 0.1) < 1e-12)
    #expect(result.metric("newest_unit_price_eur_per_h") == 2)
    #expect(result.metric("delivery_to_live_mean_h") == 31 * 24)
    // Twelve months to the end of January 2027: 184 + 31 days of 365; 150 days of the 334 that are left.
    #expect(abs(result.metric("occupancy_first_year_fraction") - 0.5 * 215 / 365) < 1e-6)
    #expect(abs(result.metric("occupancy_later_fraction") - 0.5 * 150 / 334) < 1e-6)
    #expect(result.metric("grid_released_mw_per_year").isNaN)
  }

  @Test func `what is released counts once, at the nodes that stand below no other`() throws {
    let world = try TinyWorld(
      """
      grid:
        tiers: { high: { largest: 500 MW }, low: { largest: 10 MW, upstream: high } }
        regions:
          north:
            tiers:
              high: { headroom: 0 MW, build: 1 d, release: { rate: 24 MW/year, lump: 2 MW, timing: regular } }
              low: { headroom: 0 MW, build: 1 d, release: { rate: 12 MW/year, lump: 1 MW, timing: regular } }
      strategies: { none: {} }
      """)
    // 2 MW after every 730.5 h, 23 times in 17,520 h.
    let expected = 46 / (17_520 / 8766.0)
    #expect(abs(world.run().metric("grid_released_mw_per_year") - expected) < 1e-6)
  }

  @Test func `a strategy that builds nothing has no figures of its own`() throws {
    let result = try TinyWorld("strategies: { none: {} }").run()
    for name in [
      "bought_h100e_per_kw", "newest_unit_price_eur_per_h", "delivery_to_live_mean_h",
      "occupancy_first_year_fraction", "occupancy_later_fraction",
    ] {
      #expect(result.metric(name).isNaN, "\(name)")
    }
  }

  @Test func `every figure is a metric of the whole, in a unit of its dimension`() throws {
    let layout = try TinyWorld("strategies: { none: {} }").model.layout
    for figure in plausibilityFigures {
      #expect(layout.metrics.contains { $0.variable == figure.variable && $0.scope == .all })
      let unit = figure.variable.unit
      #expect(
        (try? figure.dimension.read(unit.isEmpty ? "1" : "1 \(unit)")) != nil, "\(figure.key)")
    }
    #expect(Set(plausibilityFigures.map(\.key)).count == plausibilityFigures.count)
  }

  // MARK: Ranges

  private static func figures(_ text: String) throws -> [String: PlausibilityFigure] {
    let figures = try TinyWorld(text + "\nstrategies: { none: {} }\n").model.scenario.figures
    return Dictionary(uniqueKeysWithValues: figures.map { ($0.name, $0) })
  }

  @Test func `a range is in the unit of its figure, dollars at the middle of the rate`() throws {
    let figures = try Self.figures(
      """
      uncertain: { rate: { triangular: { low: 1 USD/EUR, mode: 1.25 USD/EUR, high: 1.5 USD/EUR } } }
      money: { exchange: $rate }
      plausibility:
        newestUnitHourPrice: { low: 2.5 USD/h, high: 5 USD/h, source: an index }
        occupancyLater: { low: 60 %, high: 0.9 }
        deliveryToLive: { low: 1 d, high: 60 d }
        computePerPowerBought: { low: 1300 H100e/MW, high: 2 H100e/kW }
      """)
    func range(_ name: String) -> [Double] {
      figures[name]?.range.map { [$0.lowerBound, $0.upperBound] } ?? []
    }
    #expect(range("newestUnitHourPrice") == [2, 4])
    #expect(figures["newestUnitHourPrice"]?.source == "an index")
    #expect(range("occupancyLater") == [0.6, 0.9])
    #expect(range("deliveryToLive") == [24, 1440])
    #expect(range("computePerPowerBought") == [1.3, 2])
    #expect(
      figures["occupancyFirstYear"]?.range == nil && figures.count == plausibilityFigures.count)
  }

  @Test func `a row of a table gives its low and high value, and its source`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "figures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let table = """
      parameter,value_low,value_central,value_high,unit,year,source,confidence
      rent,3.3,4.2,5.5,EUR/GPU-h,2026,a survey,read
      rent,6,9,13,EUR/GPU-h,2027,a survey,read

      """
    try Data(table.utf8).write(to: folder.appendingPathComponent("t.csv"))
    let written = WrittenScenario(
      """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      plausibility: { newestUnitHourPrice: { table: t.csv, parameter: rent, year: 2026 } }
      strategies: { none: {} }
      """, file: folder.path + "/s.yaml")
    #expect(written.problems.filter { $0.contains("error") } == [])
    let range = try #require(written.tree?["plausibility"]?["newestUnitHourPrice"])
    #expect(range["low"]?.scalar == "3.3 EUR/h" && range["high"]?.scalar == "5.5 EUR/h")
    #expect(range["source"]?.scalar == "a survey")
    written.expectReadsBack()
  }

  @Test(arguments: [
    ("occupancyLater: { low: 60 %, high: 50 %}", "'high' must not be below 'low'"),
    ("occupancyLater: { low: 60 %}", "a range needs 'low' and 'high'"),
    ("occupancyLatr: { low: 60 %, high: 70 % }", "did you mean 'occupancyLater'"),
    ("occupancyLater: { low: 60 MW, high: 70 MW }", "'low' must be a share"),
    ("occupancyLater: { low: 0.6, high: 0.7, year: 2026 }", "'year' names a row of a table"),
    ("deliveryToLive: { low: 0.6 d, table: t.csv, parameter: a }", "stands beside 'table'"),
    ("newestUnitHourPrice: { low: 1 USD/h, high: 2 EUR/h }", "must be in one currency"),
    ("newestUnitHourPrice: { low: 1 USD/h, high: 2 USD/h }", "needs an exchange rate"),
  ])
  func `a range that cannot be meant is refused with what to write`(
    _ range: String, _ message: String
  ) {
    let written = WrittenScenario(
      "title: t\nstart: 2026-01-01\nend: 2027-01-01\nplausibility:\n  \(range)\nstrategies: { none: {} }\n"
    )
    #expect(!written.isValid)
    #expect(
      written.problems.contains { $0.contains(message) && $0.hasPrefix("s.yaml:") },
      "\(written.problems)")
  }
}
