import Foundation

/// Where what is installed with the program is: beside it, in `share/millwright`, or where it was built.
///
/// `vega` and `parquet` are what `make` fetches, `schema` has the schema of scenario files, `scenarios` the
/// shipped cases.
enum ToolFolder {
  /// The folders in which one of them is looked for.
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
