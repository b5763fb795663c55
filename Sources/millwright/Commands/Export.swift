import ArgumentParser
import Foundation
import OutputFiles
import Reports
import ResultStore

/// `millwright export DB --to DIR`: results as tables.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Exports results as tidy tables, CSV or Parquet, with datapackage.json.",
    discussion: """
      The same database gives the same bytes. Files of an earlier export in the folder are replaced, and \
      those of its tables that are not written again are removed; files of others are left alone, and \
      where one has the name of a table nothing is written. \
      --format parquet writes the same tables as files of Parquet, made by python3 and DuckDB, which \
      'pip install duckdb' gets, and 'make parquet' for a program that was built from its sources. \
      --format iamc writes the yearly numbers as one file in the long form of the Integrated Assessment \
      Modeling Consortium, iamc.csv, which pyam reads. The names of the files written are printed, one on \
      a line, or with --format json as JSON.

        millwright export mine.db --to mine-csv
        millwright export mine.db --to mine-parquet --format parquet
        millwright export mine.db --to mine-iamc --format iamc
        millwright export mine.db --to mine-csv --table summary --table comparisons
      """)

  /// A form of the tables, or of the list of files.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// One file for each table.
    case csv
    /// The same tables as files of Parquet.
    case parquet
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
      "The form of the tables: csv (the default), parquet or iamc; json prints the list of files as "
        + "JSON; may be repeated.", valueName: "FORMAT"))
  var formats: [Format] = []

  @Flag(
    help:
      "Write the monthly numbers and cash flows of every replication whose series are kept, too.")
  var series = false

  @Option(
    name: .customLong("table"),
    help: ArgumentHelp(
      "Write only this table; may be repeated. Default: all that --series is not needed for.",
      valueName: "NAME"),
    completion: .list(CSVExport.tableNames))
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
    let forms = Format.allCases.filter { $0 != .json && formats.contains($0) }
    guard forms.count <= 1 else {
      let names = forms.map { "--format \($0.rawValue)" }.joined(separator: " and ")
      throw ValidationError("\(names): choose one of them")
    }
    guard !isIAMC || tables.isEmpty && !series else {
      throw ValidationError("--table and --series choose tables of --format csv; iamc is one table")
    }
  }

  func run() throws {
    let reader = try ResultReader(path: database)
    try reader.verify()
    reader.warnIfUnfinished()
    let export =
      isIAMC
      ? CSVExport.iamc
      : CSVExport(tables: tables.isEmpty ? nil : Set(tables.map(\.name)), includesSeries: series)
    let folder = directory.hasSuffix("/") ? directory : directory + "/"
    let isParquet = formats.contains(.parquet)
    let parquet = ParquetExport(export)
    for name in isParquet ? parquet.files : export.files
    where OutputPlace.isSameFile(folder + name, database) {
      throw Failure(
        .cannotWrite, "\(folder)\(name): this is the database itself; name another folder")
    }
    func progress(_ file: String) {
      if StandardError.isTerminal { StandardError.write(raw: "\r\(file)\u{1B}[K") }
    }
    let names =
      isParquet
      ? try write(parquet, reader, progress)
      : try export.write(reader, to: directory, progress: progress)
    if StandardError.isTerminal { StandardError.write(raw: "\r\u{1B}[K") }
    let files = names.map { folder + $0 }
    if formats.contains(.json) {
      try StandardOutput.print(JSONText.of(["files": files]))
    } else {
      try StandardOutput.print(files.map(Terminal.shown).joined(separator: "\n"))
    }
  }

  /// Writes Parquet by way of CSV files in the folder for temporary files.
  private func write(
    _ export: ParquetExport, _ reader: ResultReader, _ progress: (String) -> Void
  ) throws -> [String] {
    let tool = try ParquetTool()
    // Before anything is written.
    try tool.check()
    guard let folder = OutputFolder.makeTemporary() else {
      throw Failure(
        .cannotWrite, "the folder for temporary files cannot be written; TMPDIR names another")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    return try export.write(
      reader, to: directory, scratch: folder, progress: progress, converting: tool.convert)
  }
}
