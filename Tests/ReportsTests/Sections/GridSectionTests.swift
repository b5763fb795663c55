import Columns
import ResultStore
import Testing

@testable import Reports

/// The waiting lists, in their section and among the regions.
struct GridSectionTests {
  /// Two classes wait in the north for 1 + 2 MW, one in the south for 4 MW, and in the north two
  /// others stand before us.
  private static func rows() -> FewRows {
    var rows = FewRows(["A", "B"])
    func node(_ region: String, _ applicantClass: String = "") -> Scope {
      Scope(region: region, tier: "high", applicantClass: applicantClass)
    }
    for (scope, size) in [
      (node("north", "safety"), Float(1)), (node("north", "other"), 2), (node("south", "other"), 4),
    ] {
      rows.add(.gridStockMeans, .stock(.gridWaitingPower, unit: "MW", ""), in: scope) { _, _, _ in
        size
      }
      rows.add(
        .gridStockMeans, .stock(.gridWaitingRequests, unit: "requests", ""), in: scope
      ) { _, _, _ in 10 * size }
    }
    for (region, ahead) in [("north", Float(2)), ("south", 0)] {
      rows.add(
        .gridStockMeans, .stock(.gridOthersAhead, unit: "requests", ""), in: node(region)
      ) { _, _, _ in ahead }
      rows.add(.metric(.gridOwnWait, unit: "h", ""), in: node(region), [[8766, .nan], [0, 0]])
      rows.add(.metric(.gridOthersWait, unit: "h", ""), in: node(region), [[8766, 8766], [0, 0]])
    }
    return rows
  }

  @Test func `the classes of a node wait together, and each strategy has its lists`() throws {
    let section = try Self.rows().section(GridSection.self)
    #expect(
      section.charts.map(\.id) == [
        "grid-waiting-0-0", "place-0-0", "grid-waiting-1-0", "place-1-0",
      ])
    let table = try #require(section.chart("grid-waiting-0-0")?.table)
    #expect(
      table.texts.map { [$0[0], $0[3]] } == [
        ["north", "3.00 MW"], ["north", "3.00 MW"], ["south", "4.00 MW"], ["south", "4.00 MW"],
      ])
  }

  @Test func `classes have a table of how long they wait, in all and at each node`() throws {
    var rows = Self.rows()
    #expect(try rows.section(GridSection.self).tables.isEmpty)
    for scope in [Scope(applicantClass: "safety"), Scope(applicantClass: "other")] {
      let others = scope.applicantClass == "safety" ? 8766.0 : 2 * 8766
      rows.add(.ratio(.gridOthersWait, unit: "h", ""), in: scope, [[others, others], [0, 0]])
      rows.add(.ratio(.gridOwnWait, unit: "h", ""), in: scope, [[4383, 8766], [.nan, .nan]])
    }
    let node = Scope(region: "north", tier: "high", applicantClass: "other")
    rows.add(.ratio(.gridOthersWait, unit: "h", ""), in: node, [[8766, 8766], [.nan, .nan]])
    // The tables of both strategies follow each other; B's class never waits at the node.
    let tables = try rows.section(GridSection.self).tables
    #expect(
      tables.map(\.texts) == [
        [["safety", "12.0 months", "9.00 months"], ["other", "24.0 months", "9.00 months"]],
        [["other", "north", "high", "12.0 months", "–"]],
        [["safety", "0 h", "–"], ["other", "0 h", "–"]],
      ])
  }

  @Test func `our place is drawn where one of ours waits`() throws {
    let table = try Self.rows().section(GridSection.self).chart("place-0-0")?.table
    #expect(Set(table?.texts.map { $0[0] } ?? []) == ["north"])
  }

  @Test func `a region's row holds what waits there, its operator and the waits in years`() throws {
    let section = try Self.rows().section(
      RegionsSection.self, facts: ScenarioFacts(operators: ["north": "Northgrid"]))
    #expect(
      section.tables.first?.texts == [
        [
          "north", "high", "Northgrid", "3.00 MW", "30", "3.00 MW", "30", "1.00 years",
          "1.00 years\ngranted in 50 %",
        ],
        [
          "south", "high", "–", "4.00 MW", "40", "4.00 MW", "40", "1.00 years",
          "1.00 years\ngranted in 50 %",
        ],
      ])
    #expect(section.said.last?.contains("no map") == true)
  }

  @Test func `a map shows the regions of which the scenario says where they lie`() throws {
    let section = try Self.rows().section(
      RegionsSection.self,
      facts: ScenarioFacts(locations: ["south": .init(latitude: 51.5, longitude: 5.5)]))
    #expect(section.chart("map")?.table.texts == [["south", "51.5", "5.50", "4.00 MW"]])
    #expect(section.said.last?.contains("in January 2030") == true)
  }

  @Test func `a run without a grid says so`() throws {
    #expect(
      try FewRows().section(GridSection.self).said
        == ["This run has no grid, so nobody waits for a connection."])
    #expect(try FewRows().section(RegionsSection.self).said == ["This run has no regions."])
  }
}
