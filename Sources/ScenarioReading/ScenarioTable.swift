/// A table beside the scenario, with the line of each row.
public struct ScenarioTable: Sendable {
  /// A row and the line on which it begins.
  public struct Row: Sendable {
    /// The line from 1.
    public let line: Int
    /// One text for each column.
    public let fields: [String]

    /// A row on a line.
    public init(line: Int, fields: [String]) {
      self.line = line
      self.fields = fields
    }
  }

  /// The file, as it can be shown.
  public let file: String
  /// The names of the columns.
  public let columns: [String]
  /// The rows; each has as many fields as there are columns.
  public let rows: [Row]

  /// A table with its rows.
  public init(file: String, columns: [String], rows: [Row]) {
    self.file = file
    self.columns = columns
    self.rows = rows
  }

  /// The number of a column, nil where there is none of that name.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }
}
