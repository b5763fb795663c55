import Foundation

/// What is said to the user beside the results.
enum StandardError {
  /// Whether somebody watches.
  static let isTerminal = isatty(STDERR_FILENO) == 1

  /// Writes lines.
  static func write(_ text: String) {
    write(raw: text + "\n")
  }

  /// Writes a text as it is.
  static func write(raw text: String) {
    // Nobody could be told that this failed.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
