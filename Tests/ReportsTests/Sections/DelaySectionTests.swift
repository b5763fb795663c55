import Columns
import ResultStore
import Testing

@testable import Reports

/// What the report says of those who wait for us.
struct DelaySectionTests {
  /// Others wait 10 and 12 months without us, and 11 and 15 with us.
  private static func rows(hasWorld: Bool = true) -> FewRows {
    var rows = FewRows(["ours", "none"])
    let node = Scope(region: "north", tier: "high")
    rows.add(.gridStockMeans, .stock(.gridWaitingPower, unit: "MW", ""), in: node) { _, _, _ in 1 }
    rows.add(.gridStockMeans, .stock(.gridWaitingRequests, unit: "requests", ""), in: node) {
      _, _, _ in 1
    }
    rows.add(
      .metric(.firstLive, unit: "h", absence: .never, role: .activity, ""),
      [[1, 1], [.nan, .nan]])
    if hasWorld {
      for scope in [node, .all] {
        rows.add(
          .metric(.gridOthersWaited, unit: "h", ""), in: scope,
          [[11 * 730.5, 15 * 730.5], [10 * 730.5, 12 * 730.5]])
        rows.add(
          .metric(.gridOthersGranted, unit: "", ""), in: scope, [[0.5, 0.5], [0.75, 0.75]])
        rows.add(
          .metric(.gridOthersStillWaiting, unit: "", ""), in: scope, [[0.5, 0.5], [0.25, 0.25]])
        rows.add(
          .metric(.gridOthersEnergised, unit: "MW years", ""), in: scope, [[3, 3], [5, 5]])
      }
    }
    let place = MilestonePlace(phase: 0, site: 1, milestone: 0)
    rows.record.layout.milestonePlaces = [[place], hasWorld ? [] : [place]]
    return rows
  }

  @Test func `the delay is the paired difference to the world without us`() throws {
    let section = try Self.rows().section(DelaySection.self)
    let texts = try #require(section.tables.first?.texts)
    #expect(
      texts.map { Array($0[0...5]) } == [
        ["all", "all", "all", "11.0 months", "13.0 months", "2.00 months"],
        ["north", "high", "all", "11.0 months", "13.0 months", "2.00 months"],
      ])
    #expect(Array(texts[0][8...]) == ["75 %", "50 %", "25 %", "50 %", "-2.00 MW years"])
  }

  @Test func `without such a world the section says what to add`() throws {
    let said = try Self.rows(hasWorld: false).section(DelaySection.self).said
    #expect(said.count == 1 && said[0].contains("'none: {}'"))
    #expect(
      try FewRows().section(DelaySection.self).said
        == ["This run has no grid, so nobody waits for us."])
  }
}
