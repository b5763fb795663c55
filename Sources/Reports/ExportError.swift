/// Why results could not be exported.
public struct ExportError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or directory that could not be written.
  public let path: String

  /// One sentence for users, without the path.
  public let message: String

  /// The path and the sentence.
  public var description: String { "\(path): \(message)" }

  init(path: String, _ message: String) {
    self.path = path
    self.message = message
  }
}
