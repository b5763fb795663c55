import Foundation
import ScenarioReading
import TestSupport
import Testing

@testable import ScenarioFuzzing

/// What the checks of the fuzzer find where something is wrong.
struct CheckingTests {
  /// Where the shipped scenarios are.
  private static let small = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("scenarios/small.yaml")

  @Test func `an input depends on its seed and its number alone`() throws {
    let workplace = try TemporaryFolder()
    let maker = try InputMaker(seed: 7, in: workplace.path)
    let first = try (0..<12).map { try maker.input($0).files.map(\.bytes) }
    let again = try InputMaker(seed: 7, in: workplace.path)
    #expect(try again.input(11).files.map(\.bytes) == first[11])
    #expect(try again.input(3).files.map(\.bytes) == first[3])
    #expect(Set(first).count == 12)
    #expect(try InputMaker(seed: 8, in: workplace.path).input(3).files.map(\.bytes) != first[3])
  }

  /// Each argument changes one field of a row, which breaks a law.
  @Test(arguments: [
    ("metrics", ",served,", "value", "1", "requests are not served, lost or waiting"),
    ("metrics", ",utilisation_fraction,", "value", "1.2", "a share outside 0 to 1"),
    ("metrics", ",energy_mwh,", "value", "-5", "a negative amount"),
    ("metrics", ",npv_eur,", "value", "12", "cash lines do not make up a total"),
    (
      "metrics", ",live_it_mw_2030,", "value", "999",
      "the end of a year is not that of its December"
    ),
    ("metrics", ",emissions_t,", "value", "1e9", "months do not make up the whole"),
    ("metrics", ",first_live_h,", "value", "nan", "a number that is none is written"),
    ("phases", ",energised,", "hours", "1", "a milestone before the one it needs"),
    (
      "constraints", ",permit,", "share_of_time", "0.987",
      "causes do not share the time of a phase"
    ),
    ("summary", ",npv_eur,", "p50", "1e15", "quantiles out of order"),
    ("summary", ",npv_eur,", "mean", "1e15", "a mean outside its interval"),
  ])
  func `results that do not hold together are found`(
    _ table: String, _ row: String, _ column: String, _ value: String, _ rule: String
  ) async throws {
    let folder = try TemporaryFolder()
    let input = FuzzInput(try String(contentsOf: Self.small, encoding: .utf8), making: "")
    try input.write(to: folder.path)
    for arguments in [
      ["run", FuzzInput.mainFile, "-n", "2", "-o", "a.db"],
      ["export", "a.db", "--to", "a", "--series"],
    ] {
      let outcome = try await Program.run(arguments, in: folder)
      try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }
    #expect(try ResultLaws.findings(input, in: folder, "a") == [])

    let text = try folder.read("a/\(table).csv")
    var lines = text.split(separator: "\r\n", omittingEmptySubsequences: false).map(String.init)
    let place = try #require(lines[0].split(separator: ",").firstIndex { $0 == column })
    let index = try #require(
      lines.lastIndex {
        $0.contains(row) && !$0.contains(",none,") && !Self.field($0, place).isEmpty
      })
    var fields = lines[index].split(separator: ",", omittingEmptySubsequences: false)
    fields[place] = Substring(value)
    lines[index] = fields.joined(separator: ",")
    try folder.write("a/\(table).csv", lines.joined(separator: "\r\n"))
    let rules = try ResultLaws.findings(input, in: folder, "a").map(\.rule)
    #expect(rules.contains(rule), "\(rules)")
  }

  private static func field(_ line: String, _ place: Int) -> Substring {
    line.split(separator: ",", omittingEmptySubsequences: false)[place]
  }

  @Test func `a crash is laid to the input that was begun last`() throws {
    let folder = try TemporaryFolder()
    let script = try folder.write(
      "worker",
      """
      #!/bin/sh
      echo '{"began":{"_0":4}}'
      echo '{"ended":{"_0":4,"_1":"valid"}}'
      echo '{"began":{"_0":6}}'
      kill -SEGV $$
      """)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: script)
    let worker = Worker(
      program: script, campaign: Campaign(.readings, seed: 1, count: 9), first: 4, step: 2)
    var ended: [Int] = []
    let end = worker.run { if case .ended(let number, _) = $0 { ended.append(number) } }
    #expect(ended == [4])
    #expect(end?.number == 6)
    #expect(end?.finding.rule == "crashes")
  }

  @Test func `a line of a table ends where spreadsheets end it`() {
    var input = FuzzInput("a: 1\n", making: "")
    input.files.append(FuzzInput.File("a.csv", "x,y\n\u{2028}\u{85}1,2,3\r4,5\r\n6\u{2028}7,8"))
    func rules(_ line: Int, _ column: Int) -> [String] {
      let place = Place(file: "a.csv", line: line, column: column)
      return ProblemWords.findings(Problem(at: place, "it is wrong"), input).map(\.rule)
    }
    #expect(rules(2, 7) == [] && rules(3, 3) == [] && rules(4, 5) == [])
    #expect(rules(3, 9) == ["a problem without a place that exists"])
    #expect(rules(6, 1) == ["a problem without a place that exists"])
  }

  @Test(arguments: [
    ("a\u{301}: ~", "no file of this name", 1, 1), ("a: 1\n", "lines", 9, 1),
    ("a: 1\n", "characters", 1, 30),
  ])
  func `a problem at a place that does not exist is found`(
    _ text: String, _ words: String, _ line: Int, _ column: Int
  ) {
    let input = FuzzInput(text, making: "")
    let file = words.hasPrefix("no file") ? "other.yaml" : FuzzInput.mainFile
    let problem = Problem(at: Place(file: file, line: line, column: column), "it is wrong")
    let found = ProblemWords.findings(problem, input)
    #expect(found.map(\.rule) == ["a problem without a place that exists"])
    #expect(found.first?.detail.contains(words) == true)
  }

  @Test func `a damaged database depends on its seed and its number alone`() async throws {
    let pristine = try await Pristine.all.value
    // The numbers by which SQLite tells logs apart come from the system.
    func files(_ number: Int, seed: UInt64) -> [[UInt8]] {
      DatabaseDamage.input(number, seed: seed, of: pristine).files
        .filter { !$0.name.hasSuffix("-wal") }.map(\.bytes)
    }
    let first = (0..<40).map { files($0, seed: 7) }
    #expect((0..<40).map { files($0, seed: 7) } == first)
    #expect(Set(first).count > 30)
    #expect(files(3, seed: 8) != first[3])
  }

  /// Each argument says which command makes something else than it does of a database as it was.
  @Test(arguments: ["exported", "reported", "goes on"])
  func `a database of which something else is made is found`(_ words: String) async throws {
    let known = try #require(try await Pristine.all.value.first)
    func altered(_ files: [String: Data], _ word: String) -> [String: Data] {
      word == words ? files.mapValues { $0 + [10] } : files
    }
    let pristine = Pristine(
      options: known.options, database: known.database,
      exported: altered(known.exported, "exported"),
      page: words == "reported" ? known.page + [10] : known.page,
      resumed: altered(known.resumed, "goes on"))
    var input = FuzzInput(damagedWorld, making: "")
    input.files.append(FuzzInput.File(Pristine.file, bytes: known.database))
    let (findings, ending) = try await DatabaseCheck.findings(input, turn: 0, of: pristine)
    #expect(!findings.isEmpty && findings.allSatisfy { $0.rule.contains(words) }, "\(findings)")
    #expect(ending == "0")
  }
}
