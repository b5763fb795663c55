import Foundation

/// A CSV file read back after RFC 4180.
struct CSVTable {
  let header: [String]
  let rows: [[String]]

  init(_ path: String) throws {
    var records: [[String]] = []
    var record: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    let bytes = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch (isQuoted, byte) {
      case (true, 0x22) where index + 1 < bytes.count && bytes[index + 1] == 0x22:
        field.append(byte)
        index += 1
      case (_, 0x22): isQuoted.toggle()
      case (false, 0x2C), (false, 13):
        record.append(String(decoding: field, as: UTF8.self))
        field = []
      case (false, 10):
        records.append(record)
        record = []
      default: field.append(byte)
      }
      index += 1
    }
    header = records[0]
    rows = Array(records.dropFirst())
  }

  /// A column by its name.
  subscript(name: String) -> [String] {
    guard let index = header.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  /// The rows in which some columns have these values.
  func rows(where conditions: [String: String]) -> [[String: String]] {
    rows.map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
      .filter { row in conditions.allSatisfy { row[$0.key] == $0.value } }
  }
}
