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
