import Foundation
import OutputFiles

/// What draws the charts: Vega as one script, and the converter that makes pictures of them.
///
/// `make` puts them into one folder, and `make install` that folder beside the program.
struct ChartTools {
  private let folder: URL

  /// Finds the folder: beside the program, where it is installed, or where it was built.
  ///
  /// - Throws: `Failure` that says how to get it.
  init() throws {
    let places = ToolFolder.places("vega")
    guard let found = ToolFolder.find("vega", with: Self.bundleName) else {
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

  /// How the name of a specification ends.
  static let specificationEnding = ".vl.json"

  /// How the names of pictures end, in the order in which the converter prints them.
  static let pictureEndings = [".svg", ".png"]

  /// How many pictures one process draws: all names have to fit into one command.
  private static let batch = 100

  /// Checks that Python and the converter are there.
  ///
  /// - Throws: `Failure` that says what is missing.
  func checkConverter() throws {
    // Of no specification it makes no picture.
    try Self.check(try start(["."]).close()) { "the converter of charts fails as it starts" }
  }

  /// Makes pictures of specifications, beside them.
  ///
  /// - Parameters:
  ///   - names: the names of the specifications without their ending.
  ///   - folder: where they are, with the slash at its end.
  /// - Throws: `Failure` where the converter is missing or fails, `OutputError` where a picture cannot be
  ///   written.
  func draw(_ names: [String], in folder: String) throws {
    for start in stride(from: 0, to: names.count, by: Self.batch) {
      try draw(batch: names[start...].prefix(Self.batch), in: folder)
    }
  }

  private func draw(batch names: ArraySlice<String>, in folder: String) throws {
    let files = names.map { $0 + Self.specificationEnding }
    let pictures = try start([folder] + files)
    var drawn = 0
    do {
      for name in names {
        for ending in Self.pictureEndings {
          guard let picture = pictures.next() else { break }
          try OutputFile.write(picture, to: folder + name + ending)
          drawn += 1
        }
      }
    } catch {
      _ = pictures.close()
      throw error
    }
    let ending = pictures.close()
    let isShort = drawn < names.count * Self.pictureEndings.count
    try Self.check(ending == .done && isShort ? .failed : ending) {
      let next = files[files.startIndex + min(drawn / Self.pictureEndings.count, files.count - 1)]
      return "\(folder)\(next): no picture can be made of this chart"
    }
  }

  private func start(_ words: [String]) throws -> ToolStream {
    let converter = folder.appendingPathComponent("render-charts").path
    guard FileManager.default.fileExists(atPath: converter) else {
      throw Failure(
        .inputMissing, "the converter of charts is missing (\(converter)); 'make vega' gets it")
    }
    guard let pictures = ToolStream(converter, words) else {
      throw Failure(.inputOutput, "the converter of charts cannot be started")
    }
    return pictures
  }

  private static func check(_ ending: ToolStream.Ending, failure: () -> String) throws {
    switch ending {
    case .done: break
    case .withoutPython:
      throw Failure(.inputMissing, "pictures need python3, which is not on the PATH")
    case .withoutLibrary:
      throw Failure(
        .inputMissing,
        "what draws pictures is missing or cannot be loaded (vl-convert); 'pip install vl-convert-python'"
          + " gets it for python3, and 'make vega' for a program that was built from its sources")
    case .failed:
      throw Failure(.inputOutput, failure())
    }
  }
}
