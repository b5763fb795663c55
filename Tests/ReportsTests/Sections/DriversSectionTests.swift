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
      try Self.rows(futures: 20).section(DriversSection.self).chart("drivers-0"))
    #expect(
      chart.table.columns.prefix(5) == [
        "driver", "group", "explains alone", "chance reaches", "coefficient",
      ])
    let first = try #require(chart.table.texts.first)
    #expect(first.prefix(2) == ["price", "inputs"] && first[4] == "+1.00")
    #expect(chart.title == "What moves the net present value cut at the end of A")
    #expect(chart.subtitle?.hasPrefix("Most alone: price 9") == true, "\(chart.subtitle ?? "")")
    #expect(chart.subtitle?.hasSuffix("of the ranks: inputs 100 %.") == true)
  }

  @Test func `dates stand beside inputs under the names that readers are shown`() throws {
    var rows = FewRows(["A", "B"], replications: 100)
    let price = (0..<100).map { Double($0 / 10) }
    let delay = (0..<100).map { Double($0 % 10) }
    rows.add(
      .metric(.npv, unit: "EUR", ""),
      [price.map { $0 * 1e6 }, zip(price, delay).map { $0 * 1e6 - $1 * $1 * 1e5 }])
    rows.addDraws("price", price)
    rows.add(.milestone(.live, ""), days: delay)
    let names = ReaderNames(
      strategies: ["B": .init(title: "Plan B")], phases: ["B": ["first": .init(title: "Pods")]])
    let section = try rows.section(DriversSection.self, facts: ScenarioFacts(names: names))
    #expect(section.charts.map(\.id) == ["drivers-0", "drivers-1", "drivers-difference"])
    let difference = try #require(section.chart("drivers-difference"))
    #expect(difference.title.hasSuffix("of A less Plan B"))
    #expect(
      difference.table.texts.map { Array($0.prefix(3)) }.contains([
        "Pods: live", "dates of Plan B", "100 %",
      ]))
    #expect(difference.subtitle?.contains("Plan B, Pods: live 100 %") == true)
  }

  @Test func `little that is explained is warned of`() throws {
    var rows = FewRows(["A"], replications: 100)
    rows.add(.metric(.npv, unit: "EUR", ""), [(0..<100).map { Double($0 * 61 % 100) }])
    rows.addDraws("weather", (0..<100).map { Double($0 * $0 * 37 % 101) })
    let chart = try #require(try rows.section(DriversSection.self).chart("drivers-0"))
    #expect(chart.subtitle?.contains("Warning: most of it is left unexplained") == true)
  }

  @Test func `too few futures are said to be`() throws {
    let section = try Self.rows(futures: 2).section(DriversSection.self)
    #expect(section.charts.isEmpty)
    #expect(section.said.last?.hasPrefix("2 futures are too few for that") == true)
    // With four there are shares of bins, but no regression on two inputs.
    let chart = try #require(
      try Self.rows(futures: 4).section(DriversSection.self).chart("drivers-0"))
    #expect(
      chart.subtitle?.hasSuffix("4 futures are too few to say what the drivers explain together.")
        == true)
    #expect(chart.table.texts.first?[4] == "–")
  }

  @Test func `where nothing is drawn, no input can move anything`() throws {
    #expect(
      try FewRows().section(DriversSection.self).said == [
        "Nothing is drawn under 'uncertain' in this scenario, so no input can move it."
      ])
  }
}
