import Columns
import Experiments
import ResultStore
import Testing

@testable import Reports

/// Whether an answer holds in variants.
struct VariantComparisonTests {
  /// Twelve futures in which A and B are worth so much, in millions, give or take what is the same for both.
  private static func rows(
    _ worths: [Double], _ names: [String] = ["A", "B"], noise: Double = 0.5
  ) -> FewRows {
    var rows = FewRows(names, replications: 12)
    rows.add(
      .metric(.npv, unit: "EUR", role: .compared, ""),
      worths.enumerated().map { strategy, worth in
        (0..<12).map { (worth + Double($0) + noise * Double(($0 * (strategy + 1)) % 3 - 1)) * 1e6 }
      })
    return rows
  }

  private static func comparison() throws -> VariantComparison {
    try VariantComparison(of: [
      ("", rows([5, 1])), ("same", rows([4, 1])), ("turned", rows([1, 5])),
      ("near", rows([1, 1.1], noise: 3)), ("alone", rows([3], ["A"])),
      ("without A", rows([1, 2], ["B", "C"])),
    ])
  }

  @Test func `the leader of the scenario holds, turns, or cannot be told`() throws {
    let rows = try Self.comparison().rows
    #expect(rows.map(\.name) == ["", "same", "turned", "near", "alone", "without A"])
    #expect(rows.map(\.verdict) == [.holds, .holds, .turns, .unsure, .none, .none])
    #expect(rows[0].leader == "A" && rows[0].other == "B")
    // The one that leads now, against the one that led.
    #expect(rows[2].leader == "B" && rows[2].other == "A")
    #expect((rows[2].lead?.mean?.mean ?? 0) > 3e6)
    #expect(rows[4].other.isEmpty)
  }

