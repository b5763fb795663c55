import Quantities

/// Something a user should know about a scenario, with the place where it stands.
public struct Problem: Error, Hashable, Sendable {
  /// Whether a scenario can be run in spite of a problem.
  public enum Severity: String, Hashable, Sendable {
    /// The scenario cannot be run.
    case error
    /// The scenario can be run, but perhaps not as it was meant.
    case warning
  }

  /// Whether the scenario can be run.
  public let severity: Severity
  /// Where to look.
  public let place: Place
  /// What was found and what is expected, in one sentence without a full stop; what it quotes is cut
  /// where nobody would read on.
  public let message: String

  /// A problem at a place.
  public init(_ severity: Severity = .error, at place: Place, _ message: String) {
    self.severity = severity
    self.place = place
    self.message = Self.cuttingQuotes(in: message)
  }

  /// A message whose quotes, each between two apostrophes, are short: a file may hold anything.
  ///
  /// What is quoted may hold apostrophes itself, so the whole is cut as well.
  private static func cuttingQuotes(in message: String) -> String {
    guard message.utf8.count > longestQuote else { return message }
    var pieces = message.split(separator: "'", omittingEmptySubsequences: false).map(String.init)
    for index in stride(from: 1, to: pieces.count, by: 2) where pieces[index].count > longestQuote {
      pieces[index] = pieces[index].prefix(longestQuote) + "…"
    }
    let cut = pieces.joined(separator: "'")
    return cut.dropFirst(longestMessage).isEmpty ? cut : cut.prefix(longestMessage) + "…"
  }

  private static let (longestQuote, longestMessage) = (200, 1500)
}

extension Problem {
  /// The word that the message proposes at its end, where it proposes one.
  public var suggestion: String? {
    guard message.hasSuffix("'?"),
      let opening = message.ranges(of: "did you mean '").last
    else { return nil }
    return String(message[opening.upperBound...].dropLast(2))
  }
}

extension Problem: CustomStringConvertible {
  /// The problem as `utrecht.yaml:12:14: error: …`, in one line that a terminal can show.
  public var description: String { "\(place): \(severity.rawValue): \(message)".printable }
}
