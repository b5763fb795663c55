import Columns
import Testing

@testable import Reports

struct DriversSectionTests {
  private static func rows(futures: Int) -> FewRows {
    var rows = FewRows(["A"], replications: futures)
    let worth = (0..<futures).map { Double($0) * 1e6 }
    rows.add(.metric(.npv, unit: "EUR", ""), [worth])
    rows.addDraws("price", worth)
    rows.addDraws("weather", (0..<futures).map { Double($0 * 7 % 5) })
    return rows
  }

  @Test func `the input that the outcome follows comes first, with a coefficient of one`() throws {
    let chart = try #require(
      try Self.rows(futures: 8).section(DriversSection.self).chart("drivers-0"))
    #expect(chart.table.texts.first?.prefix(2) == ["price", "+1.00"])
    #expect(chart.title == "What moves the net present value cut at the end of A (explains 100 %)")
  }

  @Test func `too few futures are said to be`() throws {
    let section = try Self.rows(futures: 4).section(DriversSection.self)
    #expect(section.charts.isEmpty)
    #expect(section.said.last?.hasPrefix("4 futures are too few for that with 2 inputs") == true)
  }

  @Test func `where nothing is drawn, no input can move anything`() throws {
    #expect(
      try FewRows().section(DriversSection.self).said == [
        "Nothing is drawn under 'uncertain' in this scenario, so no input can move it."
      ])
  }
}
