import Foundation
import TestSupport

/// Gives a damaged database to each command that reads one: it is refused in a sentence, or read as if nothing
/// had happened to it.
struct DatabaseCheck {
  private let input: FuzzInput
  private let pristine: Pristine
  private var check: ProgramCheck
  private var endings: Set<String> = []

  /// How a command may end: well, or with what `sysexits.h` calls an output that cannot be made or an error of
  /// input or output.
  private static let statuses: Set<Int32> = [0, 73, 74]

  /// Seconds after which a command hangs on a machine that has other things to do.
  private static let timeLimit = 60.0

  /// What is wrong with what the commands make of an input, and how they ended.
  static func findings(
    _ input: FuzzInput, turn: Int, of pristine: Pristine
  ) async throws -> (findings: [Finding], ending: String) {
    var check = try DatabaseCheck(
      input: input, pristine: pristine, check: ProgramCheck(input))
    try await check.export()
    // The others look at a database as the export does first: where that refuses it, they take turns, for
    // starting the program takes longer than all else.
    let isRead = check.endings == ["0"]
    if isRead || turn % 2 == 0 { try await check.report() }
    if isRead || turn % 2 == 1 { try await check.resume() }
    return (check.check.findings, check.endings.sorted().joined(separator: " and "))
  }

  private init(input: FuzzInput, pristine: Pristine, check: ProgramCheck) {
    (self.input, self.pristine, self.check) = (input, pristine, check)
  }

  private mutating func export() async throws {
    guard try await succeeds(["export", Pristine.file, "--to", "out", "--series"]) else { return }
    try expect(pristine.exported, in: "out", "a damaged database is exported as something else")
  }

  private mutating func report() async throws {
    guard try await succeeds(["report", Pristine.file, "-o", "page.html"]) else { return }
    if try check.folder.bytes(of: "page.html") != pristine.page {
      check.add("a damaged database is reported as something else", "page.html")
    }
  }

  /// The run goes on, where it does, as if nothing had happened.
  private mutating func resume() async throws {
    try input.write(to: check.folder.path)
    guard
      try await succeeds(
        ["run", FuzzInput.mainFile, "-j", "1", "--resume", "-o", Pristine.file] + pristine.options)
    else { return }
    guard try await succeeds(["export", Pristine.file, "--to", "resumed", "--series"]) else {
      check.add("a run goes on with a database that cannot be read then", "")
      return
    }
    // This table tells how the run went on.
    try expect(
      pristine.resumed, in: "resumed", except: "runs.csv",
      "a run goes on with a damaged database and gives something else")
  }

  /// Runs a command; where it fails, in one sentence and leaving nothing behind.
  private mutating func succeeds(_ arguments: [String]) async throws -> Bool {
    guard
      let outcome = await check.run(
        arguments, expecting: Self.statuses, timeLimit: Self.timeLimit)
    else {
      endings.insert("failed")
      return false
    }
    endings.insert("\(outcome.exitCode)")
    guard outcome.exitCode != 0 else { return true }
    let lines = outcome.errors.split(separator: "\n")
    let errors = lines.filter { $0.hasPrefix("Error: ") }
    if errors.count != 1 || lines.last != errors.first || !outcome.output.isEmpty {
      check.add("a failure that is not told in one sentence", outcome.errors + outcome.output)
    }
    for words in ["so large", "SQLite's number"] where outcome.errors.contains(words) {
      check.add("a damaged database is not refused as one", outcome.errors)
    }
    let left = try check.folder.names().filter { $0.hasSuffix(".part") }
    if !left.isEmpty { check.add("a failure leaves files", "\(left)") }
    return false
  }

  private mutating func expect(
    _ files: [String: Data], in folder: String, except left: String? = nil, _ rule: String
  ) throws {
    var found = try check.folder.files(in: folder)
    var expected = files
    if let left { (found[left], expected[left]) = (nil, nil) }
    if found.keys.sorted() != expected.keys.sorted() {
      check.add(rule, "\(found.keys.sorted())")
    }
    for (name, bytes) in expected.sorted(by: { $0.key < $1.key }) where found[name] != bytes {
      let texts = [bytes, found[name] ?? Data()].map { String(decoding: $0, as: UTF8.self) }
      check.add(rule, "\(name)\n" + ReadingCheck.difference(texts[0], texts[1]))
    }
  }
}
