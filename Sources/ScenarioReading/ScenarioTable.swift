/// A table beside the scenario, with the place of each field.
public struct ScenarioTable: Sendable {
  /// A row, with the place of each of its fields.
  public struct Row: Sendable {
    /// One text for each column.
    public let fields: [String]
    /// Where each of them begins.
    public let places: [Place]

    /// A row of fields, each with its place; at least one.
    public init(fields: [String], places: [Place]) {
      self.fields = fields
      self.places = places
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
