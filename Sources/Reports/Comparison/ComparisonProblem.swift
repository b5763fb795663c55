/// Why strategies cannot be compared as asked.
public struct ComparisonProblem: Error, CustomStringConvertible {
  /// One sentence for users.
  public let description: String

  /// A reason in one sentence.
  init(_ description: String) { self.description = description }
}
