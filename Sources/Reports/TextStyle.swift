/// Whether a text is marked for a terminal; without marks it says the same.
public enum TextStyle: Sendable {
  /// No marks, for files and pipes.
  case plain
  /// Marks that terminals understand (ECMA-48).
  case terminal

  /// What is said of a piece of text.
  public enum Mark: String, Sendable {
    /// A heading, or what matters.
    case strong = "1"
    /// What matters less.
    case faint = "2"
    /// A mistake.
    case error = "1;31"
    /// A warning.
    case warning = "1;33"
  }

  /// A text with a mark around it.
  public func marked(_ text: String, _ mark: Mark?) -> String {
    guard self == .terminal, let mark else { return text }
    return "\u{1B}[\(mark.rawValue)m\(text)\u{1B}[0m"
  }
}
