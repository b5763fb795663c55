import OutputFiles
public import ResultStore

/// Exports results as a folder of tidy CSV files with `datapackage.json`.
///
/// The same results give the same bytes, but for `runs.csv`, which tells when and where they were
/// made. Results are read part by part, so that memory stays bounded however many replications there
/// are.
public struct CSVExport: Sendable {
  /// The names of all tables, those of every replication's months among them: files without their ending.
  public static var tableNames: [String] { ExportTable.all.map(\.name) }

  /// The yearly numbers as one table in the long form of the IAMC.
  public static let iamc = CSVExport(only: [.iamc])

  let tables: [ExportTable]

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

  /// The names of the files that are written.
  public var files: [String] { tables.map { $0.file(.csv) } + [DataPackage.file] }

  /// Writes all files, each under a temporary name first; they get their names together at the end.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - directory: made where it is missing; files of an earlier export in it are replaced, and what
  ///     it wrote beside them is removed. Files of others in the place of one of ours are left alone.
  ///   - progress: called before each file with its name.
  /// - Returns: the names of the files.
  /// - Throws: `OutputError` where it cannot write or would have to write over a file of others, `StoreError` where it cannot read.
  public func write(
    _ reader: ResultReader, to directory: String, progress: (String) -> Void = { _ in }
  ) throws -> [String] {
    try OutputFolder.make(directory)
    let former = FormerExport(in: directory)
    try former.checkThatNothingIsLost(to: tables, .csv)
    Self.sweep(directory)
    // Open until all is done: it holds the drafts of the tables, which are closed one by one.
    let description = try OutputFile("\(directory)/\(DataPackage.file)")
    var files: [CSVFile] = []
    do {
      for table in tables {
        progress(table.file(.csv))
        let file = try CSVFile(
          table.file(.csv), in: directory, columns: table.fields.map(\.name))
        files.append(file)
        try table.write(reader, file)
        try file.finish()
      }
      try description.write(DataPackage(reader, tables: tables, format: .csv).json())
      for file in files { try file.publish() }
    } catch {
      for file in files { file.discard() }
      throw error
    }
    // What an earlier export left would contradict the description.
    former.removeTables(except: tables, .csv)
    try description.publish()
    return self.files
  }

  /// Takes away what killed exports left of any table, also of those that are not written now.
  static func sweep(_ directory: String) {
    for table in ExportTable.all + [.iamc] {
      for format in TableFormat.allCases { Draft.sweep("\(directory)/\(table.file(format))") }
    }
  }
}
