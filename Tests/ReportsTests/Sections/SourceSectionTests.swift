import Columns
import ResultStore
import Testing

@testable import Reports

/// What the run was made of.
struct SourceSectionTests {
  @Test func `inputs with a source are listed, and those that are assumed marked`() throws {
    var rows = FewRows()
    rows.record.inputs = [
      InputRecord(
        path: "price", value: "{ at: 2 EUR, source: 'a quote', confidence: assumed }",
        origin: "scenarios/few.yaml:3", source: "a quote", confidence: "assumed"),
      InputRecord(
        path: "size", value: "5 MW", origin: "few.yaml:4", source: "a map", confidence: "read"),
      InputRecord(path: "term", value: "1 years", origin: "few.yaml:5", source: "", confidence: ""),
    ]
    let section = try rows.section(AssumptionsSection.self)
    #expect(section.said.first?.hasPrefix("Of 3 values the scenario was read with, 2 say") == true)
    #expect(section.said.first?.contains("1 of these are assumed") == true)
    let table = try #require(section.tables.first)
    #expect(
      table.texts == [
        ["price", "{ at: 2 EUR }", "assumed", "a quote", "few.yaml:3"],
        ["size", "5 MW", "read", "a map", "few.yaml:4"],
      ])
    #expect(table.rows.map { $0[2].isMarked } == [true, false])
  }

  @Test func `what explains most of the worth comes first, the rest as the file has it`() throws {
    var rows = FewRows(["A"], replications: 100)
    let price = (0..<100).map(Double.init)
    rows.add(.metric(.npv, unit: "EUR", ""), [price.map { $0 * 1e6 }])
    rows.addDraws("weather", (0..<100).map { Double($0 * 37 % 100) })
    rows.addDraws("price", price)
    rows.record.inputs = [
      ("area", 20), ("size", 3), ("uncertain.price", 12), ("uncertain.weather", 11),
    ]
    .map { path, line in
      InputRecord(path: path, value: "1", origin: "few.yaml:\(line):5", source: "a map")
    }
    let section = try rows.section(AssumptionsSection.self)
    let table = try #require(section.tables.first)
    #expect(table.columns[2] == "explains alone")
    #expect(table.texts.map { $0[0] } == ["uncertain.price", "uncertain.weather", "size", "area"])
    #expect(
      table.texts.map { $0[2] } == ["99 %", "no more than chance", "–", "–"], "\(table.texts)")
    #expect(section.said.last?.contains("net present value cut at the end of A") == true)
  }

  @Test func `a run tells how to make it again, and how much of it is missing`() throws {
    let section = try FewRows(replications: 2, wanted: 5).section(ProvenanceSection.self)
    let facts = try #require(section.tables.first).texts
    #expect(facts.contains(["seed", "7"]))
    #expect(facts.contains(["replications", "2 of 5 that were asked for"]))
    #expect(facts.contains(["strategies", "A, B"]))
    #expect(facts.contains(["finished", "not yet"]))
    #expect(facts.contains(["command", "millwright run few.yaml"]))
  }
}
