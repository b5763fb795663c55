import Foundation

/// What a worker writes, one line each, so that a crash is laid to the input that was begun last.
enum Record: Codable {
  case began(Int)
  case found(Int, Finding)
  case ended(Int, String)

  /// Writes the record to standard output at once.
  func write() {
    guard let line = try? JSONEncoder().encode(self) else { return }
    FileHandle.standardOutput.write(line + [10])
  }

  init?(line: some Sequence<UInt8>) {
    guard let record = try? JSONDecoder().decode(Record.self, from: Data(line)) else { return nil }
    self = record
  }
}
