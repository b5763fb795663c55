import Quantities

/// Rows of results that a command prints: as CSV after RFC 4180, or as JSON objects.
public struct DataTable: Encodable, Sendable {
  /// What stands in one place of a row; a number that is missing is empty.
  public enum Cell: Sendable, Hashable {
    case text(String)
    case number(Double?)
    case count(Int)

    fileprivate var csv: String {
      switch self {
      case .text(let text): text
      case .number(let number): NumberText.shortest(number)
      case .count(let count): String(count)
      }
    }
  }

  /// The names of the columns, snake_case.
  public let columns: [String]

  /// The rows, each as long as there are columns.
  public private(set) var rows: [[Cell]] = []

  /// A table without rows.
  public init(_ columns: [String]) { self.columns = columns }

  /// Adds a row.
  public mutating func add(_ cells: [Cell]) {
    precondition(cells.count == columns.count, "\(cells.count) cells, \(columns.count) columns")
    rows.append(cells)
  }

  /// The rows below the names of the columns, in lines that end with CRLF.
  ///
  /// A text that a spreadsheet would take for a formula has an apostrophe in front; a negative number has not.
  public var csv: String {
    var lines = [String(decoding: CSVFile.line(columns), as: UTF8.self)]
    for row in rows { lines.append(String(decoding: Self.line(row), as: UTF8.self)) }
    return lines.joined()
  }

  private static func line(_ row: [Cell]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, cell) in row.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      switch cell {
      case .text(let text): bytes += CSVFile.line([text]).dropLast(2)
      case .number, .count: bytes += Array(cell.csv.utf8)
      }
    }
    return bytes + [13, 10]
  }

  /// Encodes a list of objects, without what is empty.
  public func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    for row in rows {
      var object = list.nestedContainer(keyedBy: Key.self)
      for (column, cell) in zip(columns, row) {
        let key = Key(stringValue: column)
        switch cell {
        case .text(let text): if !text.isEmpty { try object.encode(text, forKey: key) }
        case .number(let number):
          if let number, number.isFinite { try object.encode(number, forKey: key) }
        case .count(let count): try object.encode(count, forKey: key)
        }
      }
    }
  }

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
