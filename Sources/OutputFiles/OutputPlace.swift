import Foundation

/// What stands where something is to be written, which decides how it is written.
///
/// ```swift
/// switch try OutputPlace("page.html") {
/// case .file(let path): print("made beside it, then renamed to \(path)")
/// case .stream(let path): print("\(path) is a device, a pipe or a socket")
/// case .standardOutput: print("written where this line goes")
/// }
/// ```
public enum OutputPlace: Hashable, Sendable {
  /// A regular file or nothing yet, at this path; links are followed.
  case file(path: String)
  /// A device, a pipe or a socket, which must never be replaced by a file.
  case stream(path: String)
  /// What standard output goes to, whatever it is.
  case standardOutput

  /// How many links may lead to one another, as in the kernel.
  private static let longestChain = 40

  /// Looks at what stands at a path.
  ///
  /// - Parameter path: where something is to be written; `-` is standard output.
  /// - Throws: `OutputError` for a folder, for no name at all, and for links that lead nowhere.
  public init(_ path: String) throws(OutputError) {
    if path == "-" {
      self = .standardOutput
      return
    }
    guard !path.isEmpty else { throw OutputError(path: "''", "cannot write: a file needs a name") }
    var facts = stat()
    if stat(path, &facts) == 0 {
      var own = stat()
      if fstat(STDOUT_FILENO, &own) == 0, own.st_dev == facts.st_dev, own.st_ino == facts.st_ino {
        self = .standardOutput
        return
      }
      switch facts.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw OutputError(path: path, "cannot write: this is a folder")
      default:
        self = .stream(path: path)
        return
      }
    }
    guard !path.hasSuffix("/") else {
      throw OutputError(path: path, "cannot write: a name that ends with '/' is that of a folder")
    }
    self = .file(path: try Self.target(of: path))
  }

  /// Whether two paths lead to one file that is there.
  public static func isSameFile(_ first: String, _ second: String) -> Bool {
    var (one, other) = (stat(), stat())
    return stat(first, &one) == 0 && stat(second, &other) == 0 && one.st_dev == other.st_dev
      && one.st_ino == other.st_ino
  }

  /// The folder of a path, with the slash at its end, and the name in it.
  ///
  /// A name alone has no folder: `("", "page.html")`.
  static func parts(of path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }

  /// The file that a path leads to, itself no link; it need not exist.
  private static func target(of path: String) throws(OutputError) -> String {
    var target = path
    for _ in 0..<longestChain {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else {
        return target
      }
      target = next.hasPrefix("/") ? next : parts(of: target).folder + next
    }
    throw OutputError(path: path, "cannot write: too many links lead to one another")
  }
}
