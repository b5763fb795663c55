import Foundation

extension Campaign {
  /// More address space than any scenario needs, in bytes.
  private static let memory: UInt64 = 8 << 30

  /// More bytes than any file of an input has, so that what is written without end ends.
  private static let fileSize: UInt64 = 256 << 20

  /// Checks every so many inputs in this process, and writes what comes of each.
  public func work(from first: Int, step: Int) async throws {
    let workplace = try Workplace(memory: Self.memory, fileSize: Self.fileSize)
    defer { workplace.remove() }
    let maker = try InputMaker(seed: seed)
    for number in stride(from: first, to: count, by: step) {
      Record.began(number).write()
      let input = try await self.input(number, by: maker)
      let (findings, ending) = try await check(input, number: number)
      for finding in findings { Record.found(number, finding).write() }
      Record.ended(number, ending).write()
      workplace.clear()
    }
  }

  /// An input of the campaign; the tables of one that is run are left in the working directory.
  public func input(_ number: Int) async throws -> FuzzInput {
    try await input(number, by: InputMaker(seed: seed))
  }

  private func input(_ number: Int, by maker: InputMaker) async throws -> FuzzInput {
    switch kind {
    case .readings: try maker.input(number)
    case .runs, .kills: try maker.runnable(number)
    case .databases: DatabaseDamage.input(number, seed: seed, of: try await Pristine.all.value)
    }
  }

  /// What is found of an input, and what became of it.
  public func check(
    _ input: FuzzInput, number: Int
  ) async throws -> (findings: [Finding], ending: String) {
    switch kind {
    case .readings:
      try input.write(to: ".")
      let (findings, isValid) = ReadingCheck.findings(input)
      // A process for each takes longer than many readings; some inputs say enough of the program.
      guard findings.isEmpty, number % Self.inputsPerProgram == 0 else {
        return (findings, isValid ? "valid" : "refused")
      }
      return (
        try await ProgramCheck.readingFindings(input, isValid: isValid),
        isValid ? "valid" : "refused"
      )
    case .runs: return try await RunCheck.findings(input, number: number)
    case .kills:
      var dice = Dice(seed: ~seed, input: number)
      return try await KillCheck.findings(input, &dice)
    case .databases:
      let pristine = try await Pristine.all.value
      let (turn, choice) = number.quotientAndRemainder(dividingBy: pristine.count)
      return try await DatabaseCheck.findings(input, turn: turn, of: pristine[choice])
    }
  }

  /// One of so many inputs that are read is given to the program, too.
  private static let inputsPerProgram = 25
}
