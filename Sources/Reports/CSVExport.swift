import Foundation
public import ResultStore

/// Exports results as a folder of tidy CSV files with `datapackage.json`.
///
/// The same results give the same bytes, but for `runs.csv`, which tells when and where they were
/// made. Results are read part by part, so that memory stays bounded however many replications there
/// are.
public struct CSVExport: Sendable {
  /// Whether the monthly numbers and cash flows of every replication are written too.
  public var includesSeries: Bool

  /// What to export.
  public init(includesSeries: Bool = false) {
    self.includesSeries = includesSeries
  }

  /// Writes all files, each under a temporary name first; they get their names together at the end.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - directory: made where it is missing; files of an earlier export in it are replaced.
  ///   - progress: called before each file with its name.
  /// - Returns: the names of the files.
  /// - Throws: `ExportError` where it cannot write, `StoreError` where it cannot read.
  public func write(
    _ reader: ResultReader, to directory: String, progress: (String) -> Void = { _ in }
  ) throws -> [String] {
    let tables = ExportTable.all.filter { includesSeries || !$0.isPerReplication }
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
    for table in ExportTable.all where table.isPerReplication && !includesSeries {
      try? FileManager.default.removeItem(atPath: "\(directory)/\(table.file)")
    }
    let description = "\(directory)/datapackage.json"
    do {
      try DataPackage(reader.record, tables: tables).json()
        .write(to: URL(fileURLWithPath: description), options: .atomic)
    } catch {
      throw ExportError(path: description, "cannot write: \(error.localizedDescription)")
    }
    return tables.map(\.file) + ["datapackage.json"]
  }

  private func make(_ directory: String) throws {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory) {
      guard isDirectory.boolValue else {
        throw ExportError(path: directory, "this is a file; a directory is needed")
      }
      return
    }
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw ExportError(
        path: directory, "cannot make the directory: \(error.localizedDescription)")
    }
  }
}
