import Foundation

/// A folder that files are written into.
public enum OutputFolder {
  /// Makes a new folder with a name of its own, which whoever asks for it takes away.
  ///
  /// - Parameter folder: where it is made; nil for among the temporary files.
  /// - Returns: its path; nil, with `errno`, where none can be made.
  public static func makeTemporary(in folder: String? = nil) -> String? {
    var template = Array(((folder ?? NSTemporaryDirectory()) + "/millwright-XXXXXX").utf8CString)
    return template.withUnsafeMutableBufferPointer { name in
      name.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
  }

  /// Makes a folder, and those above it, where they are missing.
  ///
  /// - Parameter path: which one.
  /// - Throws: `OutputError` where something else stands there, or nothing may be made.
  public static func make(_ path: String) throws(OutputError) {
    guard !path.isEmpty else { throw OutputError(path: "''", "a folder needs a name") }
    guard path != "-" else {
      throw OutputError(path: path, "files cannot be printed; './-' is a folder of that name")
    }
    var made = ""
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      made += part + "/"
      // Whether it is there now is what counts: another program may make it at the same time.
      let code = mkdir(made, 0o777) == 0 ? 0 : errno
      var facts = stat()
      guard stat(made, &facts) != 0 else { continue }
      var other = stat()
      guard stat(String(made.dropLast()), &other) != 0 else {
        throw OutputError(path: path, "this is a file; a directory is needed")
      }
      throw OutputError(
        path: path, "cannot make the directory: \(String(cString: strerror(code)))")
    }
  }
}
