import Foundation

/// What draws the charts: Vega as one script, and the converter that makes pictures of them.
///
/// `make` puts them into one folder, and `make install` that folder beside the program.
struct ChartTools {
  private let folder: URL

  /// Finds the folder: beside the program, where it is installed, or where it was built.
  ///
  /// - Throws: `Failure` that says how to get it.
  init() throws {
    let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
    let bin = program.resolvingSymlinksInPath().deletingLastPathComponent()
    let places = ["vega", "../share/millwright/vega", "../../vega"].map {
      bin.appendingPathComponent($0).standardizedFileURL
    }
    let found = places.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent(Self.bundleName).path)
    }
    guard let found else {
      throw Failure(
        .inputMissing,
        "the charting library is missing (\(places[0].appendingPathComponent(Self.bundleName).path));"
          + " 'make vega' in the folder of Millwright's sources fetches it once, and 'make install'"
          + " installs it with the program")
    }
    folder = found
  }

  private static let bundleName = "vega-bundle.js"

  /// Vega, Vega-Lite and vega-embed.
  func bundle() throws -> String {
    let file = folder.appendingPathComponent(Self.bundleName)
    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
      throw Failure(.inputOutput, "\(file.path) cannot be read")
    }
    return text
  }

  /// Makes a PNG and an SVG of each specification in a folder.
  ///
  /// - Parameter charts: a folder of `.vl.json` files; pictures are put beside them.
  /// - Throws: `Failure` where the converter is missing or fails.
  func draw(in charts: String) throws {
    let converter = folder.appendingPathComponent("render-charts")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", converter.path, charts]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    guard FileManager.default.fileExists(atPath: converter.path) else {
      throw Failure(
        .inputMissing, "the converter of charts is missing (\(converter.path)); 'make vega' gets it"
      )
    }
    do {
      try process.run()
    } catch {
      throw Failure(.inputMissing, "pictures need python3: \(error.localizedDescription)")
    }
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        process.terminationStatus == 127 ? .inputMissing : .inputOutput,
        process.terminationStatus == 127
          ? "pictures need python3, which is not on the PATH"
          : "the charts could not be drawn; the converter's message stands above")
    }
  }
}
