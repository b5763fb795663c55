import Foundation
import OutputFiles

/// A CSV file after RFC 4180, written row by row: fields quoted where needed, rows ended by CRLF.
///
/// It is written under a temporary name; `publish()` gives it its own, so that nobody ever sees half
/// a file. A text that a spreadsheet would take for a formula has an apostrophe in front: one that begins
/// with `=`, `+`, `-`, `@` or a control character, behind any number of apostrophes. So whoever takes an
/// apostrophe away from each such text has what was written. Numbers never have one.
final class CSVFile {
  /// How many bytes are gathered before they are written.
  private static let chunk = 1 << 18

  private let name: String
  private let file: OutputFile
  private let fieldCount: Int
  private var bytes: [UInt8] = []
  private var fieldsInRow = 0

  /// Begins a file with its row of column names.
  init(_ name: String, in directory: String, columns: [String]) throws {
    self.name = name
    file = try OutputFile("\(directory)/\(name)")
    fieldCount = columns.count
    try row(columns)
  }

  /// Writes a row of texts.
  func row(_ fields: [String]) throws {
    for field in fields { add(field) }
    try endRow()
  }

  /// Adds a text to the row.
  func add(_ field: String) {
    separate()
    append(field)
  }

  /// Adds a whole number to the row.
  func add(_ field: Int) {
    separate()
    bytes.append(contentsOf: String(field).utf8)
  }

  /// Adds a number to the row; empty where it is missing.
  func add(_ field: Double?) {
    separate()
    bytes.append(contentsOf: NumberText.shortest(field).utf8)
  }

  /// Adds a single-precision number to the row; empty where it is missing.
  func add(_ field: Float?) {
    separate()
    bytes.append(contentsOf: NumberText.shortest(field).utf8)
  }

  /// Ends the row.
  func endRow() throws {
    precondition(
      fieldsInRow == fieldCount, "\(name): a row of \(fieldsInRow) fields instead of \(fieldCount)")
    fieldsInRow = 0
    bytes.append(13)
    bytes.append(10)
    if bytes.count >= Self.chunk { try flush() }
  }

  /// Completes the file under its temporary name.
  func finish() throws {
    try flush()
    try file.finish()
  }

  /// Gives a finished file its name, in place of an older one.
  func publish() throws {
    try file.publish()
  }

  /// Removes what has been written so far.
  func discard() {
    file.discard()
  }

  private func separate() {
    if fieldsInRow > 0 { bytes.append(0x2C) }
    fieldsInRow += 1
  }

  private func append(_ field: String) { Self.append(field, to: &bytes) }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    let isFormula = isFormula(field)
    let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 13 || $0 == 10 }
    if needsQuotes { bytes.append(0x22) }
    if isFormula { bytes.append(0x27) }
    for byte in field.utf8 {
      if byte == 0x22 { bytes.append(byte) }
      bytes.append(byte)
    }
    if needsQuotes { bytes.append(0x22) }
  }

  private static func isFormula(_ field: String) -> Bool {
    guard let first = field.utf8.first(where: { $0 != 0x27 }) else { return false }
    return first < 0x20 || "=+-@".utf8.contains(first)
  }

  /// A row of texts as a line of a file.
  static func line(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(field, to: &bytes)
    }
    return bytes + [13, 10]
  }

  private func flush() throws {
    guard !bytes.isEmpty else { return }
    try file.write(bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
