import Columns
import Testing

/// Variables that are parts of others.
struct PartTests {
  private static let columns = [
    Column(.stock(.livePower, unit: "MW", "")),
    Column(.metric("end of 2030", unit: "MW", part: .end(of: 2030, .livePower), "")),
    Column(.metric("end of 2031", unit: "MW", part: .end(of: 2031, .livePower), "")),
    Column(.metric("end of 2031, H100e", unit: "H100e", part: .end(of: 2031, .liveCompute), "")),
    Column(.metric("of staff", unit: "", part: Part(of: .levelisedCost, "staff"), "")),
  ]

  @Test func `the parts of a number are found in their order, whatever they are called`() {
    let parts = Self.columns.parts(of: .livePower)
    #expect(parts.map(\.variable.name) == ["end of 2030", "end of 2031"])
    #expect(parts.map { $0.variable.part?.year } == [2030, 2031])
    #expect(Self.columns.parts(of: .levelisedCost).map { $0.variable.part?.name } == ["staff"])
    #expect(Self.columns.parts(of: .npv).isEmpty)
  }

  @Test func `a column is found by its standard name within a scope`() {
    let columns =
      Self.columns + [Column(.metric(.served, unit: "", ""), Scope(segment: "research"))]
    #expect(columns.firstIndex(of: .livePower) == 0)
    #expect(columns.firstIndex(of: .served) == nil)
    #expect(columns.firstIndex(of: .served, in: Scope(segment: "research")) == 5)
  }
}
