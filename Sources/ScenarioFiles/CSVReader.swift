import ScenarioReading

/// Reads a comma-separated table (RFC 4180) with a line of column names.
enum CSVReader {
  /// The table in a text.
  ///
  /// Lines end as on any system, and those without any field are passed over. Every row must have as
  /// many fields as the first, and no two columns may have one name.
  static func table(_ text: String, file: String) throws(Problem) -> ScenarioTable {
    var scanner = CSVScanner(text, file: file)
    var rows = try scanner.rows()
    guard !rows.isEmpty else {
      throw Problem(
        at: Place(file: file, line: 1, column: 1),
        "the table is empty; its first line names the columns")
    }
    let header = rows.removeFirst()
    if header.fields.count == 1,
      let separator = [(";", "semicolons"), ("\t", "tabs")].first(where: {
        header.fields[0].contains($0.0)
      })
    {
      throw Problem(
        at: header.places[0],
        "the columns are parted by \(separator.1), as some spreadsheets save them; part them by commas, and "
          + "write decimals with a point")
    }
    var names: Set<String> = []
    for (index, name) in header.fields.enumerated()
    where !name.isEmpty && !names.insert(name).inserted {
      throw Problem(at: header.places[index], "there are two columns '\(name)'; rename one of them")
    }
    for row in rows where row.fields.count != header.fields.count {
      // The first field too many, or the last where some are missing.
      throw Problem(
        at: row.places[min(header.fields.count, row.fields.count - 1)],
        "the row has \(row.fields.count) fields, and there are \(header.fields.count) columns; "
          + "a field with a comma stands in double quotes")
    }
    return ScenarioTable(file: file, columns: header.fields, rows: rows)
  }
}

/// Goes through the text of a table, field by field.
private struct CSVScanner {
  private static let comma = UInt8(ascii: ",")
  private static let quote = UInt8(ascii: "\"")
  private static let feed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")
  private static let lineEnds = [feed, carriageReturn]

  private let bytes: [UInt8]
  private let file: String
  private var index = 0
  private var line = 1
  private var column = 1

  init(_ text: String, file: String) {
    bytes = Array(text.utf8)
    self.file = file
  }

  private var place: Place { Place(file: file, line: line, column: column) }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Takes the next byte; columns count characters.
  private mutating func take() -> UInt8 {
    let byte = bytes[index]
    index += 1
    if byte == Self.feed || (byte == Self.carriageReturn && next != Self.feed) {
      (line, column) = (line + 1, 1)
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
    return byte
  }

  /// All rows; lines without any field are passed over.
  mutating func rows() throws(Problem) -> [ScenarioTable.Row] {
    var rows: [ScenarioTable.Row] = []
    while next != nil {
      var places = [place]
      let isQuoted = next == Self.quote
      var fields = [try field()]
      while next == Self.comma {
        _ = take()
        places.append(place)
        fields.append(try field())
      }
      takeLineEnd()
      if fields != [""] || isQuoted {
        rows.append(ScenarioTable.Row(fields: fields, places: places))
      }
    }
    return rows
  }

  /// Takes the end of a line, where one follows.
  private mutating func takeLineEnd() {
    guard let byte = next, Self.lineEnds.contains(byte) else { return }
    _ = take()
    if byte == Self.carriageReturn, next == Self.feed { _ = take() }
  }

  /// A field, up to its comma, the end of its line or the end of the text.
  private mutating func field() throws(Problem) -> String {
    var field: [UInt8] = []
    if next == Self.quote {
      try takeQuoted(into: &field)
    } else {
      while let byte = next, byte != Self.comma, !Self.lineEnds.contains(byte) {
        field.append(take())
      }
    }
    return String(decoding: field, as: UTF8.self)
  }

  private mutating func takeQuoted(into field: inout [UInt8]) throws(Problem) {
    let opening = place
    _ = take()
    while true {
      guard next != nil else { throw Problem(at: opening, "a double quote is never closed") }
      let byte = take()
      if byte == Self.quote {
        guard next == Self.quote else { break }
        _ = take()
      }
      field.append(byte)
    }
    if let byte = next, byte != Self.comma, !Self.lineEnds.contains(byte) {
      throw Problem(
        at: place,
        "a field goes on after its closing double quote; write a double quote inside as two")
    }
  }
}
