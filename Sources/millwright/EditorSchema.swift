import FactoryModel
import Foundation
import OutputFiles
import ScenarioFiles
import ScenarioInputs
import ScenarioReading

/// The JSON Schema of scenario files, by which editors complete and check what is typed.
enum EditorSchema {
  /// What its file is called.
  static let fileName = "millwright.schema.json"

  /// The schema.
  static var text: String {
    ReadingContext.describe { Scenario(from: $0) }
      .jsonSchema(
        title: "Millwright scenario", distributions: DistributionWords.all,
        keysOutsideVariants: LoadedScenario.keysOutsideVariants)
  }

  /// The path of the one that is installed with the program.
  ///
  /// - Returns: nil where none is, or where its path has a space: editors would read it up to there.
  static var installed: String? {
    let file = ToolFolder.find("schema", with: fileName)?.appendingPathComponent(fileName).path
    return file.flatMap { $0.contains(where: \.isWhitespace) ? nil : $0 }
  }

  /// The comment by which an editor finds the schema.
  ///
  /// - Parameter path: where the schema is, from the folder of the scenario.
  /// - Returns: the line with its end.
  static func comment(naming path: String) -> String {
    "# yaml-language-server: $schema=\(path)\n"
  }

  /// What is found where the schema is to be written.
  enum Place {
    /// Nothing was there; now the schema is.
    case written
    /// It was there already.
    case same
    /// Something else has its name, such as the schema of another version, and is left as it is.
    case other
  }

  /// Writes the schema beside a scenario, unless something of its name is there.
  ///
  /// - Parameter scenario: the path of the scenario.
  /// - Returns: what was there.
  /// - Throws: `OutputError` where it cannot be written.
  static func write(beside scenario: String) throws -> Place {
    let path = self.path(beside: scenario)
    let schema = Data(text.utf8)
    var facts = stat()
    guard lstat(path, &facts) != 0 else {
      return FileManager.default.contents(atPath: path) == schema ? .same : .other
    }
    try OutputFile.write(schema, to: path, replacing: false)
    return .written
  }

  /// Where the schema of a scenario is written.
  static func path(beside scenario: String) -> String {
    scenario.folderOfPath + fileName
  }
}
