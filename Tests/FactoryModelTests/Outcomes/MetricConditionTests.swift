import Columns
import Testing

@testable import FactoryModel

/// What is told to who asks for a metric that a scenario does not have.
struct MetricConditionTests {
  private static func names(_ world: TinyWorld) -> [String] {
    world.model.layout.metrics.filter { $0.scope == .all }.map(\.variable.name)
  }

  private static let everything = """
    nothingNewAfter: 2027-06-01
    money: { discount: 9 %/year, runOff: 1 years }
    accelerators:
      procurement: newest
      generations:
        A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
             price: { at: 1 EUR }, life: 1 years }
    sites: { hall: { capacity: 10 H100e, live: start } }
    strategies:
      none: {}
      ours:
        discount: 5 %/year
        budget: { amount: 1 MEUR, otherwise: wait, testOrders: true }
        phases: { first: { site: hall } }
    """
  private static let little = """
    sites: { hall: { capacity: 10 H100e, live: start } }
    strategies: { ours: { phases: { first: { site: hall } } } }
    """

  @Test func `of every metric that a scenario lacks and another has is said what would give it`()
    throws
  {
    let all = Self.names(try TinyWorld(Self.everything))
    let few = Self.names(try TinyWorld(Self.little))
    let missing = all.filter { !few.contains($0) }
    #expect(missing.count >= 18, "\(missing)")
    for name in missing {
      #expect(MetricCondition.whyMissing(name, among: few) != nil, "\(name)")
    }
    // Nothing is said of a metric that is there under no condition.
    for name in few where name.hasPrefix("npv") || name.hasPrefix("grid_wait") {
      #expect(MetricCondition.whyMissing(name, among: []) == nil, "\(name)")
    }
  }

  @Test func `of a year that is not simulated the years that are are told`() throws {
    let names = Self.names(try TinyWorld(Self.little, end: "2029-01-01"))
    #expect(
      MetricCondition.whyMissing("live_it_mw_2040", among: names)
        == "the simulated time gives it for 2026 to 2028")
    #expect(
      MetricCondition.whyMissing("mw_years_before_2020", among: names)
        == "the simulated time gives it for 2027 to 2029")
    #expect(MetricCondition.whyMissing("live_mw_2040", among: names) == nil)
    #expect(MetricCondition.whyMissing("live_it_mw_twenty", among: names) == nil)
  }
}
