import ArgumentParser
import OutputFiles
import Reports
import ResultStore

/// `millwright export DB --to DIR`: results as tables.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Exports results as tidy CSV files with datapackage.json.",
    discussion: """
      The same database gives the same bytes. Files of an earlier export in the folder are replaced, and \
      those of its tables that are not written again are removed; files of others are left alone, and \
      where one has the name of a table nothing is written. \
      --format iamc writes the yearly numbers as one file in the long form of the Integrated \
      Assessment Modeling Consortium, iamc.csv, which pyam reads. The names of the files written are \
      printed, one on a line, or with --format json as JSON.

        millwright export mine.db --to mine-csv
        millwright export mine.db --to mine-iamc --format iamc
        millwright export mine.db --to mine-csv --table summary --table comparisons
      """)

  /// A form of the tables, or of the list of files.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// One file for each table.
    case csv
    /// One file in the long form of the IAMC.
    case iamc
    /// The list of files is printed as JSON.
    case json
  }

  @Argument(
    help: ArgumentHelp("A results database.", valueName: "DB"),
    completion: .file(extensions: ["db"]))
  var database: String

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("The folder to write to; made where it is missing.", valueName: "DIR"),
    completion: .directory)
  var directory: String

  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The form of the tables, csv (the default) or iamc; json prints the list of files as JSON; "
        + "may be repeated.", valueName: "FORMAT"))
  var formats: [Format] = []

  @Flag(help: "Write the monthly numbers and cash flows of every replication too.")
  var series = false

  @Option(
    name: .customLong("table"),
    help: ArgumentHelp(
      "Write only this table; may be repeated. Default: all that --series is not needed for.",
      valueName: "NAME"))
  var tables: [TableName] = []

  /// One of the tables, by name.
  struct TableName: ExpressibleByArgument {
    let name: String

    static var allValueStrings: [String] { CSVExport.tableNames }

    init?(argument: String) {
      guard CSVExport.tableNames.contains(argument) else { return nil }
      name = argument
    }
  }

  private var isIAMC: Bool { formats.contains(.iamc) }

  func validate() throws {
    guard !isIAMC || !formats.contains(.csv) else {
      throw ValidationError("--format csv and --format iamc: choose one of them")
    }
    guard !isIAMC || tables.isEmpty && !series else {
      throw ValidationError("--table and --series choose tables of --format csv; iamc is one table")
    }
  }

  func run() throws {
    let reader = try ResultReader(path: database)
    try reader.verify()
    let export =
      isIAMC
      ? CSVExport.iamc
      : CSVExport(tables: tables.isEmpty ? nil : Set(tables.map(\.name)), includesSeries: series)
    let folder = directory.hasSuffix("/") ? directory : directory + "/"
    for name in export.files where OutputPlace.isSameFile(folder + name, database) {
      throw Failure(
        .cannotWrite, "\(folder)\(name): this is the database itself; name another folder")
    }
    let names = try export.write(reader, to: directory) { file in
      if StandardError.isTerminal { StandardError.write(raw: "\r\(file)\u{1B}[K") }
    }
    if StandardError.isTerminal { StandardError.write(raw: "\r\u{1B}[K") }
    let files = names.map { folder + $0 }
    if formats.contains(.json) {
      try StandardOutput.print(JSONText.of(["files": files]))
    } else {
      try StandardOutput.print(files.map(Terminal.shown).joined(separator: "\n"))
    }
  }
}
