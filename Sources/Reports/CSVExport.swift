import Foundation
import OutputFiles
public import ResultStore

/// Exports results as a folder of tidy CSV files with `datapackage.json`.
///
/// The same results give the same bytes, but for `runs.csv`, which tells when and where they were
/// made. Results are read part by part, so that memory stays bounded however many replications there
/// are.
public struct CSVExport: Sendable {
  /// The names of all tables, those of every replication's months among them: files without `.csv`.
  public static var tableNames: [String] { ExportTable.all.map(\.name) }

  /// The yearly numbers as one table in the long form of the IAMC.
  public static let iamc = CSVExport(only: [.iamc])

  private let tables: [ExportTable]

  private init(only tables: [ExportTable]) { self.tables = tables }

  /// What to export.
  ///
  /// - Parameters:
  ///   - names: the tables, of `tableNames`; nil for all but the months of every replication.
  ///   - includesSeries: whether the monthly numbers and cash flows of every replication are
  ///     written too.
  public init(tables names: Set<String>? = nil, includesSeries: Bool = false) {
    let unknown = (names ?? []).subtracting(Self.tableNames)
    precondition(unknown.isEmpty, "no tables are called \(unknown.sorted())")
    tables = ExportTable.all.filter { table in
      includesSeries && table.isPerReplication
        || names?.contains(table.name) ?? !table.isPerReplication
    }
  }

  /// Writes all files, each under a temporary name first; they get their names together at the end.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - directory: made where it is missing; files of an earlier export in it are replaced.
  ///   - progress: called before each file with its name.
  /// - Returns: the names of the files.
  /// - Throws: `OutputError` where it cannot write, `StoreError` where it cannot read.
  public func write(
    _ reader: ResultReader, to directory: String, progress: (String) -> Void = { _ in }
  ) throws -> [String] {
    try make(directory)
    var files: [CSVFile] = []
    do {
      for table in tables {
        progress(table.file)
        let file = try CSVFile(table.file, in: directory, columns: table.fields.map(\.name))
        files.append(file)
        try table.write(reader, file)
        try file.finish()
      }
      for file in files { try file.publish() }
    } catch {
      for file in files { file.discard() }
      throw error
    }
    // What an earlier export left would contradict the description.
    let names = Set(tables.map(\.name))
    for table in ExportTable.all + [.iamc] where !names.contains(table.name) {
      let path = "\(directory)/\(table.file)"
      if case .file = try? OutputPlace(path) { try? FileManager.default.removeItem(atPath: path) }
    }
    try OutputFile.write(
      DataPackage(reader, tables: tables).json(), to: "\(directory)/datapackage.json")
    return tables.map(\.file) + ["datapackage.json"]
  }

  private func make(_ directory: String) throws {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw OutputError(path: directory, "this is a file; a directory is needed")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw OutputError(
        path: directory, "cannot make the directory: \(error.localizedDescription)")
    }
  }
}
