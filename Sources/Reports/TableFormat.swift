/// The form of the files that tables are written to.
enum TableFormat: String, CaseIterable, Sendable {
  case csv, parquet

  /// The media type, as in a description after Data Package v2.
  var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .parquet: "application/vnd.apache.parquet"
    }
  }

  /// What a file with these columns begins with.
  func beginning(columns: [String]) -> [UInt8] {
    switch self {
    case .csv: CSVFile.line(columns)
    case .parquet: Array("PAR1".utf8)
    }
  }
}

extension ExportTable {
  /// The file's name in a form.
  func file(_ format: TableFormat) -> String { "\(name).\(format.rawValue)" }
}
