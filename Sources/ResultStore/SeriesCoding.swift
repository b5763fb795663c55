/// How a series of numbers is kept in one blob.
///
/// Three forms, told apart by their length:
///
/// - **dense**: the numbers one after the other, IEEE 754, big-endian (NumPy: `>f4`, cash flows
///   `>f8`). The blob is as long as the number of periods × the width of a number.
/// - **counts**: whole numbers from 0 to 65,535 in 16 bits each, big-endian; for 32-bit numbers only.
///   Most series of a waiting list are such, and writing is a sixth of a run.
/// - **steps**: one record per stretch of equal numbers: the number of periods up to the end of the
///   stretch (counted from the beginning of the series, 16 bits, big-endian), then the number. Used
///   where it is the shortest and no other form has that length.
///
/// A missing number is NaN. Big-endian, so that SQL can read the digits of `hex()` from left to
/// right: the views decode all forms without any extension.
enum SeriesCoding {
  /// The widest series that 16 bits can count.
  static let longest = Int(UInt16.max)

  /// How many bytes a count takes.
  private static let countWidth = 2

  /// Appends the coded form of a series.
  ///
  /// - Returns: false, with nothing appended, where a number is infinite.
  static func append<Number: CodedNumber>(
    _ numbers: UnsafeBufferPointer<Number>, to bytes: inout [UInt8]
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: Number.Code.self, capacity: numbers.count) { codes in
      // Without branches and checks, so that the compiler takes several numbers at a time.
      var infinities: Number.Code = 0
      for index in 0..<numbers.count {
        let code = numbers[index].code
        infinities |= code &<< 1 == Number.infinity.code &<< 1 ? 1 : 0
        codes[index] = code
      }
      guard infinities == 0 else { return false }
      var changes: Number.Code = 0
      var index = 1
      while index < numbers.count {
        changes &+= codes[index] == codes[index &- 1] ? 0 : 1
        index &+= 1
      }
      let stepsLength = (Int(changes) + 1) * (2 + Number.width)
      let countsLength = Number.hasCounts ? numbers.count * countWidth : .max
      if countsLength <= stepsLength, appendCounts(numbers, to: &bytes) { return true }
      if stepsLength < numbers.count * Number.width, stepsLength != countsLength {
        appendSteps(codes, length: stepsLength, to: &bytes)
      } else {
        for index in codes.indices { codes[index] = codes[index].bigEndian }
        bytes.append(contentsOf: UnsafeRawBufferPointer(codes))
      }
      return true
    }
  }

  /// Appends a series as counts.
  ///
  /// - Returns: false, with nothing appended, where a number is none.
  private static func appendCounts<Number: CodedNumber>(
    _ numbers: UnsafeBufferPointer<Number>, to bytes: inout [UInt8]
  ) -> Bool {
    withUnsafeTemporaryAllocation(of: UInt16.self, capacity: numbers.count) { counts in
      var others: Number.Code = 0
      for index in 0..<numbers.count {
        others |= numbers[index].isCount ? 0 : 1
        counts[index] = numbers[index].count.bigEndian
      }
      guard others == 0 else { return false }
      bytes.append(contentsOf: UnsafeRawBufferPointer(counts))
      return true
    }
  }

  /// Appends a series as steps, whose coded form has a known length in bytes.
  private static func appendSteps<Code: FixedWidthInteger>(
    _ codes: UnsafeMutableBufferPointer<Code>, length: Int, to bytes: inout [UInt8]
  ) {
    // All records go to the array in one piece: one by one they would be 2 % of a run.
    withUnsafeTemporaryAllocation(byteCount: length, alignment: 1) { records in
      var position = 0
      for index in codes.indices
      where index + 1 == codes.count || codes[index + 1] != codes[index] {
        records.storeBytes(
          of: UInt16(index + 1).bigEndian, toByteOffset: position, as: UInt16.self)
        records.storeBytes(
          of: codes[index].bigEndian, toByteOffset: position + 2, as: Code.self)
        position += 2 + MemoryLayout<Code>.size
      }
      bytes.append(contentsOf: records)
    }
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
    if Number.hasCounts, bytes.count == numbers.count * countWidth {
      for index in numbers.indices {
        let code = bytes.loadUnaligned(fromByteOffset: index * countWidth, as: UInt16.self)
        numbers[index] = Number(UInt16(bigEndian: code))
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

  /// Whether a series may be kept as counts.
  static var hasCounts: Bool { get }

  /// Whether ``count`` holds the number, to the bit.
  var isCount: Bool { get }

  /// What a count of 16 bits holds instead of the number.
  var count: UInt16 { get }
}

extension CodedNumber {
  /// How many bytes a number takes.
  static var width: Int { MemoryLayout<Code>.size }

  @inline(__always)
  init(codedIn bytes: UnsafeRawBufferPointer, at offset: Int) {
    self.init(
      bitPattern: Code(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Code.self)))
  }
}

extension Float: CodedNumber {
  static var hasCounts: Bool { true }

  @inline(__always)
  var code: UInt32 { isNaN ? Float.nan.bitPattern : bitPattern }

  // From 2^23 to 2^24 a unit is the last bit of a number: to add 2^23 rounds to whole numbers, and
  // leaves what was added in the low bits.
  @inline(__always)
  var isCount: Bool { bitPattern <= Float(65_535).bitPattern && self + 0x1p23 - 0x1p23 == self }

  @inline(__always)
  var count: UInt16 { UInt16(truncatingIfNeeded: (self + 0x1p23).bitPattern) }
}

extension Double: CodedNumber {
  static var hasCounts: Bool { false }

  @inline(__always)
  var code: UInt64 { isNaN ? Double.nan.bitPattern : bitPattern }

  var isCount: Bool { false }

  var count: UInt16 { 0 }
}
