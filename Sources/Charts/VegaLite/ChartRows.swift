import Foundation

/// The rows a chart is drawn from, kept as CSV inside its specification, which is far smaller than
/// one object per row.
public struct ChartRows: Encodable, Sendable {
  /// What a column holds.
  enum Kind: String, Sendable {
    case number
    case text = "string"
    /// A day, ISO 8601; without a time of day JavaScript reads it as midnight UTC.
    case day = "date"
  }

  /// One cell.
  enum Cell: Sendable, ExpressibleByStringLiteral {
    case number(Double?)
    case text(String)

    init(stringLiteral text: String) { self = .text(text) }
  }

  private struct Format: Encodable {
    var type = "csv"
    var parse: [String: String]
  }

  private enum CodingKeys: CodingKey { case values, format }

  private let columns: [(name: String, kind: Kind)]
  private var csv: String

  /// No rows yet.
  init(_ columns: KeyValuePairs<String, Kind>) {
    self.columns = columns.map { ($0.key, $0.value) }
    csv = self.columns.map(\.name).joined(separator: ",")
  }

  /// No rows yet: a day, and numbers under these names.
  init(day: String, numbers: [String]) {
    columns = [(day, .day)] + numbers.map { ($0, .number) }
    csv = columns.map(\.name).joined(separator: ",")
  }

  /// Adds a row; a missing number is an empty cell.
  mutating func add(_ cells: Cell...) { add(cells) }

  /// Adds a row; a missing number is an empty cell.
  mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    csv += "\n" + zip(cells, columns).map { Self.text($0, $1.kind) }.joined(separator: ",")
  }

  private static func text(_ cell: Cell, _ kind: Kind) -> String {
    switch cell {
    case .number(let number): number.map(shortText) ?? ""
    // Days hold nothing that needs quotes, and are most of the bytes of a chart.
    case .text(let text) where kind == .day: text
    case .text(let text):
      "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
  }

  /// A number with six digits, more than any chart can show.
  private static func shortText(_ number: Double) -> String {
    guard number.isFinite else { return "" }
    if number == number.rounded(), abs(number) < 1e6 { return String(Int(number)) }
    return String(format: "%.6g", locale: Locale(identifier: "en_US_POSIX"), number)
  }

  /// Writes the rows and how they are read.
  ///
  /// - Parameter encoder: takes them.
  /// - Throws: what the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(csv, forKey: .values)
    let kinds = columns.map { ($0.name, $0.kind.rawValue) }
    try container.encode(
      Format(parse: Dictionary(uniqueKeysWithValues: kinds)), forKey: .format)
  }
}

/// What is done with rows before they are drawn.
enum Transform: Encodable, Sendable {
  /// Adds a field of the row of a small table whose key is the same.
  case lookup(String, field: String, in: ChartRows)
  /// Keeps the rows of which an expression of ours is true.
  case filter(String)
  /// Makes a row of each of some columns: its name, and its value.
  case fold([String], name: String, value: String)

  private struct Source: Encodable {
    var data: ChartRows
    var key: String
    var fields: [String]
  }

  private enum CodingKeys: String, CodingKey {
    case lookup, from, filter, fold
    case names = "as"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .lookup(let key, let field, let rows):
      try container.encode(key, forKey: .lookup)
      try container.encode(Source(data: rows, key: key, fields: [field]), forKey: .from)
    case .filter(let condition): try container.encode(condition, forKey: .filter)
    case .fold(let columns, let name, let value):
      try container.encode(columns, forKey: .fold)
      try container.encode([name, value], forKey: .names)
    }
  }
}
