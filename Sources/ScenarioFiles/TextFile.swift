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
    if let sentence = sentence(whyUnreadable: path) {
      throw Failure(problem: Problem(at: place, sentence), isMissing: true)
    }
    // Without waiting, should a pipe have taken the place of the file.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      let isFull = errno == EMFILE || errno == ENFILE
      throw unreadable(
        path, isFull ? "too many files are open: raise 'ulimit -n'" : "may you read it?", at: place)
    }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    guard let bytes = try? handle.read(upToCount: limit + 1) ?? Data() else {
      throw unreadable(path, "is the disk in order?", at: place)
    }
    if bytes.starts(with: "SQLite format 3\0".utf8) {
      throw Failure(
        problem: Problem(
          at: place,
          "'\(path)' is a results database, not a text; 'millwright report' and 'millwright export' "
            + "read it"), isMissing: false)
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

  private static func unreadable(_ path: String, _ why: String, at place: Place) -> Failure {
    Failure(
      problem: Problem(at: place, "the file '\(path)' cannot be read; \(why)"), isMissing: true)
  }

  /// Why there is no file at a path that could be read, nil where there is one.
  ///
  /// Pipes and devices are refused: reading one may wait for ever.
  private static func sentence(whyUnreadable path: String) -> String? {
    var facts = stat()
    guard !path.contains("\0"), stat(path, &facts) == 0 else {
      return !path.contains("\0") && errno == EACCES
        ? "the file '\(path)' cannot be read; may you read it?" : "there is no file '\(path)'"
    }
    switch facts.st_mode & S_IFMT {
    case S_IFREG: return nil
    case S_IFDIR: return "'\(path)' is a folder, not a file"
    default: return "'\(path)' is a pipe or a device, not a file; save what it gives to a file"
    }
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

  /// The folder that a path names before its last part, nil for a bare name.
  static func folder(of path: String) -> String? {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
  }

  /// Whether there is a folder at a path.
  static func isFolder(_ path: String) -> Bool {
    var facts = stat()
    return !path.contains("\0") && stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
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
