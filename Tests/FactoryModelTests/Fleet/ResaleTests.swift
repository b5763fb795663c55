import Columns
import ScenarioFiles
import ScenarioReading
import Testing

@testable import FactoryModel

private let day = 24.0
private let year = 8766.0

/// What accelerators bring that are no longer used.
///
/// A site of 100 units for 100 kEUR is filled at the start,
/// and they live for 8766 h: to 1 January 2027 at 6:00, in period 13.
@Suite struct ResaleTests {
  private static let curve = "[[1 years, 40 %], [2 years, 20 %]]"

  private func world(
    resale: String = "", residual: String? = curve, refresh: String = "retire",
    lead: String = "0 d", stages: String? = nil, budget: String = "", more: String = "",
    sites: String = "", phases: String = "", end: String = "2029-01-01"
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      \(more)
      accelerators:
        procurement: newest
        refresh: \(refresh)
      \(resale)
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
               price: { at: 1 kEUR }, lead: \(lead), life: 1 years, bookLife: 2 years\(residual.map { ", residual: \($0)" } ?? "") }
      sites:
        pod: \(stages.map { "{ power: 1 MW, stages: \($0) }" } ?? TinyWorld.installedAtOnce)
      \(sites)
      strategies:
        only:
      \(budget)
          phases:
            first: { site: pod, start: 2026-01-01 }
      \(phases)
      """, end: end)
  }

  /// What is received, by period.
  private func proceeds(_ world: TinyWorld) -> [Int: Double] {
    let result = world.run()
    var amounts: [Int: Double] = [:]
    for period in 0..<result.layout.periods {
      let amount = result.cash("resale", period: period)
      if amount != 0 { amounts[period] = amount }
    }
    return amounts
  }

  // MARK: What they bring

  @Test(arguments: [
    (curve as String?, "", 40_000.0), ("[[1 years, 10 %]]", "", 10_000),
    (curve, "  resale: curve", 40_000), (curve, "  resale: none", 0), (nil, "", 0),
  ])
  func `what retires is sold by the curve, if there is one`(
    _ residual: String?, _ resale: String, _ known: Double
  ) throws {
    let world = try world(resale: resale, residual: residual)
    #expect(proceeds(world) == (known == 0 ? [:] : [13: known]))
    let result = world.run()
    #expect(result.metric("capex_eur") == 100_000 - known)
    #expect(result.metric("revenue_eur") == 0)
    #expect(result.metric("npv_eur") == known - 100_000)
    #expect(result.metric("horizon_value_eur") == 0)
  }

  @Test func `age counts from delivery, though life does not`() throws {
    // Half a year from delivery to first use: retired after a year and a half, in July 2027.
    let stages = "{ accelerators: { for: fit }, fit: { after: [accelerators], takes: 6 months } }"
    let sold = proceeds(try world(stages: stages))
    #expect(sold.keys.map { $0 } == [19])
    #expect(abs((sold[19] ?? 0) - 30_000) < 1e-6)
  }

  @Test func `each batch that is swapped is sold, and the last one is worth what it is at the end`()
    throws
  {
    // Swapped on 1 January 2027 at 6:00, 1 January 2028 at 12:00, and 31 December 2028 at 18:00.
    let world = try world(refresh: "likeForLike", end: "2029-01-01")
    #expect(proceeds(world) == [13: 40_000, 25: 40_000, 36: 40_000])
    #expect(world.run().metric("capex_eur") == 400_000 - 120_000)
    // The fourth is six hours old.
    let left = 100_000 * (1 - 0.6 * 6 / year)
    #expect(abs(world.run().metric("horizon_value_eur") - left) < 1e-6)
  }

  // MARK: Sites that are given up

  private static let refused =
    "{ accelerators: { for: fit }, fit: { after: [accelerators], takes: 0 d }, "
    + "permit: { takes: 100 d, succeeds: 0 % } }"

  @Test func `the accelerators of a site that is given up are sold at their age`() throws {
    let sold = proceeds(try world(stages: Self.refused))
    #expect(sold.keys.map { $0 } == [4])
    #expect(abs((sold[4] ?? 0) - 100_000 * (1 - 0.6 * 100 * day / year)) < 1e-6)
    #expect(proceeds(try world(resale: "  resale: none", stages: Self.refused)).isEmpty)
  }

  @Test func `what is on its way then is sold as new when it comes`() throws {
    // On day 150, 31 May.
    #expect(proceeds(try world(lead: "150 d", stages: Self.refused)) == [5: 100_000])
    let used = "[[0 years, 90 %], [1 years, 40 %]]"
    #expect(
      proceeds(try world(residual: used, lead: "150 d", stages: Self.refused)) == [5: 90_000])
    // What has not come by the end is still worth what it cost, unless nobody would buy it.
    let late = try world(lead: "5 years", stages: Self.refused)
    #expect(late.run().metric("horizon_value_eur") == 100_000)
    let lost = try world(resale: "  resale: none", lead: "5 years", stages: Self.refused)
    #expect(lost.run().metric("horizon_value_eur") == 0)
  }

  // MARK: Tax

  /// A hall earns 1 EUR an hour for each of 10 H100e: 87.6 kEUR a year, in 2027 also where it is the only
  /// year.
  private func taxes(_ residual: String?, from: String, resale: String = "") throws -> [Double] {
    let world = try world(
      resale: resale, residual: residual,
      more: """
        money: { corporateTax: 25 % }
        demand:
          price: 1 EUR/H100e-h
          segments: { a: { sovereign: 1, requests: [ { date: \(from), size: 10 H100e, term: 5 years } ] } }
        """,
      sites: "  hall: { capacity: 10 H100e, sovereign: 1, live: start }",
      phases: "      hall: { site: hall }", end: "2028-01-01")
    let result = world.run()
    return [12, 24].map { -result.cash("corporate_tax", period: $0) }
  }

  // 2026 writes off 8,760 of 17,532 h of 100 kEUR, 2027 six hours and then the other half.
  private static let first = 100_000 * 8760.0 / 17_532
  private static let rest = 100_000 - first

  @Test(arguments: [(40_000.0, "[[1 years, 40 %]]"), (80_000, "[[1 years, 80 %]]")])
  func `proceeds less book value are profit or loss of their year`(
    _ proceeds: Double, _ residual: String
  ) throws {
    let known = [
      0.25 * (87_600 - Self.first), 0.25 * (87_600 - Self.rest + proceeds),
    ]
    let told = try taxes(residual, from: "2026-01-01")
    #expect(zip(told, known).allSatisfy { abs($0 - $1) < 1e-6 }, "\(told), \(known)")
    // Nothing is sold: as much less is taxed.
    let none = try taxes(residual, from: "2026-01-01", resale: "  resale: none")
    #expect(abs(told[1] - none[1] - 0.25 * proceeds) < 1e-6 && none[0] == told[0])
  }

  @Test func `a gain is taxed after the losses carried forward`() throws {
    // The write-off of 2026 is a loss, and the two years together have 87.6 + 80 − 100 kEUR of profit.
    let told = try taxes("[[1 years, 80 %]]", from: "2027-01-01")
    #expect(told[0] == 0)
    #expect(abs(told[1] - 0.25 * 67_600) < 1e-6, "\(told)")
  }

  // MARK: What follows from it

  @Test func `the levelised cost and its parts are lower by the proceeds`() throws {
    let demand = """
      demand:
        price: 1 EUR/H100e-h
        segments: { a: { requests: [ { date: 2026-01-01, size: 100 H100e, term: 1 years } ] } }
      """
    let result = try world(more: demand).run()
    let hours = 100 * year
    #expect(abs(result.metric("levelised_cost_eur_per_h100e_h") - 60_000 / hours) < 1e-9)
    let part = result.metric("levelised_cost_resale_eur_per_h100e_h")
    #expect(abs(part + 40_000 / hours) < 1e-9)
  }

  @Test func `what is received does not fill the budget again`() throws {
    // Worth all it cost when it is swapped; there is money for two orders, and the third waits.
    let world = try world(
      residual: "[[1 years, 100 %]]", refresh: "likeForLike",
      budget: "    budget: { amount: 200 kEUR, covers: all }")
    #expect(proceeds(world) == [13: 100_000])
    #expect(world.run().stockEnd("committed_eur", month: 35) == 200_000)
  }

  // MARK: Reading

  private func problems(_ generation: String, _ resale: String) throws -> [Problem] {
    let text = """
      title: tiny
      start: 2026-01-01
      end: 2028-01-01
      accelerators:
        procurement: newest
        \(resale)
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR }\(generation) }
          B: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, price: { at: 1 kEUR } }
      strategies: { none: {} }
      """
    return try Hopeless.problems(in: text)
  }

  @Test func `a resale that nothing says the size of is refused where it is written`() throws {
    let refused = try problems("", "resale: curve")
    #expect(refused.count == 1 && refused[0].severity == .error, "\(refused)")
    #expect(refused[0].place.line == 6 && refused[0].place.column == 11)
    #expect(refused[0].message.hasPrefix("'resale: curve' has no effect, as no generation says"))
    #expect(try problems("", "resale: none").isEmpty)
    #expect(try problems("", "idlePower: 100 %").isEmpty)
    #expect(try problems(", residual: [[1 years, 50 %]]", "resale: curve").isEmpty)
  }
}
