/// How a list of 64-bit numbers that are no series is kept in one blob: metrics, milestones, what held up
/// sites, draws.
///
/// The first byte tells the form:
///
/// - **0, dense**: the numbers one after the other, IEEE 754, big-endian (NumPy: `>f8`).
/// - **1, palette**: how many different numbers there are (16 bits, big-endian), these in the order in
///   which they first come, and then for each number of the list the index of its own in 8 bits. Dates of
///   one site follow each other, and many a metric is 0 or missing: it takes two thirds of the dense form.
/// - **2, long palette**: the same with indices of 16 bits, big-endian.
///
/// The shortest is used, and of equals the first. A missing number is NaN.
enum ListCoding {
  private static let header = 3

  /// Appends the coded form of a list.
  ///
  /// - Returns: false, with nothing appended, where a number is infinite.
  static func append(_ numbers: [Double], to bytes: inout [UInt8]) -> Bool {
    guard !numbers.contains(where: \.isInfinite) else { return false }
    var indices: [UInt64: Int] = [:]
    var palette: [UInt64] = []
    let places = numbers.map { number in
      if let known = indices[number.code] { return known }
      indices[number.code] = palette.count
      palette.append(number.code)
      return palette.count - 1
    }
    let dense = 1 + numbers.count * 8
    let width = palette.count <= 1 << 8 ? 1 : 2
    guard palette.count < 1 << 16,
      header + palette.count * 8 + numbers.count * width < dense
    else {
      bytes.append(0)
      for number in numbers { append(number.code, to: &bytes) }
      return true
    }
    bytes.append(UInt8(width))
    append(UInt16(palette.count), to: &bytes)
    for code in palette { append(code, to: &bytes) }
    for place in places {
      if width == 1 { bytes.append(UInt8(place)) } else { append(UInt16(place), to: &bytes) }
    }
    return true
  }

  private static func append<Word: FixedWidthInteger>(_ word: Word, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: word.bigEndian) { bytes.append(contentsOf: $0) }
  }

  /// Reads a coded list back.
  ///
  /// - Returns: false where the blob is not the coded form of a list of that length.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, into numbers: UnsafeMutableBufferPointer<Double>
  ) -> Bool {
    let count = numbers.count
    switch bytes.first {
    case 0:
      guard bytes.count == 1 + count * 8 else { return false }
      for index in 0..<count { numbers[index] = Double(codedIn: bytes, at: 1 + index * 8) }
      return true
    case let form? where form <= 2:
      guard bytes.count >= header else { return false }
      let width = Int(form)
      let palette = Int(bytes.loadBigEndian(UInt16.self, at: 1))
      let first = header + palette * 8
      guard bytes.count == first + count * width else { return false }
      for index in 0..<count {
        let place =
          width == 1
          ? Int(bytes[first + index]) : Int(bytes.loadBigEndian(UInt16.self, at: first + index * 2))
        guard place < palette else { return false }
        numbers[index] = Double(codedIn: bytes, at: header + place * 8)
      }
      return true
    default: return false
    }
  }

  /// Reads a coded list of a length.
  static func decode(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Double]? {
    var numbers = [Double](repeating: 0, count: count)
    return numbers.withUnsafeMutableBufferPointer { decode(bytes, into: $0) } ? numbers : nil
  }
}

extension UnsafeRawBufferPointer {
  /// A whole number whose first byte is its highest.
  func loadBigEndian<Word: FixedWidthInteger>(_ type: Word.Type, at offset: Int) -> Word {
    Word(bigEndian: loadUnaligned(fromByteOffset: offset, as: type))
  }
}
