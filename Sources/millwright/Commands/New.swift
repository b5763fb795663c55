import ArgumentParser
import Foundation
import OutputFiles

/// `millwright new [NAME]`: a scenario to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a small, commented scenario to start from.",
    discussion: """
      A file that exists is left as it is (exit status 73). The name '-' prints the scenario.

      The first line tells editors where the JSON Schema is by which they complete and check: the one that is \
      installed with the program, or else 'millwright.schema.json', which is written beside the scenario.

        millwright new mine.yaml
        millwright run mine.yaml
      """)

  @Argument(
    help: ArgumentHelp(
      "The name of the file; '.yaml' is added where it has no such ending.", valueName: "NAME"))
  var name = "scenario.yaml"

  func run() throws {
    let scenario = Data(PackageResources.small_yaml)
    let installed = EditorSchema.installed
    if case .standardOutput = try OutputPlace(name) {
      let line = installed.map(EditorSchema.comment(naming:)) ?? ""
      return try OutputFile.write(Data(line.utf8) + scenario, to: name)
    }
    let file = name.hasSuffix(".yaml") || name.hasSuffix(".yml") ? name : name + ".yaml"
    for path in [name, file] {
      var facts = stat()
      guard lstat(path, &facts) != 0 || path != file && facts.st_mode & S_IFMT == S_IFREG else {
        throw Failure(
          .cannotWrite, "\(path) exists and is left as it is; choose another name, or remove it")
      }
    }
    let hasNewSchema = try installed == nil && EditorSchema.write(beside: file)
    let line = EditorSchema.comment(naming: installed ?? EditorSchema.fileName)
    try OutputFile.write(Data(line.utf8) + scenario, to: file, replacing: false)
    // What begins with a hyphen would be taken for an option.
    let named = file.hasPrefix("-") ? "./" + file : file
    try StandardOutput.print(
      "\(Terminal.shown(file)) is written\(hasNewSchema ? ", with the schema for editors beside it" : "")."
        + " To run it: millwright run "
        + Terminal.shown(Provenance.quoted(named)))
  }
}
