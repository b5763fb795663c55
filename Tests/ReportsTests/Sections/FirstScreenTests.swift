import Columns
import Foundation
import Testing

@testable import Reports

/// What stands before the first section.
struct FirstScreenTests {
  private static func screen(_ rows: FewRows) throws -> FirstScreen {
    FirstScreen(figures: try PageFigures(rows))
  }

  private static func rows(_ strategies: [String] = ["A", "B"]) -> FewRows {
    var rows = FewRows(strategies)
    func same(_ values: [Double]) -> [[Double]] { strategies.map { _ in values } }
    rows.add(
      .metric("power of 2031", unit: "MW", part: .end(of: 2031, .livePower), ""), same([10, 10]))
    rows.add(.metric(.npv, unit: "EUR", ""), same([-1e6, 3e6]))
    return rows
  }

  @Test func `the table has a row for what the results have, years by their part`() throws {
    let table = try Self.screen(Self.rows()).table
    #expect(table.columns == ["", "A", "B"])
    #expect(
      table.texts == [
        ["IT power live, end of 2031", "10.0 MW", "10.0 MW"],
        [
          "net present value cut at the end", "1.00 MEUR\n-600 kEUR to 2.60 MEUR",
          "1.00 MEUR\n-600 kEUR to 2.60 MEUR",
        ],
        ["net present value cut at the end, below zero", "50 %", "50 %"],
      ])
  }

  @Test func `many strategies are rows`() throws {
    let table = try Self.screen(Self.rows(["A", "B", "C", "D", "E"])).table
    #expect(table.columns.first == "strategy")
    #expect(table.texts.map { $0[0] } == ["A", "B", "C", "D", "E"])
  }

  @Test func `a strategy that builds sites that never compute is said to`() throws {
    var rows = Self.rows()
    rows.add(.metric(.sitesWithoutAccelerators, unit: "sites", ""), [[0, 1], [0, 0]])
    let notes = try Self.screen(rows).notes
    #expect(notes.count == 1)
    #expect(notes.first?.hasPrefix("In 50 % of the futures “A” builds sites that never") == true)
  }

  @Test func `the answer is of the strategy with the best mean value`() throws {
    var rows = FewRows(["A", "B"])
    rows.add(.metric(.npv, unit: "EUR", ""), [[1e6, 1e6], [2e6, 2e6]])
    #expect(
      try Self.screen(rows).answer.sentences.last?.hasPrefix("“B” is worth 1 million EUR more")
        == true)
  }

  @Test func `every section has a place of its own on the page`() throws {
    let figures = try PageFigures(FewRows())
    let ids = try reportSections.map { try $0.init(figures).section().id }
    #expect(Set(ids).count == ids.count)
    #expect(ids.first == "variants")
  }

  /// One that nobody lists compiles, and passes its own tests.
  @Test func `every section that is written is on the page`() throws {
    let folder = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources/Reports/Sections")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    let written = try files.flatMap { file in
      try String(contentsOf: file, encoding: .utf8)
        .matches(of: /struct (\w+): ReportSectionBuilder/).map { String($0.1) }
    }
    #expect(written.sorted() == reportSections.map { "\($0)" }.sorted())
  }
}
