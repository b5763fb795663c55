import TestSupport

/// Gives an input to the program as a user does.
public struct ProgramCheck {
  let folder: TemporaryFolder
  private(set) var findings: [Finding] = []

  init(_ input: FuzzInput) throws {
    folder = try TemporaryFolder()
    try input.write(to: folder.path)
  }

  mutating func add(_ rule: String, _ detail: String) { findings.append(Finding(rule, detail)) }

  /// Runs a command; a finding where it crashes, hangs, or says what no user understands.
  @discardableResult
  mutating func run(
    _ arguments: [String], expecting allowed: Set<Int32> = [0], timeLimit: Double = 120
  ) async -> Program.Outcome? {
    let command = "millwright " + arguments.joined(separator: " ")
    let outcome: Program.Outcome
    do {
      outcome = try await Program.run(arguments, in: folder, timeLimit: timeLimit)
    } catch {
      add(Self.hang, "\(command): \(error)")
      return nil
    }
    if !allowed.contains(outcome.exitCode) {
      add(
        outcome.exitCode > 128 ? Self.crash : "an exit status that cannot be",
        "\(command): \(outcome.exitCode)\n\(outcome.errors.suffix(1500))")
      return nil
    }
    if outcome.exitCode != 0, (outcome.errors + outcome.output).isEmpty {
      add("a failure without a word", "\(command): \(outcome.exitCode)")
    }
    for text in [outcome.output, outcome.errors] {
      findings += ProblemWords.ofText(text)
      if let scalar = text.unicodeScalars.first(where: Self.isControl) {
        add("a control character is shown", "U+\(String(scalar.value, radix: 16)) by \(command)")
      }
    }
    return outcome
  }

  /// Whether a character moves the cursor, changes colours or turns the text around.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 9, 10: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

extension ProgramCheck {
  /// What is wrong with how the commands that only read take an input.
  public static func readingFindings(_ input: FuzzInput, isValid: Bool) async throws -> [Finding] {
    var check = try ProgramCheck(input)
    let expected: Set<Int32> = isValid ? [0] : [65, 66]
    if input.named.count == 1, input.settings.isEmpty {
      await check.run(["validate", input.named[0]], expecting: expected)
      await check.run(["validate", input.named[0], "--format", "json"], expecting: expected)
    }
    await check.run(input.arguments("show"), expecting: expected)
    if isValid, let shown = await check.run(input.arguments("show") + ["--effective"]) {
      try check.folder.write("effective.yaml", shown.output)
      await check.run(["validate", "effective.yaml"])
    }
    return check.findings
  }

  /// Whether the program crashes or hangs at an input.
  static func crashes(_ input: FuzzInput) async throws -> [Finding] {
    var check = try ProgramCheck(input)
    await check.run(input.arguments("show"), expecting: [0, 65, 66], timeLimit: 20)
    return check.findings.filter { [crash, hang].contains($0.rule) }
  }

  private static let crash = "the program crashes"
  private static let hang = "the program hangs"
}
