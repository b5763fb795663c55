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
    if number % 4 == 0 {
      await check.run(["report", "one.db", "-o", "one.html"])
      await check.run(["export", "one.db", "--to", "iamc", "--format", "iamc"])
      await check.run(["trace", FuzzInput.mainFile, "--replication", "0"])
      await check.run(["export", "one.db", "--to", "two", "--series"])
      if check.findings.isEmpty { try check.expectSame("one", "two", "an export is not the same") }
    }
    return (check.findings, try ending(check.folder))
  }
}

extension RunCheck {
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
