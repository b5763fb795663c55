import ScenarioFiles

extension Campaign {
  /// What is found of an input, without a danger to this process, and what became of it.
  ///
  /// What crashes or hangs is found by the program; all else is looked at here.
  public func safeCheck(
    _ input: FuzzInput, number: Int
  ) async throws -> (findings: [Finding], ending: String) {
    guard kind == .readings else { return try await check(input, number: number) }
    let crashes = try await ProgramCheck.crashes(input)
    return crashes.isEmpty ? try await check(input, number: number) : (crashes, "no answer")
  }

  /// An input that fails as another does, with less in it.
  ///
  /// Values are taken out of its first file one by one, the largest first, as long as the first of what is
  /// found stays the same. A damaged database is left as it is.
  public func reduced(_ input: FuzzInput, number: Int) async throws -> FuzzInput {
    guard kind != .databases else { return input }
    let rule = try await safeCheck(input, number: number).findings.first?.rule
    guard let rule, var draft = Self.draft(of: input) else { return input }
    var smallest = input
    func fails(_ draft: Draft) async throws -> Bool {
      var candidate = input
      candidate.files[0].bytes = Array(draft.plainYAML.utf8)
      candidate.expected = nil
      let found = try await safeCheck(candidate, number: number).findings
      let isSame = found.contains { $0.rule == rule }
      if isSame { smallest = candidate }
      return isSame
    }
    guard try await fails(draft) else { return input }
    var isSmaller = true
    while isSmaller {
      isSmaller = false
      var next = 0
      while case let paths = draft.paths, next < paths.count {
        var candidate = draft
        candidate.remove(at: paths[next])
        if try await fails(candidate) {
          draft = candidate
          isSmaller = true
        } else {
          next += 1
        }
      }
    }
    return smallest
  }

  private static func draft(of input: FuzzInput) -> Draft? {
    let text = String(decoding: input.files[0].bytes, as: UTF8.self)
    return (try? ScenarioFile.load(text: text, file: FuzzInput.mainFile)).map { Draft($0.root) }
  }
}
