import Columns
import Testing

@testable import Charts
@testable import Reports

struct ConstraintSectionTests {
  /// Numbers of a cause: share of time, share at which it came last, slack and delay in hours.
  private static func told(
    _ share: Double, _ last: Double, slack: Double = .nan, late: Double = .nan
  ) -> [Double] { [share, last, slack, late] }

  /// Two phases of A, of which the second is begun in no replication, and none of B.
  private static func rows() -> FewRows {
    var rows = FewRows()
    let never = Array(repeating: Double.nan, count: 8)
    rows.add(
      phases: [["first", "second"], []],
      causes: [[(0, "grid"), (0, "money"), (1, "grid"), (1, "money")], []]
    ) { strategy, replication in
      guard strategy == 0 else { return [] }
      let first =
        replication == 0
        ? told(0.9, 1, slack: 0, late: 1461) + told(0.1, 0)
        : told(0.5, 0, slack: 730.5) + told(0.5, 1)
      return first + never
    }
    return rows
  }

  @Test func `what came last is told with its slack and delay, of those that have them`() throws {
    let section = try Self.rows().section(ConstraintSection.self)
    // Both came last once; the first in the list is told.
    #expect(
      section.table("What came last")?.texts == [["first", "A", "grid", "50 %", "0.5", "2.0"]])
    #expect(
      section.chart("constraints-share")?.table.texts == [
        ["first", "A", "grid", "70 %", "50 %", "0.5", "2.0"],
        ["first", "A", "money", "30 %", "50 %", "–", "–"],
      ])
  }

  @Test func `a sentence reads the first bar, and phases that never begin are named`() throws {
    let said = try Self.rows().section(ConstraintSection.self).said
    #expect(
      said[1]
        == "In the mean over these replications grid held up the phase “first” of “A” for 70 % of the"
        + " time, and grid came last at 50 % of its sites.")
    #expect(said.last == "Begun in no replication: “second” of “A”.")
    #expect(!said.contains { $0.contains("“B”") })
  }

  @Test func `the parts of a bar add up to the whole, the smallest causes as one`() throws {
    let names = (0..<9).map { "cause \($0)" }
    var rows = FewRows(["A"], replications: 1)
    rows.add(phases: [["first"]], causes: [names.map { (0, $0) }]) { _, _ in
      // Ascending shares of 45: the last cause took most time.
      (1...9).flatMap { Self.told(Double($0) / 45, 0) }
    }
    let chart = try #require(
      try rows.section(ConstraintSection.self).chart("constraints-share"))
    let description = try #require(chart.view.description)
    #expect(description.contains("A: first: cause 8 20 %, cause 7 18 %, cause 6 16 %"))
    let json = try chart.view.json()
    #expect(json.contains("other causes") && json.contains("\"cause 3\""))
    #expect(!json.contains("\"cause 2\""))
    // 1, 2 and 3 of 45 are left over.
    #expect(json.contains(#"other causes\",13.3333,6"#))
  }

  @Test func `where phases are many, each strategy has a chart in the same colours`() throws {
    var rows = FewRows(["A", "B"], replications: 1)
    let phases = (0..<9).map { "phase \($0)" }
    rows.add(
      phases: [phases, phases],
      causes: Array(repeating: (0..<9).flatMap { [($0, "grid"), ($0, "build")] }, count: 2)
    ) { strategy, _ in
      (0..<9).flatMap { _ in
        strategy == 0 ? Self.told(0.8, 1) + Self.told(0.2, 0) : Self.told(0, 0) + Self.told(1, 1)
      }
    }
    let charts = try rows.section(ConstraintSection.self).charts
    #expect(charts.map(\.title) == ["What held it up: A", "What held it up: B"])
    #expect(
      ReportChart.fileNames(of: charts) == ["constraints-share-a", "constraints-share-b"])
    for chart in charts {
      #expect(try chart.view.json().contains("\"grid\""), "\(chart.title)")
    }
  }

  @Test func `a run that builds nothing, or never begins, says so`() throws {
    #expect(
      try FewRows().section(ConstraintSection.self).said
        == ["No strategy of this run builds a site, so nothing is held up."])
    var rows = FewRows(["A"], replications: 1)
    rows.add(phases: [["first"]], causes: [[(0, "grid")]]) { _, _ in
      Self.told(.nan, .nan)
    }
    let section = try rows.section(ConstraintSection.self)
    #expect(
      section.said == [
        "No phase of this run is begun, or its sites are live at once, so nothing is held up."
      ])
    #expect(section.charts.isEmpty && section.tables.isEmpty)
  }
}
