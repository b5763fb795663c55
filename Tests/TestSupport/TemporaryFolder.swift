import Foundation

/// A folder that is there as long as this value is referred to, and goes with all that is in it.
public final class TemporaryFolder: Sendable {
  /// Its full path, links resolved.
  public let path: String

  /// Makes an empty folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("millwright-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The full path of something in it.
  public func path(of name: String) -> String { "\(path)/\(name)" }

  /// Writes a text file and returns its full path.
  @discardableResult
  public func write(_ name: String, _ text: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path(of: name)))
    return path(of: name)
  }

  /// The text of a file in it.
  public func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(of: name))), as: UTF8.self)
  }

  /// Removes something in it.
  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path(of: name))
  }

  /// Whether there is something of this name in it.
  public func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: path(of: name))
  }

  /// The size of a file in it, in bytes; 0 where there is none.
  public func size(of name: String) -> Int {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path(of: name))
    return (attributes?[.size] as? Int) ?? 0
  }

  /// The names of what is in a folder in it, sorted; in itself by default.
  public func names(in folder: String = "") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(of: folder)).sorted()
  }
}
