import FactoryModel
import Foundation
import ScenarioFiles
import Testing

/// What readers are shown in place of names, from the file to the text that is kept with results.
@Suite struct ReaderWordsTests {
  private static let text = """
    title: t
    start: 2026-01-01
    end: 2027-01-01
    demand:
      price: 2 EUR/H100e-h
      segments: { labs: { title: Laboratories, arrivals: 1 /year, size: 1 H100e, term: 1 years } }
    sites: { s: { title: A hall, capacity: 1 H100e, live: start } }
    strategies:
      a: { title: "First: now", description: All of it., phases: { p: { title: The hall, site: s } } }
      none: {}
    """

  @Test func `titles and descriptions are kept in the effective scenario, and read from it`() throws
  {
    let written = WrittenScenario(Self.text)
    #expect(written.problems == [])
    let stored = StoredScenario(try #require(written.effective).canonicalText)
    #expect(stored.strategies["a"]?.title == "First: now")
    #expect(stored.strategies["a"]?.description == "All of it.")
    #expect(stored.strategies["none"]?.title == "")
    #expect(stored.phases["a"]?["p"]?.title == "The hall")
    #expect(stored.sites["s"]?.title == "A hall")
    #expect(stored.segments["labs"]?.title == "Laboratories")
    written.expectReadsBack()
  }

  @Test func `a title that is no text is refused where it stands`() {
    let problems = WrittenScenario(Self.text, sets: ["strategies.a.title=[x]"]).problems
    #expect(problems.count == 1)
    #expect(problems.first?.contains("'title' must be a text (found a list)") == true)
  }

  @Test func `a scenario without titles has none in its effective text`() throws {
    let written = [
      "title: Laboratories, ", "title: A hall, ", "title: \"First: now\", ", "title: The hall, ",
      "description: All of it., ",
    ]
    let text = written.reduce(Self.text) { $0.replacing($1, with: "") }
    let effective = try #require(WrittenScenario(text).effective).canonicalText
    #expect(effective.components(separatedBy: "title").count == 2)
    #expect(!effective.contains("description"))
  }
}
