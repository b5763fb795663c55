import Foundation
import TestSupport

/// Runs a valid input and holds its results against each other and against what must always hold.
public enum RunCheck {
  /// The name of a strategy that is a copy of the first one.
  static let twin = "twin"

  /// What is wrong with the results of an input, and what became of it.
  public static func findings(_ input: FuzzInput, number: Int) async throws -> (
    findings: [Finding], ending: String
  ) {
    var check = try ProgramCheck(input)
    let run = ["run", FuzzInput.mainFile, "-n", "3"]
    guard let first = await check.run(run + ["-j", "1", "-o", "one.db"], expecting: [0, 1])
    else { return (check.findings, "no results") }
    if first.exitCode == 1 { return (check.findings, "run refused") }
    await check.run(["export", "one.db", "--to", "one", "--series"])
    await check.run(run + ["-j", "2", "-o", "two.db"])
    await check.run(["export", "two.db", "--to", "two", "--series"])
    if check.findings.isEmpty {
      try check.expectSame("one", "two", "one thread and two give different results")
      check.addAll(try ResultLaws.findings(input, in: check.folder, "one"))
    }
    check.expectNumbers(in: first.output, "the table of a run")
    // Not all of each, as starting the program takes longer than most worlds.
    switch number % 4 {
    case 0: try await lookAtAll(&check)
    case 1: try await runAlone(&check, run)
    case 2: try await extend(&check, run)
    default: break
    }
    return (check.findings, try ending(check.folder))
  }
}

extension RunCheck {
  /// All that can be made of results is made, and an export twice is the same.
  private static func lookAtAll(_ check: inout ProgramCheck) async throws {
    if await check.run(["report", "one.db", "-o", "one.html"]) != nil {
      let page = try check.folder.read("one.html")
      // Behind each script stands what people read.
      let texts = page.split(separator: "<script").map {
        $0.split(separator: "</script>", maxSplits: 1).last ?? ""
      }
      check.expectNumbers(in: texts.joined(separator: " "), "the report")
    }
    await check.run(["export", "one.db", "--to", "iamc", "--format", "iamc"])
    await check.run(["trace", FuzzInput.mainFile, "--replication", "0"])
    await check.run(["export", "one.db", "--to", "two", "--series"])
    if check.findings.isEmpty {
      try check.expectSame("one", "two", "an export is not the same when done again")
    }
  }

  /// A strategy meets the same futures whatever it is compared with.
  private static func runAlone(_ check: inout ProgramCheck, _ run: [String]) async throws {
    await check.run(run + ["--strategy", twin, "-o", "alone.db"])
    await check.run(["export", "alone.db", "--to", "alone", "--table", "metrics"])
    guard check.findings.isEmpty else { return }
    let values = try ["one", "alone"].map { name in
      try Table(path: check.folder.path(of: "\(name)/metrics.csv")).rows(where: ["strategy": twin])
        .map { row in
          ["replication", "metric", "segment", "region", "tier", "class", "value"].map { row[$0] }
            .joined(separator: ",")
        }.joined(separator: "\n")
    }
    if values[0] != values[1] {
      check.add(
        "a strategy has other results alone", ReadingCheck.difference(values[0], values[1]))
    }
  }

  /// Some replications and then more are the same as all at once.
  private static func extend(_ check: inout ProgramCheck, _ run: [String]) async throws {
    await check.run(["run", FuzzInput.mainFile, "-n", "1", "-o", "parts.db"])
    await check.run(run + ["--resume", "-o", "parts.db"])
    await check.run(["export", "parts.db", "--to", "parts", "--series"])
    if check.findings.isEmpty {
      try check.expectSame("one", "parts", "a run that is extended gives other results")
    }
  }

  /// How far the world of a run came, so that one sees whether enough happens.
  private static func ending(_ folder: TemporaryFolder) throws -> String {
    let path = folder.path(of: "one/metrics.csv")
    func happens(_ metric: String) throws -> Bool {
      try Table(path: path, linesWith: ",\(metric),").rows.contains { $0.number("value") > 0 }
    }
    if try !happens("sites_live") { return "without a live site" }
    return try happens("served") ? "with requests served" : "with a live site"
  }
}

extension ProgramCheck {
  mutating func addAll(_ findings: [Finding]) {
    for finding in findings { add(finding.rule, finding.detail) }
  }

  /// Adds a finding where people are shown a number that is none.
  mutating func expectNumbers(in text: String, _ what: String) {
    if let match = text.firstMatch(of: #/(?:^|[\s>(+-])(?:nan|NaN|inf|infinity)(?:$|[\s<),;%])/#) {
      add("a number that is none is shown", "'\(match.0)' in \(what)")
    }
  }

  /// Adds a finding where two folders of exported tables differ.
  ///
  /// `runs.csv` tells when and where results were made, and is left out.
  mutating func expectSame(_ a: String, _ b: String, _ rule: String) throws {
    let (inA, inB) = (try folder.names(in: a), try folder.names(in: b))
    if inA != inB { return add(rule, "\(inA) and \(inB)") }
    for name in inA where name != "runs.csv" {
      let (left, right) = (try folder.read("\(a)/\(name)"), try folder.read("\(b)/\(name)"))
      if left != right { add(rule, "\(name)\n" + ReadingCheck.difference(left, right)) }
    }
  }
}
