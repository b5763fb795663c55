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
  /// - Parameter path: where something is to be written.
  /// - Throws: `OutputError` for a folder, and for links that lead nowhere.
  public init(_ path: String) throws(OutputError) {
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
    self = .file(path: try Self.target(of: path))
  }

  /// The name under which a file is made before it is given its own, in the same folder.
  ///
  /// The number of the program keeps those apart that make one file at a time.
  ///
  /// - Parameter file: the path of the file, itself no link.
  /// - Returns: the path of the draft.
  public static func draft(of file: String) -> String {
    let path = file as NSString
    return (path.deletingLastPathComponent as NSString).appendingPathComponent(
      ".\(path.lastPathComponent).\(getpid()).part")
  }

  /// The file that a path leads to, itself no link; it need not exist.
  private static func target(of path: String) throws(OutputError) -> String {
    var target = path
    for _ in 0..<longestChain {
      guard let next = try? FileManager.default.destinationOfSymbolicLink(atPath: target) else {
        return target
      }
      let folder = (target as NSString).deletingLastPathComponent
      target =
        next.hasPrefix("/") || folder.isEmpty
        ? next : (folder as NSString).appendingPathComponent(next)
    }
    throw OutputError(path: path, "cannot write: too many links lead to one another")
  }
}
