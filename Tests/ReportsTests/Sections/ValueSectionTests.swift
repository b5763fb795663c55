import Columns
import Testing

@testable import Reports

struct ValueSectionTests {
  private static func rows(_ strategies: [String] = ["A", "B"]) -> FewRows {
    var rows = FewRows(strategies, replications: 4)
    let values = strategies.indices.map { strategy in
      [-4e6, 2e6, 4e6, 6e6].map { $0 + 2e6 * Double(strategy) }
    }
    rows.add(.metric(.npv, unit: "EUR", role: .compared, ""), values)
    return rows
  }

  @Test func `the distribution is told with its share below zero`() throws {
    let section = try Self.rows().section(ValueSection.self)
    #expect(
      section.chart("npv")?.table.texts == [
        ["A", "-3.10 MEUR", "500 kEUR", "3.00 MEUR", "4.50 MEUR", "5.70 MEUR", "25 %"],
        ["B", "-1.10 MEUR", "2.50 MEUR", "5.00 MEUR", "6.50 MEUR", "7.70 MEUR", "25 %"],
      ])
    #expect(section.chart("npv-horizon") == nil)
  }

  @Test func `a pair is compared in the same futures, in every metric that is compared`() throws {
    var rows = Self.rows()
    rows.add(.metric("regret", unit: "EUR", role: .compared, ""), [[1, 1, 1, 1], [1, 1, 1, 1]])
    rows.add(.metric("detail", unit: "EUR", ""), [[1, 1, 1, 1], [2, 2, 2, 2]])
    let section = try rows.section(ValueSection.self)
    #expect(section.chart("difference-0")?.title == "Net present value cut at the end: A less B")
    #expect(
      section.table("Differences")?.texts == [
        [
          "A less B", "net present value cut at the end", "mean", "-2.00 MEUR", "-2.00 MEUR",
          "-2.00 MEUR",
          "B has more",
          "0 %", "0 %", "4",
        ],
        [
          "A less B", "regret", "mean", "0 EUR", "0 EUR", "0 EUR", "the same", "50 %", "100 %", "4",
        ],
      ])
  }

  @Test func `the rate of return stands beside how often the cost of capital is earned`() throws {
    var rows = Self.rows(["A"])
    rows.add(.metric(.rateOfReturn, unit: "fraction", ""), [[-0.1, 0.1, 0.2, .nan]])
    rows.add(.metric(.payback, unit: "h", absence: .never, ""), [[.nan, .nan, .nan, 24]])
    let section = try rows.section(
      ValueSection.self, facts: ScenarioFacts(discount: "9 %/year"))
    let table = try #require(section.table("Internal rate of return"))
    #expect(table.caption.contains("cost of capital of 9 % a year"))
    #expect(
      table.texts == [["A", "-6.0 %", "10 %", "18 %", "75 %", "mostly never", "25 %"]])
  }

  @Test func `one strategy alone is compared with nothing`() throws {
    let section = try Self.rows(["A"]).section(ValueSection.self)
    #expect(section.charts.map(\.id) == ["npv"])
    #expect(section.table("Differences") == nil)
  }

  @Test func `more strategies than can be laid over each other are shown as ranges`() throws {
    let many = (1...5).map { "strategy \($0)" }
    let section = try Self.rows(many).section(ValueSection.self)
    #expect(section.said.first?.contains("A line runs from p5 to p95") == true)
    #expect(
      section.charts.map(\.id) == ["npv", "difference-0", "difference-1", "difference-2"])
    #expect(section.said.last?.contains("Drawn are the first 3 pairs") == true)
  }
}
