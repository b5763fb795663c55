import Foundation

/// What the program prints: its results.
///
/// A text that is lost, as on a full disk, is an error that the caller hears of.
public enum StandardOutput {
  /// Prints a text.
  ///
  /// - Parameters:
  ///   - text: what is printed.
  ///   - terminator: what is printed after it.
  /// - Throws: `OutputError` of kind `inputOutput`.
  public static func print(_ text: String, terminator: String = "\n") throws(OutputError) {
    try OutputFile.write(
      Data((text + terminator).utf8), to: STDOUT_FILENO, path: "standard output")
  }
}