  @Test func `whether the leader is worth more than nothing holds, turns, or cannot be told`()
    throws
  {
    let comparison = try VariantComparison(of: [
      ("", Self.rows([-9, -12])), ("dear", Self.rows([-20, -22])), ("rich", Self.rows([4, 1])),
      ("near", Self.rows([-5.5, -15])),
    ])
    #expect(comparison.rows.map(\.earning) == [.holds, .holds, .turns, .unsure])
    #expect(comparison.rows.map(\.verdict) == [.holds, .holds, .holds, .holds])
    #expect(
      comparison.answer().contains(
        "It is worth less than nothing (-3.50 (-5.87 to -1.13) million EUR); of 3 variants this holds in 1,"
          + " turns in 1 (rich), cannot be told in 1."), "\(comparison.answer())")
  }

  @Test func `what has no phases is nothing, and not ranked`() throws {
    var rows = Self.rows([-9, -12, 0], ["A", "B", "idle"])
    rows.record.layout.phases = [["first"], ["first"], []]
    let row = try #require(try VariantComparison(of: [("", rows)]).rows.first)
    #expect(row.leader == "A" && row.other == "B")
    #expect((row.worth?.mean ?? 0) < 0 && row.earning == .holds)
  }

  @Test func `strategies are ranked by the first worth that all variants have`() throws {
    func rows(_ worths: [Double], goingConcern: [Double]?) -> FewRows {
      var rows = Self.rows(worths)
      if let goingConcern {
        rows.add(
          .metric(.npvGoingConcern, unit: "EUR", role: .compared, ""),
          goingConcern.map { worth in (0..<12).map { (worth + Double($0)) * 1e6 } })
      }
      return rows
    }
    let base = rows([5, 1], goingConcern: [1, 5])
    let other = try VariantComparison(of: [
      ("", base), ("more", rows([5, 1], goingConcern: [2, 5])),
    ])
    #expect(other.variable.standardName == .npvGoingConcern)
    #expect(other.rows.map(\.leader) == ["B", "B"])
    #expect(other.answer().contains("of 1 variant this holds in 1."))
    let mixed = try VariantComparison(of: [("", base), ("cut", rows([5, 1], goingConcern: nil))])
    #expect(mixed.variable.standardName == .npv)
    #expect(mixed.rows.map(\.leader) == ["A", "A"])
    #expect(
      mixed.answer().contains(
        "'A' has the highest mean net present value cut at the end of the plans"))
  }

  @Test func `whether the order of plans holds, and whether the best beats doing nothing, is said`()
    throws
  {
    let comparison = try VariantComparison(of: [
      ("", Self.rows([5, 1])), ("same", Self.rows([-20, -24])), ("turned", Self.rows([1, 5])),
      // Eleven half-steps of worth above zero on average, less as much.
      ("near", Self.rows([-5.5, -5.4], noise: 3)),
    ])
    #expect(comparison.rows.map(\.leader).prefix(3) == ["A", "A", "B"])
    #expect(
      comparison.holds(ReaderNames(strategies: ["A": .init(title: "Plan A")])) == [
        "In 3 variants of the scenario “Plan A” leads the other plans in 1; another plan leads in 1"
          + " (turned); the run cannot tell in 1 (near).",
        "Against doing nothing: the best plan beats doing nothing in 1 (turned); it is worth less than"
          + " nothing in 1 (same); that cannot be told in 1 (near).",
      ])
    let alone = try VariantComparison(of: [("", Self.rows([5, 1]))])
    #expect(alone.holds(ReaderNames()).isEmpty)
  }

  @Test(arguments: [(5, "5 (v1, v2, v3, v4, v5)"), (6, "6")])
  func `more than five variants that lose against doing nothing are a number`(
    count: Int, words: String
  ) throws {
    let variants = (1...count).map { ("v\($0)", Self.rows([-20, -24])) }
    let comparison = try VariantComparison(of: [("", Self.rows([5, 1]))] + variants)
    #expect(
      comparison.holds(ReaderNames()).last
        == "Against doing nothing: it is worth less than nothing in \(words).")
  }

  @Test func `where the former leader is not there, the next best is compared`() throws {
    let row = try Self.comparison().rows[5]
    #expect(row.leader == "C" && row.other == "B")
  }

  @Test func `variants that hold one uncertain input at a value are a tornado`() throws {
    func rows(_ worths: [Double], _ value: String, _ other: String = "1 x") -> FewRows {
      var rows = Self.rows(worths)
      rows.record.inputs = [("growth", value), ("slip", other)].map {
        InputRecord(path: "uncertain.\($0)", value: $1, origin: "few.yaml:1")
      }
      return rows
    }
    var base = rows([5, 1], "triangular { low: 1 %/year, high: 9 %/year }")
    base.variantSources = [
      ("high", rows([8, 1], "8 %/year")), ("low", rows([3, 1], "2 %/year")),
      ("both", rows([3, 1], "2 %/year", "2 x")),
    ]
    let found = try VariantTornado(base)
    let outcomes = try #require(found.tornado).outcomes
    #expect(outcomes.map(\.title) == ["A", "B", "A less B"])
    let effects = outcomes[0].inputs[0]
    #expect(effects.map(\.held.level) == ["2.00 %/year", "8.00 %/year"])
    #expect(effects.map { $0.change.difference?.value } == [-2e6, 3e6])
    let section = try base.section(VariantSection.self)
    #expect(section.charts.map(\.id) == ["variants-lead", "tornado-0", "tornado-1", "tornado-2"])
    #expect(
      section.chart("tornado-0")?.table.texts.first == [
        "growth", "2.00 %/year", "-2.00 MEUR", "-2.00 MEUR", "-2.00 MEUR",
      ])
    #expect(try VariantTornado(FewRows()).tornado == nil)
  }

  @Test func `text, rows and section say the same`() throws {
    let comparison = try Self.comparison()
    #expect(
      comparison.answer().contains(
        "of 5 variants this holds in 1, turns in 1 (turned), cannot be told in 1, is not compared in 2"
      ))
    let text = comparison.text()
    #expect(text.contains("(as it is)") && text.contains("turns"))
    let lines = comparison.table.csv.split(separator: "\r\n")
    // A line against another plan, where there is one, and one against nothing.
    #expect(lines.count == 12 && lines[5].hasPrefix("turned,"))
    #expect(lines[5].hasSuffix(",turns") && lines[6].hasSuffix(",holds"))
    #expect(try FewRows().section(VariantSection.self).charts.isEmpty)
    var base = Self.rows([5, 1])
    base.variantSources = [("turned", Self.rows([1, 5]))]
    let section = try base.section(VariantSection.self)
    #expect(section.charts.map(\.id) == ["variants-lead"])
    #expect(section.chart("variants-lead")?.table.texts.map { $0[5] } == ["holds", "turns"])
  }
}
