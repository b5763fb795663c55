import Columns
import Testing

@testable import Reports

struct PowerSectionTests {
  private static func rows() -> FewRows {
    var rows = FewRows(["A"])
    rows.add(.milestone(.applied, ""), days: [0, 0])
    rows.add(.milestone(.granted, ""), days: [100, 100])
    rows.add(.milestone(.energised, ""), days: [400, nil])
    rows.add(.milestone(.live, ""), days: [500, nil])
    rows.add(.milestone("masonry began", part: .beginning(of: "masonry"), ""), days: [10, 10])
    rows.add(.milestone("masonry", ""), days: [20, 20])
    return rows
  }

  @Test func `a site that never has power is in no month's share`() throws {
    let section = try Self.rows().section(PowerSection.self)
    #expect(
      section.chart("energised-0")?.table.texts == [["first", "0 %", "50 %", "50 %"]])
    #expect(
      section.table("When sites have power")?.texts == [
        ["first", "A", "has power", "never", "never", "never", "50 %"],
        ["first", "A", "live", "never", "never", "never", "50 %"],
      ])
  }

  @Test func `a stage runs from the milestone that is its beginning to its own`() throws {
    let table = try Self.rows().section(PowerSection.self).chart("stages-0")?.table
    let texts = try #require(table?.texts)
    // Those that begin first on top; going live takes no time and comes last.
    #expect(
      texts.map { $0[0] } == [
        "first: grid offer", "first: masonry", "first: grid connection", "first: live",
      ])
    #expect(texts[1][2] == "2030-01-11" && texts[1][5] == "2030-01-21")
    #expect(texts[3][2] == "–")
  }

  @Test func `a run without phases says that nothing waits for power`() throws {
    let section = try FewRows().section(PowerSection.self)
    #expect(
      section.said == ["No strategy of this run has a phase, so nothing waits for power."])
  }
}
