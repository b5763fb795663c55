import Foundation
import ScenarioReading

/// Reads text files whole, and says in plain words why one cannot be read.
enum TextFile {
  /// The greatest size of a scenario or a table, in bytes.
  static let limit = 16 << 20

  /// What keeps a file from being read.
  struct Failure: Error {
    let problem: Problem
    let isMissing: Bool
  }

  /// The text of a file, without a byte order mark.
  ///
  /// - `path`: the file; relative paths are relative to the working directory.
  /// - `place`: where the file is named.
  static func text(of path: String, namedAt place: Place) throws(Failure) -> String {
    var isDirectory: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(problem: Problem(at: place, "there is no file '\(path)'"), isMissing: true)
    }
    if isDirectory.boolValue {
      throw Failure(
        problem: Problem(at: place, "'\(path)' is a folder, not a file"), isMissing: true)
    }
    guard let handle = FileHandle(forReadingAtPath: path),
      let bytes = try? handle.read(upToCount: limit + 1) ?? Data()
    else {
      throw Failure(
        problem: Problem(at: place, "the file '\(path)' cannot be read; may you read it?"),
        isMissing: true)
    }
    if bytes.count > limit {
      throw Failure(
        problem: Problem(at: place, "the file '\(path)' is larger than \(limit >> 20) MB"),
        isMissing: false)
    }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw Failure(
        problem: Problem(
          at: Place(file: path, line: lineOfFirstMistake(in: bytes), column: 1),
          "this is no UTF-8 text; save the file as UTF-8"), isMissing: false)
    }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return text
  }

  /// The line, from 1, of the first byte that is no UTF-8.
  private static func lineOfFirstMistake(in bytes: Data) -> Int {
    var line = 1
    for piece in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      if String(validating: piece, as: UTF8.self) == nil { return line }
      line += 1
    }
    return line
  }

  /// A path as it is seen from a file beside it.
  static func path(_ path: String, besides file: String) -> String {
    if path.hasPrefix("/") { return path }
    var parts = file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != "..", last != ".", last != "" {
        parts.removeLast()
      } else {
        parts.append(String(part))
      }
    }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
