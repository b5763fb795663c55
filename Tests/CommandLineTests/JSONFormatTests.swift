import Foundation
import TestSupport
import Testing

/// `--format json`: one document and nothing else on standard output, in the words of the tables.
struct JSONFormatTests {
  private typealias Object = [String: Any]

  private func document(_ arguments: [String], in folder: TemporaryFolder, exitCode: Int32 = 0)
    async throws -> Object
  {
    let outcome = try await Program.run(arguments + ["--format", "json"], in: folder)
    #expect(outcome.exitCode == exitCode, "\(arguments): \(outcome.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return try #require(json as? Object)
  }

  private func folder(_ text: String = completeScenario) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("complete.yaml", text)
    return folder
  }

  @Test func `run prints the headline with the numbers of summary and comparisons`() async throws {
    let folder = try folder()
    let run = try await Program.run(
      ["run", "complete.yaml", "-n", "5", "-o", "r.db", "--format", "json"], in: folder)
    #expect(run.exitCode == 0 && run.errors.isEmpty, "\(run.errors)")
    let document = try JSONDecoder().decode(RunDocument.self, from: Data(run.output.utf8))
    #expect(document.database == "r.db")
    #expect(document.headline.replications == 5)
    _ = try await Program.run(["export", "r.db", "--to", "csv"], in: folder)

    let summary = try Table(path: folder.path(of: "csv/summary.csv")).rows.filter {
      $0["segment"].isEmpty && $0["region"].isEmpty && $0["tier"].isEmpty
        && $0["class"].isEmpty
    }
    #expect(!summary.isEmpty)
    for row in summary {
      let strategy = document.headline.strategies.first { $0.name == row["strategy"] }
      let metric = try #require(strategy?.metrics[row["metric"]])
      for column in [
        "n", "reached_fraction", "mean", "mean_ci_low", "mean_ci_high", "sd", "p5", "p10", "p25",
        "p50", "p75", "p90", "p95",
      ] {
        #expect(metric[column]?.number == Double(row[column]), "\(row["metric"]) \(column)")
      }
      #expect(metric["unit"]?.text == row["unit"])
    }

    #expect(!document.headline.differences.isEmpty)
    let comparisons = try Table(path: folder.path(of: "csv/comparisons.csv"))
    for difference in document.headline.differences {
      let row = try #require(
        comparisons.rows.first { row in
          ["strategy_a", "strategy_b", "metric"].allSatisfy { difference[$0]?.text == row[$0] }
        })
      for column in [
        "n", "mean_difference", "ci_low", "ci_high", "median_difference", "p_a_greater",
        "p_a_strictly_greater", "p_tied", "n_missing", "sign_test_p",
      ] {
        #expect(difference[column]?.number == Double(row[column]), "\(row["metric"]) \(column)")
      }
    }
  }

  /// What `run` prints, numbers to the last digit, which `JSONSerialization` would not keep.
  private struct RunDocument: Decodable {
    struct Headline: Decodable {
      let replications: Int
      let strategies: [Strategy]
      let differences: [[String: Entry]]
    }

    struct Strategy: Decodable {
      let name: String
      let metrics: [String: [String: Entry]]
    }

    struct Entry: Decodable {
      let number: Double?
      let text: String?

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        number = try? container.decode(Double.self)
        text = number == nil ? try container.decode(String.self) : nil
      }
    }

    let database: String
    let headline: Headline
  }

  @Test func `validate tells each problem with its place and what it proposes`() async throws {
    let folder = try folder(completeScenario.replacing("pue: 1.15", with: "peu: 1.15"))
    try folder.write("good.yaml", completeScenario)
    let json = try await document(
      ["validate", "complete.yaml", "good.yaml"], in: folder, exitCode: 65)
    #expect(json["valid"] as? Bool == false)
    let files = try #require(json["files"] as? [Object])
    #expect(files.map { $0["file"] as? String } == ["complete.yaml", "good.yaml"])
    #expect(files.map { $0["valid"] as? Bool } == [false, true])
    let problems = try #require(files[0]["problems"] as? [Object])
    #expect(problems.count == 1)
    let text = try folder.read("complete.yaml")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains("peu: 1.15") })
    let column = try #require(lines[line].firstRange(of: "peu"))
    #expect(problems[0]["file"] as? String == "complete.yaml")
    #expect(problems[0]["line"] as? Int == line + 1)
    #expect(
      problems[0]["column"] as? Int
        == lines[line].distance(from: lines[line].startIndex, to: column.lowerBound) + 1)
    #expect(problems[0]["severity"] as? String == "error")
    #expect(problems[0]["message"] as? String == "unknown key 'peu'; did you mean 'pue'?")
    #expect(problems[0]["suggestion"] as? String == "pue")
  }

  @Test func `validate keeps its exit codes`() async throws {
    let folder = try folder()
    #expect(
      try await document(["validate", "complete.yaml"], in: folder)["valid"] as? Bool == true)
    let missing = try await document(["validate", "none.yaml"], in: folder, exitCode: 66)
    #expect(missing["valid"] as? Bool == false)
  }

  @Test func `show describes the scenario, and with --effective every value`() async throws {
    let folder = try folder()
    let short = try await document(["show", "complete.yaml"], in: folder)
    let strategies = try #require(short["strategies"] as? [Object])
    #expect(strategies.contains { $0["name"] as? String == "modular" })
    #expect(short["effective"] == nil && short["inputs"] == nil)

    let whole = try await document(
      ["show", "complete.yaml", "--effective", "--set", "sites.podSite.pue=1.5"], in: folder)
    let effective = try #require(whole["effective"] as? Object)
    let sites = try #require(effective["sites"] as? [String: Object])
    #expect(sites["podSite"]?["pue"] as? Double == 1.5)
    let inputs = try #require(whole["inputs"] as? [Object])
    let pue = try #require(inputs.first { $0["path"] as? String == "sites.podSite.pue" })
    #expect((pue["origin"] as? String)?.contains("--set") == true)
    #expect(short["scenario_sha256"] as? String != whole["scenario_sha256"] as? String)

    _ = try await Program.run(["run", "complete.yaml", "-n", "1", "-o", "r.db"], in: folder)
    _ = try await Program.run(["export", "r.db", "--to", "csv", "--table", "runs"], in: folder)
    let run = try #require(try Table(path: folder.path(of: "csv/runs.csv")).rows.first)
    #expect(short["scenario_sha256"] as? String == run["scenario_sha256"])
  }

  @Test func `trace prints the events that it prints as text`() async throws {
    let folder = try folder()
    let trace = ["trace", "complete.yaml", "--replication", "1"]
    let lines = try await Program.run(trace, in: folder).output.split(separator: "\n")
    let json = try await document(trace, in: folder)
    let events = try #require(json["events"] as? [Object])
    #expect(events.count == lines.count && events.count > 50)
    for (event, line) in zip(events, lines) {
      let time = try #require(event["time"] as? String)
      let text = try #require(event["text"] as? String)
      #expect(line.hasPrefix(time) && line.hasSuffix(text), "\(line)")
    }
  }

  @Test func `export lists the files it wrote`() async throws {
    let folder = try folder()
    _ = try await Program.run(["run", "complete.yaml", "-n", "1", "-o", "r.db"], in: folder)
    let json = try await document(["export", "r.db", "--to", "csv"], in: folder)
    let files = try #require(json["files"] as? [String])
    #expect(files.sorted() == (try folder.names(in: "csv")).map { "csv/\($0)" })
    let iamc = try await document(
      ["export", "r.db", "--to", "iamc", "--format", "iamc"], in: folder)
    #expect(iamc["files"] as? [String] == ["iamc/iamc.csv", "iamc/datapackage.json"])
  }

  @Test func `a format that is none is refused`() async throws {
    let folder = try folder()
    for arguments in [
      ["run", "complete.yaml", "--format", "xml"],
      ["validate", "complete.yaml", "--format", "xml"],
      ["export", "r.db", "--to", "csv", "--format", "iamc", "--format", "csv"],
      ["export", "r.db", "--to", "csv", "--format", "iamc", "--table", "runs"],
    ] {
      let outcome = try await Program.run(arguments, in: folder)
      #expect(outcome.exitCode == 64, "\(arguments)")
    }
  }
}
