/// How a series of numbers is kept in one blob.
///
/// Two forms, told apart by their length:
///
/// - **dense**: the numbers one after the other, IEEE 754, big-endian (NumPy: `>f4`, cash flows
///   `>f8`). The blob is as long as the number of periods × the width of a number.
/// - **steps**: one record per stretch of equal numbers: the number of periods up to the end of the
///   stretch (counted from the beginning of the series, 16 bits, big-endian), then the number. Used
///   wherever it is shorter than dense, so that the lengths never meet.
///
/// A missing number is NaN. Big-endian, so that SQL can read the digits of `hex()` from left to
/// right: the views decode both forms without any extension.
enum SeriesCoding {
  /// The widest series that 16 bits can count.
  static let longest = Int(UInt16.max)

  /// Appends the coded form of a series.
  ///
  /// - Returns: false, with nothing appended, where a number is infinite.
  static func append<Number: CodedNumber>(
    _ numbers: UnsafeBufferPointer<Number>, to bytes: inout [UInt8]
  ) -> Bool {
    var changes = 0
    var infinities = 0
    for index in numbers.indices {
      infinities += numbers[index].isInfinite ? 1 : 0
      changes += index > 0 && numbers[index].code != numbers[index - 1].code ? 1 : 0
    }
    guard infinities == 0 else { return false }
    let record = 2 + Number.width
    let start = bytes.count
    guard (changes + 1) * record < numbers.count * Number.width else {
      bytes.append(contentsOf: repeatElement(0, count: numbers.count * Number.width))
      bytes.withUnsafeMutableBytes { bytes in
        for index in numbers.indices {
          numbers[index].storeCode(in: bytes, at: start + index * Number.width)
        }
      }
      return true
    }
    bytes.append(contentsOf: repeatElement(0, count: (changes + 1) * record))
    bytes.withUnsafeMutableBytes { bytes in
      var place = start
      for index in numbers.indices
      where index + 1 == numbers.count || numbers[index + 1].code != numbers[index].code {
        bytes.storeBytes(of: UInt16(index + 1).bigEndian, toByteOffset: place, as: UInt16.self)
        numbers[index].storeCode(in: bytes, at: place + 2)
        place += record
      }
    }
    return true
  }

  /// Reads a coded series back.
  ///
  /// - Returns: false where the blob is not the coded form of a series of that length.
  static func decode<Number: CodedNumber>(
    _ bytes: UnsafeRawBufferPointer, into numbers: UnsafeMutableBufferPointer<Number>
  ) -> Bool {
    guard bytes.count != numbers.count * Number.width else {
      for index in numbers.indices {
        numbers[index] = Number(codedIn: bytes, at: index * Number.width)
      }
      return true
    }
    guard bytes.count % (2 + Number.width) == 0 else { return false }
    var period = 0
    for start in stride(from: 0, to: bytes.count, by: 2 + Number.width) {
      let end = Int(bytes[start]) << 8 | Int(bytes[start + 1])
      guard period < end, end <= numbers.count else { return false }
      let number = Number(codedIn: bytes, at: start + 2)
      while period < end {
        numbers[period] = number
        period += 1
      }
    }
    return period == numbers.count
  }
}

/// A floating-point number that can be kept in a blob.
protocol CodedNumber: BinaryFloatingPoint {
  associatedtype Code: FixedWidthInteger & UnsignedInteger

  /// The bit pattern; all NaNs have the same.
  var code: Code { get }

  /// The number of a bit pattern.
  init(bitPattern: Code)
}

extension CodedNumber {
  /// How many bytes a number takes.
  static var width: Int { MemoryLayout<Code>.size }

  @inline(__always)
  fileprivate func storeCode(in bytes: UnsafeMutableRawBufferPointer, at offset: Int) {
    bytes.storeBytes(of: code.bigEndian, toByteOffset: offset, as: Code.self)
  }

  @inline(__always)
  fileprivate init(codedIn bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.init(
      bitPattern: Code(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Code.self)))
  }
}

extension Float: CodedNumber {
  var code: UInt32 { isNaN ? Float.nan.bitPattern : bitPattern }
}

extension Double: CodedNumber {
  var code: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }
}
