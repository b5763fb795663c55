import Foundation

/// A tool in Python under way: one that draws charts and prints pictures, or one that converts tables.
///
/// The C library starts it: Foundation's processes need a dozen descriptors of their own and end the
/// program where there are none left.
struct ToolStream: ~Copyable {
  /// How the tool ended.
  enum Ending {
    case done, withoutPython, withoutLibrary, failed
  }

  private let stream: UnsafeMutablePointer<FILE>

  /// Starts the tool; nil where no process can be started.
  ///
  /// - Parameters:
  ///   - tool: its path.
  ///   - words: what it is told.
  init?(_ tool: String, _ words: [String]) {
    let command = (["exec", "python3", tool] + words).map(Provenance.quoted)
    let environment =
      ToolFolder.environment.map { "PATH=\(Provenance.quoted($0)):\"$PATH\" " } ?? ""
    // What it says is put into words here, by the status it ends with.
    guard
      let stream = popen(
        environment + command.joined(separator: " ") + " < /dev/null 2> /dev/null", "r")
    else { return nil }
    self.stream = stream
  }

  /// The next file that it prints: its length in bytes on a line, then the bytes.
  ///
  /// - Returns: nil where there are no more.
  func next() -> Data? {
    var length = ""
    while case let byte = getc(stream), byte != EOF, byte != 10 {
      length.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
    }
    guard let count = Int(length), count >= 0 else { return nil }
    var file = Data(count: count)
    let read = file.withUnsafeMutableBytes { fread($0.baseAddress, 1, count, stream) }
    return read == count ? file : nil
  }

  /// Waits for the tool, which ends where it has more to print.
  consuming func close() -> Ending {
    let status = pclose(stream)
    // As the shell tells it: the upper byte is the status, the lower one the signal that ended it.
    return switch (status >> 8 & 0xFF, status & 0x7F) {
    case (0, 0): .done
    case (127, 0): .withoutPython
    case (69, 0): .withoutLibrary
    default: .failed
    }
  }
}
