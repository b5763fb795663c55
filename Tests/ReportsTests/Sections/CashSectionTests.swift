import Charts
import Columns
import Testing

@testable import Reports

struct CashSectionTests {
  private static func rows() -> FewRows {
    var rows = FewRows(["A"])
    rows.addCash(.cashLine("sales", part: Part(of: .revenue, "sales"), "")) { _, _, period in
      period > 12 ? 10e6 : 0
    }
    rows.addCash(.cashLine("people", part: Part(of: .opex, "people"), "")) {
      _, replication, period in
      period == 0 ? 0 : -1e6 * Double(replication)
    }
    rows.addCash(.cashLine("halls", part: Part(of: .capex, "halls"), "")) { _, _, period in
      period == 0 ? -60e6 : 0
    }
    return rows
  }

  @Test func `a line counts to the total of which it is a part, the opening to the first year`()
    throws
  {
    let table = try #require(try Self.rows().section(CashSection.self).chart("cash-0")?.table)
    #expect(
      table.columns
        == ["year", "revenue", "running costs", "investment", "corporate tax", "all"])
    #expect(
      table.texts == [
        ["2030", "0 EUR", "-6.00 MEUR", "-60.0 MEUR", "0 EUR", "-66.0 MEUR"],
        ["2031", "120 MEUR", "-6.00 MEUR", "0 EUR", "0 EUR", "114 MEUR"],
      ])
  }

  @Test func `the yearly statement goes from revenue by line to the free cash flow`() throws {
    var rows = Self.rows()
    rows.addCash(.cashLine("tax", part: Part(of: .corporateTax, "tax"), "")) { _, _, period in
      period == 24 ? -8e6 : 0
    }
    rows.addCash(.cashLine("resale", part: Part(of: .capex, "resale"), "")) { _, _, period in
      period == 24 ? 5e6 : 0
    }
    rows.addCash(.cashLine("idle", part: Part(of: .opex, "idle"), "")) { _, _, _ in 0 }
    rows.addCash(.cashLine("gifts", "")) { _, _, period in period == 1 ? 1e6 : 0 }
    let table = try #require(try rows.section(CashSection.self).table("Yearly statement of A"))
    #expect(table.columns == ["line", "2030", "2031", "all years"])
    #expect(
      table.texts == [
        ["Revenue", "0 EUR", "120 MEUR", "120 MEUR"],
        ["people", "-6.00 MEUR", "-6.00 MEUR", "-12.0 MEUR"],
        ["EBITDA", "-6.00 MEUR", "114 MEUR", "108 MEUR"],
        ["Corporate tax", "0 EUR", "-8.00 MEUR", "-8.00 MEUR"],
        ["halls", "-60.0 MEUR", "0 EUR", "-60.0 MEUR"],
        ["resale", "0 EUR", "5.00 MEUR", "5.00 MEUR"],
        ["Investment", "-60.0 MEUR", "5.00 MEUR", "-55.0 MEUR"],
        ["gifts", "1.00 MEUR", "0 EUR", "1.00 MEUR"],
        ["Free cash flow", "-65.0 MEUR", "111 MEUR", "46.0 MEUR"],
      ])
  }

  @Test func `a line that is part of no total is shown as such`() throws {
    var rows = Self.rows()
    rows.addCash(.cashLine("gifts", "")) { _, _, period in period == 1 ? 1e6 : 0 }
    let table = try #require(try rows.section(CashSection.self).chart("cash-0")?.table)
    #expect(table.columns.dropLast().last == "other")
    #expect(table.texts.map { $0[5] } == ["1.00 MEUR", "0 EUR"])
  }

  @Test func `where more is sold again than invested the year is above the axis, which reaches it`()
    throws
  {
    var rows = FewRows(["A"])
    rows.addCash(.cashLine("resale", part: Part(of: .capex, "resale"), "")) { _, _, period in
      period == 20 ? 25e6 : 0
    }
    rows.addCash(.cashLine("halls", part: Part(of: .capex, "halls"), "")) { _, _, period in
      period == 0 ? -60e6 : period == 21 ? -5e6 : 0
    }
    let chart = try #require(try rows.section(CashSection.self).chart("cash-0"))
    #expect(chart.table.texts.map { $0[3] } == ["-60.0 MEUR", "20.0 MEUR"])
    let json = try chart.view.json(width: 300, title: "")
    #expect(json.contains("\"domain\":[-60,20]"), "\(json)")
  }

  @Test func `money since the start is summed in each replication first`() throws {
    let table = try #require(
      try Self.rows().section(CashSection.self).chart("cumulative-cash")?.table)
    // At the end of 2030 −60 and −72 million, a year later 60 and 36.
    #expect(
      table.texts == [
        ["A", "December 2030", "-70.8 MEUR", "-66.0 MEUR", "-61.2 MEUR"],
        ["A", "December 2031", "38.4 MEUR", "48.0 MEUR", "57.6 MEUR"],
      ])
  }

  @Test func `peak funding has a table`() throws {
    var rows = Self.rows()
    rows.add(.metric(.peakFunding, unit: "EUR", ""), [[60e6, 72e6]])
    #expect(
      try rows.section(CashSection.self).table("Peak funding")?.texts == [
        ["A", "66.0 MEUR", "61.2 MEUR", "66.0 MEUR", "70.8 MEUR"]
      ])
  }

  @Test func `a run without cash lines says so`() throws {
    #expect(try FewRows().section(CashSection.self).said == ["This run has no cash flow."])
  }
}
