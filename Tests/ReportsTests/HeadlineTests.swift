import Experiments
import Foundation
import Reports
import ResultStore
import Testing

struct HeadlineTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func headline(_ experiment: Experiment, limit: Int? = nil) throws -> Headline {
    try experiment.run(into: directory["db"], stoppingAfter: limit)
    return try Headline(ResultReader(path: directory["db"]))
  }

  @Test func `the table has a column for each strategy and the difference below`() throws {
    let text = try headline(Experiment(futures: 8)).text()
    let lines = text.split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "Births, \"and\" deaths: 8 futures, seed 7; mean (p10 to p90) unless said otherwise")
    #expect(lines[1].contains("grow") && lines[1].contains("harvest"))
    #expect(lines[2].hasPrefix("IT power live, end of 2027"))
    #expect(lines[2].contains(" MW ("))
    #expect(lines.contains { $0.hasPrefix("P(NPV < 0)") && $0.contains("%") })
    #expect(lines.last?.hasPrefix("grow - harvest: npv_eur") == true)
    #expect(lines.last?.contains("MEUR") == true)
    #expect(lines.allSatisfy { $0.last != " " })
  }

  @Test func `an unfinished experiment says so`() throws {
    let text = try headline(Experiment(futures: 300), limit: 3).text()
    #expect(text.contains("of 300 so far"))
  }

  @Test func `the JSON form holds the same numbers`() throws {
    let headline = try headline(Experiment(futures: 8))
    let json = try #require(
      JSONSerialization.jsonObject(with: headline.json()) as? [String: Any])
    let strategies = try #require(json["strategies"] as? [String: [String: [String: Any]]])
    let npv = try #require(strategies["grow"]?["npv_eur"])
    #expect(npv["mean"] as? Double == headline.strategies[0].metrics["npv_eur"]?.mean?.mean)
    let differences = try #require(json["differences"] as? [[String: Any]])
    #expect(differences.count == 1)
    #expect(differences[0]["n"] as? Int == 8)
  }
}
