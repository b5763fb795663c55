import Foundation

/// Where what `make` fetches for the program is: beside it, where it is installed, or where it was built.
enum ToolFolder {
  /// The folders in which a tool is looked for.
  static func places(_ name: String) -> [URL] {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let bin = program.resolvingSymlinksInPath().deletingLastPathComponent()
    return [name, "../share/millwright/\(name)", "../../\(name)"].map {
      bin.appendingPathComponent($0).standardizedFileURL
    }
  }

  /// The first of them that holds a file; nil where none does.
  static func find(_ name: String, with file: String) -> URL? {
    places(name).first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent(file).path)
    }
  }
}
