public import ScenarioReading

/// A scenario as its files say, before anything is read from it.
public struct LoadedScenario: Sendable {
  /// All files and settings laid over each other.
  public let root: ScenarioNode
  /// The file that tables named on the command line are relative to.
  let mainFile: String

  /// Reads a table by its path, relative to the file of the place that names it.
  func table(_ path: String, from place: Place) throws(Problem) -> ScenarioTable {
    let file = TextFile.path(path, besides: place.line == 0 ? mainFile : place.file)
    let text: String
    do {
      text = try TextFile.text(of: file, namedAt: place)
    } catch {
      throw error.problem
    }
    return try CSVReader.table(text, file: file)
  }

  /// A context in which the scenario can be read.
  public func context() -> ReadingContext {
    ReadingContext { (path, place) throws(Problem) in try table(path, from: place) }
  }
}
