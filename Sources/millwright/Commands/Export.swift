import ArgumentParser
import Reports
import ResultStore

/// `millwright export DB --to DIR`: results as tables.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Exports results as tidy CSV files with datapackage.json.",
    discussion: """
      The same database gives the same bytes. Files of an earlier export in the folder are replaced.

        millwright export mine.db --to mine-csv
        millwright export mine.db --to mine-csv --table summary --table comparisons
      """)

  /// A form in which results can be exported.
  enum Format: String, CaseIterable, ExpressibleByArgument { case csv }

  @Argument(help: ArgumentHelp("A results database.", valueName: "DB"))
  var database: String

  @Option(
    name: .customLong("to"),
    help: ArgumentHelp("The folder to write to; made where it is missing.", valueName: "DIR"))
  var directory: String

  @Option(help: "The form of the tables.")
  var format = Format.csv

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

  func run() throws {
    let reader = try ResultReader(path: database)
    let written: [String]
    switch format {
    case .csv:
      let export = CSVExport(
        tables: tables.isEmpty ? nil : Set(tables.map(\.name)), includesSeries: series)
      written = try export.write(reader, to: directory) { file in
        if StandardError.isTerminal { StandardError.write(raw: "\r\(file)\u{1B}[K") }
      }
    }
    if StandardError.isTerminal { StandardError.write(raw: "\r\u{1B}[K") }
    let folder = directory.hasSuffix("/") ? directory : directory + "/"
    for file in written { print(folder + file) }
  }
}
