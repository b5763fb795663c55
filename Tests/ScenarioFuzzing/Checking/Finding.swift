/// Something that a program that never fails would not have done.
public struct Finding: Codable, Hashable, Sendable {
  /// Which rule is broken, in a few words that are the same for all findings of a kind.
  public let rule: String
  /// What was found, in one line or several.
  public let detail: String

  /// A broken rule and what was found.
  public init(_ rule: String, _ detail: String) {
    self.rule = rule
    self.detail = detail
  }
}
