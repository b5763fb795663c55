import Columns
import ResultStore
import Testing

@testable import Reports

struct PlausibilitySectionTests {
  private static func rows(_ range: ClosedRange<Double>?) -> FewRows {
    var rows = FewRows(["A", "B"], replications: 3)
    rows.add(
      .ratio("occupancy", unit: "fraction", "Sold by sellable capacity, over time."),
      [[0.2, 0.3, 0.4], [0.6, 0.7, .nan]])
    rows.record.figures = [
      PlausibilityFigure(name: "occupancy", metric: "occupancy", range: range, source: "a survey")
    ]
    return rows
  }

  @Test func `a median outside its range is marked and named`() throws {
    let section = try Self.rows(0.5...0.9).section(PlausibilitySection.self)
    #expect(section.said.last == "Outside its range: Sold by sellable capacity of “A”.")
    let table = try #require(section.table("Figures beside"))
    #expect(
      table.texts == [
        [
          "Sold by sellable capacity", "A", "22 %", "30 %", "38 %", "50 %", "90 %", "outside",
          "a survey",
        ],
        [
          "Sold by sellable capacity", "B", "61 %", "65 %", "69 %", "50 %", "90 %", "inside",
          "a survey",
        ],
      ])
    #expect(table.rows.map { $0[7].isMarked } == [true, false])
  }

  @Test func `what lies inside is said to, and what has no range is not judged`() throws {
    let inside = try Self.rows(0.1...0.9).section(PlausibilitySection.self)
    #expect(inside.said.last == "No median lies outside its range.")
    let unknown = try Self.rows(nil).section(PlausibilitySection.self)
    #expect(unknown.said.last?.contains("names no ranges") == true)
    #expect(unknown.table("Figures beside")?.rows.allSatisfy { $0[7].text == "–" } == true)
    #expect(try FewRows().section(PlausibilitySection.self).tables.isEmpty)
  }

  @Test func `the end of a range is inside it`() throws {
    let summaries = try FigureSummary.all(Self.rows(0.3...0.65))
    #expect(summaries.map(\.isInside) == [true, true])
  }
}
