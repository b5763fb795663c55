public import ScenarioReading

/// A scenario as its files say, before anything is read from it.
public struct LoadedScenario: Sendable {
  /// All files and settings laid over each other, without the variants.
  public let root: ScenarioNode
  /// The variants as they are written; nil where there are none.
  let variantsNode: ScenarioNode?
  /// The file that tables named on the command line are relative to.
  let mainFile: String

  init(root: ScenarioNode, variants: ScenarioNode? = nil, mainFile: String) {
    self.root = root
    variantsNode = variants
    self.mainFile = mainFile
  }

  /// Reads a table by its path, relative to the file of the place that names it.
  private func table(
    _ path: String, from place: Place, _ missingFolders: inout [String: Problem]
  ) throws(Problem) -> ScenarioTable {
    let owner = place.line == 0 ? mainFile : place.file
    let file = TextFile.path(path, besides: owner)
    if let folder = TextFile.folder(of: path),
      !TextFile.isFolder(TextFile.path(folder, besides: owner))
    {
      let path = TextFile.path(folder, besides: owner)
      let problem =
        missingFolders[path]
        ?? Problem(
          at: place,
          "there is no folder '\(path)', from which tables are read; copy it along with '\(owner)'")
      missingFolders[path] = problem
      throw problem
    }
    let text: String
    do {
      text = try TextFile.text(of: file, namedAt: place)
    } catch {
      throw error.problem
    }
    return try CSVReader.table(text, file: file)
  }

  /// A context in which the scenario can be read.
  ///
  /// - Parameter isVariant: whether a variant is read, in which dates after the end and names that no number is
  ///   drawn from are no mistakes.
  /// - Returns: a context for one reading.
  public func context(isVariant: Bool = false) -> ReadingContext {
    // A folder that is missing is one mistake, however many tables should be in it.
    var missingFolders: [String: Problem] = [:]
    return ReadingContext(isVariant: isVariant) {
      (path, place) throws(Problem) in
      try table(path, from: place, &missingFolders)
    }
  }
}
