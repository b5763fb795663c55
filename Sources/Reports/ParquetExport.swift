import Foundation
import OutputFiles
public import ResultStore

/// Exports results as a folder of Parquet files with `datapackage.json`: the tables of a `CSVExport`, with
/// typed columns and compressed, as analysts and data warehouses read them.
///
/// The files are made of the CSV ones, by whom `converting` names, so that both hold the same.
public struct ParquetExport: Sendable {
  /// Makes files of Parquet of the CSV files in a folder that holds their description, too; beside them.
  public typealias Converter = (_ folder: String) throws -> Void

  private static let chunk = 1 << 20

  private let csv: CSVExport

  /// What to export, named by its CSV files.
  public init(_ csv: CSVExport) { self.csv = csv }

  /// The names of the files that are written.
  public var files: [String] { csv.tables.map { $0.file(.parquet) } + [DataPackage.file] }

  /// Writes all files, each under a temporary name first; they get their names together at the end.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - directory: as `CSVExport` treats it.
  ///   - scratch: a folder for the CSV files, which whoever made it takes away.
  ///   - progress: called before each table with the name of its file.
  ///   - converting: makes the Parquet files.
  /// - Returns: the names of the files.
  /// - Throws: `OutputError` where it cannot write or would have to write over a file of others,
  ///   `StoreError` where it cannot read, or what `converting` throws.
  public func write(
    _ reader: ResultReader, to directory: String, scratch: String,
    progress: (String) -> Void = { _ in }, converting: Converter
  ) throws -> [String] {
    try OutputFolder.make(directory)
    let former = FormerExport(in: directory)
    try former.checkThatNothingIsLost(to: csv.tables, .parquet)
    CSVExport.sweep(directory)
    // Open until all is done: it holds the drafts of the tables.
    let description = try OutputFile("\(directory)/\(DataPackage.file)")
    _ = try csv.write(reader, to: scratch, progress: progress)
    try converting(scratch)
    var files: [OutputFile] = []
    do {
      for name in csv.tables.map({ $0.file(.parquet) }) {
        progress(name)
        let file = try OutputFile("\(directory)/\(name)")
        files.append(file)
        try Self.copy("\(scratch)/\(name)", to: file)
        try file.finish()
      }
      try description.write(
        DataPackage(reader, tables: csv.tables, format: .parquet).json())
      for file in files { try file.publish() }
    } catch {
      for file in files { file.discard() }
      throw error
    }
    former.removeTables(except: csv.tables, .parquet)
    try description.publish()
    return self.files
  }

  private static func copy(_ path: String, to file: OutputFile) throws {
    guard let source = FileHandle(forReadingAtPath: path) else {
      throw OutputError(path: path, "the converter of tables has not written this file")
    }
    defer { try? source.close() }
    while let bytes = try source.read(upToCount: chunk), !bytes.isEmpty { try file.write(bytes) }
  }
}
