import Foundation

/// Where what is installed with the program is: beside it, in `share/millwright`, or where it was built.
///
/// `vega` and `parquet` are what `make` fetches, `schema` has the schema of scenario files, `scenarios` the
/// shipped cases.
enum ToolFolder {
  /// The folder of the program itself, where it is no link.
  static var program: URL {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    return program.resolvingSymlinksInPath().deletingLastPathComponent()
  }

  /// The folder of the program where that is in an environment of Python, of venv or conda, whose Python is then meant
  /// whether it is activated or not; nil elsewhere.
  static var environment: String? {
    let isEnvironment = ["../pyvenv.cfg", "../conda-meta"].contains {
      FileManager.default.fileExists(
        atPath: program.appendingPathComponent($0).standardizedFileURL.path)
    }
    return isEnvironment ? program.path : nil
  }

  /// The folders in which one of them is looked for.
  static func places(_ name: String) -> [URL] {
    [name, "../share/millwright/\(name)", "../../\(name)"].map {
      program.appendingPathComponent($0).standardizedFileURL
    }
  }

  /// The first of them that holds a file; nil where none does.
  static func find(_ name: String, with file: String) -> URL? {
    places(name).first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent(file).path)
    }
  }
}
