import Foundation

/// A CSV file as RFC 4180 has it: a row of column names, then rows of as many fields.
public struct Table: Sendable {
  /// Why a file is no such table.
  public struct Failure: Error, CustomStringConvertible {
    /// One sentence.
    public let description: String
  }

  /// A row, whose fields go by the name of their column.
  public struct Row: Sendable {
    fileprivate let places: [String: Int]
    fileprivate let fields: [String]

    /// The text in a column; empty where there is no such column.
    public subscript(column: String) -> String { places[column].map { fields[$0] } ?? "" }

    /// The number in a column; NaN where it is empty.
    public func number(_ column: String) -> Double { Double(self[column]) ?? .nan }
  }

  /// The names of the columns, in order.
  public let columns: [String]
  /// The rows, in order.
  public let rows: [Row]

  /// Reads the file at a path.
  public init(path: String) throws {
    try self.init([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
  }

  /// Reads the lines of a file that hold a text, beside its row of column names.
  ///
  /// Of a large file only what is looked for is taken apart. No field may hold a line break.
  public init(path: String, linesWith text: String) throws {
    guard let file = fopen(path, "r") else {
      throw Failure(description: "\(path) cannot be opened")
    }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    defer { free(line) }
    var capacity = 0
    var bytes: [UInt8] = []
    while case let count = getline(&line, &capacity, file), count > 0, let line {
      guard bytes.isEmpty || strstr(line, text) != nil else { continue }
      bytes += UnsafeRawBufferPointer(start: line, count: count)
    }
    try self.init(bytes)
  }

  /// Reads the bytes of a file.
  public init(_ bytes: [UInt8]) throws {
    var lines: [[String]] = []
    var line: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var index = 0
    func endField() {
      line.append(String(decoding: field, as: UTF8.self))
      field.removeAll(keepingCapacity: true)
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isQuoted {
        guard byte == 0x22 else {
          field.append(byte)
          continue
        }
        if index < bytes.count, bytes[index] == 0x22 {
          field.append(byte)
          index += 1
        } else {
          isQuoted = false
        }
        continue
      }
      switch byte {
      case 0x22: isQuoted = true
      case 0x2C: endField()
      case 0x0D: break
      case 0x0A:
        endField()
        lines.append(line)
        line = []
      default: field.append(byte)
      }
    }
    guard !isQuoted, field.isEmpty, line.isEmpty else {
      throw Failure(description: "the file ends within a row")
    }
    guard let header = lines.first else { throw Failure(description: "the file is empty") }
    let places = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    columns = header
    rows = try lines.dropFirst().map { fields in
      guard fields.count == header.count else {
        throw Failure(description: "a row of \(fields.count) fields under \(header.count) columns")
      }
      return Row(places: places, fields: fields)
    }
  }

  /// The rows that have these texts in these columns.
  public func rows(where conditions: [String: String]) -> [Row] {
    rows.filter { row in conditions.allSatisfy { row[$0.key] == $0.value } }
  }
}
