import Foundation

/// Why something could not be written.
public struct OutputError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What sort of trouble it is.
  public enum Kind: Sendable, Hashable {
    /// Nothing may be written there.
    case cannotWrite
    /// The system failed to write, as on a full disk.
    case inputOutput
  }

  /// What sort of trouble it is.
  public let kind: Kind

  /// The file or directory that could not be written, or `standard output`.
  public let path: String

  /// One sentence for users, without the path.
  public let message: String

  /// The path and the sentence.
  public var description: String { "\(path): \(message)" }

  /// Says why something could not be written.
  public init(_ kind: Kind = .cannotWrite, path: String, _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }
}

extension OutputError {
  /// Puts into words what the system reports.
  init(_ kind: Kind, path: String, code: Int32) {
    self.init(kind, path: path, "cannot write: \(String(cString: strerror(code)))")
  }
}
