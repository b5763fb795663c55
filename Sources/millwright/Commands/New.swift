import ArgumentParser
import Foundation
import OutputFiles

/// `millwright new [NAME]`: a scenario to start from.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes a commented scenario to start from.",
    discussion: """
      A file that exists is left as it is (exit status 73). The name '-' prints the scenario. With --from it is a \
      case that comes with the program, and the tables that it reads are written beside it, in 'data'.

      The first line tells editors where the JSON Schema is by which they complete and check: the one that is \
      installed with the program, or else 'millwright.schema.json', which is written beside the scenario.

        millwright new mine.yaml
        millwright run mine.yaml
        millwright new my-country.yaml --from netherlands
      """)

  @Argument(
    help: ArgumentHelp(
      "The name of the file; '.yaml' is added where it has no such ending.", valueName: "NAME"))
  var name = "scenario.yaml"

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp(
      "The case to begin with: 'small', two plans on one page, or 'netherlands', the case that is shipped.",
      valueName: "CASE"),
    completion: .custom { _, _, _ in ShippedCases.names })
  var shipped = ShippedCases.small

  func run() throws {
    let (scenario, beside) = try ShippedCases.files(of: shipped)
    let installed = EditorSchema.installed
    if case .standardOutput = try OutputPlace(name) {
      guard beside.isEmpty else {
        throw Failure(
          .usage, "'\(shipped)' reads tables, which are written beside it: name a file and not '-'")
      }
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
    let tables = try write(beside, besides: file)
    let schema = try installed == nil ? EditorSchema.write(beside: file) : nil
    let line = EditorSchema.comment(naming: installed ?? EditorSchema.fileName)
    try OutputFile.write(Data(line.utf8) + scenario, to: file, replacing: false)
    // What begins with a hyphen would be taken for an option.
    let named = file.hasPrefix("-") ? "./" + file : file
    let others = [tables, schema == .written ? "the schema for editors" : nil].compactMap { $0 }
    let with = others.isEmpty ? "" : ", with \(others.joined(separator: " and ")) beside it"
    try StandardOutput.print(
      "\(Terminal.shown(file)) is written\(with). To run it: millwright run "
        + Terminal.shown(Provenance.quoted(named)))
    if schema == .other {
      let path = EditorSchema.path(beside: file)
      try StandardOutput.print(
        "\(Terminal.shown(path)), by which editors complete and check it, is not the schema of this version. To"
          + " write that: millwright schema > \(Terminal.shown(Provenance.quoted(path)))")
    }
  }

  /// Writes the files beside a scenario; those that are there already must be the same.
  ///
  /// - Returns: what to call them; nil where there are none.
  private func write(
    _ files: [(path: String, data: Data)], besides scenario: String
  ) throws -> String? {
    guard !files.isEmpty else { return nil }
    let folder = scenario.folderOfPath
    var missing: [(path: String, data: Data)] = []
    for (path, data) in files.map({ (folder + $0.path, $0.data) }) {
      var facts = stat()
      guard lstat(path, &facts) == 0 else {
        missing.append((path, data))
        continue
      }
      guard FileManager.default.contents(atPath: path) == data else {
        throw Failure(
          .cannotWrite,
          "\(path) exists, and is not the table of the case; choose another folder, or remove it")
      }
    }
    for (path, data) in missing {
      try OutputFolder.make(path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ".")
      try OutputFile.write(data, to: path, replacing: false)
    }
    return "its tables in \(Terminal.shown(folder + "data"))"
  }
}
