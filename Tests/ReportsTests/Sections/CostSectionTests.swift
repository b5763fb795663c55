import Charts
import Columns
import Testing

@testable import Reports

struct CostSectionTests {
  private static func rows(lines: Int, cost: (_ line: Int) -> Double) -> FewRows {
    var rows = FewRows(["A"], replications: 3)
    for line in 0..<lines {
      let (name, part) = ("cost_\(line)", Part(of: .levelisedCost, "line \(line)"))
      let value = cost(line)
      rows.add(.metric(name, unit: "EUR/H100e-h", part: part, ""), [[value, value, value]])
    }
    let sum = (0..<lines).map(cost).reduce(0, +)
    rows.add(.metric(.levelisedCost, unit: "EUR/H100e-h", ""), [[sum, sum, 100]])
    return rows
  }

  @Test func `every part of the levelised cost has a line in the table, by its words`() throws {
    let chart = try Self.rows(lines: 2) { Double($0 + 1) }.section(CostSection.self).charts.first
    #expect(chart?.id == "levelised-cost")
    #expect(
      chart?.table.texts == [
        ["line 0", "1.0000"], ["line 1", "2.0000"], ["levelised cost", "3.0000"],
      ])
    #expect(chart?.view.description == "Levelised cost in EUR per H100e-hour: A 3.000.")
  }

  @Test func `the six largest lines have colours, and the rest is one part`() throws {
    let section = try Self.rows(lines: 8) { Double($0 + 1) }.section(CostSection.self)
    let json = try #require(try section.charts.first?.view.json(width: 300, title: ""))
    for line in 2..<8 { #expect(json.contains("\"line \(line)\"")) }
    for line in 0..<2 { #expect(!json.contains("\"line \(line)\"")) }
    #expect(json.contains("\"other lines\""))
    #expect(section.charts.first?.table.rows.count == 9)
  }

  @Test func `the price stands beside the cost`() throws {
    var rows = Self.rows(lines: 2) { Double($0 + 1) }
    rows.add(.metric(.levelisedPrice, unit: "EUR/H100e-h", ""), [[4, 4, 4]])
    let table = try #require(try rows.section(CostSection.self).table("An H100e-hour"))
    #expect(table.texts == [["A", "3.00\n3.00 to 80.6", "4.00", "–"]])
  }

  @Test func `where nothing is sold there is no cost to show`() throws {
    let section = try Self.rows(lines: 2) { _ in .nan }.section(CostSection.self)
    #expect(
      section.said == ["Nothing is sold in this run, so an H100e-hour has no cost."])
    #expect(section.charts.isEmpty)
  }
}
