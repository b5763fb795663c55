import ScenarioReading

/// Reads a comma-separated table (RFC 4180) with a line of column names.
enum CSVReader {
  /// The table in a text.
  ///
  /// Lines without any field are passed over. Every row must have as many fields as the first.
  static func table(_ text: String, file: String) throws(Problem) -> ScenarioTable {
    var rows = try rows(of: text, file: file)
    guard !rows.isEmpty else {
      throw Problem(
        at: Place(file: file, line: 1), "the table is empty; its first line names the columns")
    }
    let header = rows.removeFirst()
    for row in rows where row.fields.count != header.fields.count {
      throw Problem(
        at: Place(file: file, line: row.line),
        "the row has \(row.fields.count) fields, and there are \(header.fields.count) columns; "
          + "a field with a comma stands in double quotes")
    }
    return ScenarioTable(file: file, columns: header.fields, rows: rows)
  }

  private static func rows(of text: String, file: String) throws(Problem) -> [ScenarioTable.Row] {
    let comma = UInt8(ascii: ",")
    let quote = UInt8(ascii: "\"")
    let feed = UInt8(ascii: "\n")
    let bytes = Array(text.utf8)
    var rows: [ScenarioTable.Row] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var line = 1
    var firstLine = 1
    var wasQuoted = false
    var index = 0
    func endRow() {
      fields.append(String(decoding: field, as: UTF8.self))
      if fields != [""] || wasQuoted {
        rows.append(ScenarioTable.Row(line: firstLine, fields: fields))
      }
      fields = []
      field = []
      wasQuoted = false
    }
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case quote where field.isEmpty && !wasQuoted:
        wasQuoted = true
        let opened = line
        while true {
          guard index < bytes.count else {
            throw Problem(at: Place(file: file, line: opened), "a double quote is never closed")
          }
          let inner = bytes[index]
          index += 1
          if inner == feed { line += 1 }
          if inner != quote {
            field.append(inner)
          } else if index < bytes.count, bytes[index] == quote {
            field.append(quote)
            index += 1
          } else {
            break
          }
        }
      case comma:
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
        wasQuoted = false
      case feed:
        if field.last == UInt8(ascii: "\r") { field.removeLast() }
        endRow()
        line += 1
        firstLine = line
      default:
        if wasQuoted, byte != UInt8(ascii: "\r") {
          throw Problem(
            at: Place(file: file, line: line),
            "a field goes on after its closing double quote; write a double quote inside as two")
        }
        if !wasQuoted { field.append(byte) }
      }
    }
    if !field.isEmpty || !fields.isEmpty || wasQuoted { endRow() }
    return rows
  }
}
