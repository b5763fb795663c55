import Testing

@testable import ResultStore

struct ListCodingTests {
  /// How a list is coded, after the byte that tells the form.
  private func coded(_ numbers: [Double]) throws -> (form: UInt8, length: Int) {
    var bytes: [UInt8] = [9]
    #expect(ListCoding.append(numbers, to: &bytes))
    let back = bytes.withUnsafeBytes {
      ListCoding.decode(UnsafeRawBufferPointer(rebasing: $0[1...]), count: numbers.count)
    }
    #expect(back?.map(\.code) == numbers.map(\.code))
    return (bytes[1], bytes.count - 2)
  }

  @Test func `lists of any shape are read back to the bit, in the shortest form`() throws {
    #expect(try coded([]) == (0, 0))
    #expect(try coded([1.5]) == (0, 8))
    #expect(try coded([1, 2, 3, 4]) == (0, 32))
    // Two numbers in a palette, and an index of a byte for each of the list.
    #expect(try coded(Array(repeating: [0, .nan], count: 50).flatMap { $0 }) == (1, 2 + 16 + 100))
    #expect(try coded([-0.0, 0, 0, 0, 0, 0]) == (1, 2 + 16 + 6))
    let many = (0..<900).map { Double($0 % 300) }
    #expect(try coded(many) == (2, 2 + 300 * 8 + 1800))
    #expect(try coded((0..<70_000).map(Double.init)) == (0, 70_000 * 8))
  }

  @Test func `an infinite number is refused`() {
    var bytes: [UInt8] = []
    #expect(!ListCoding.append([1, .infinity], to: &bytes))
    #expect(bytes.isEmpty)
  }

  @Test func `a blob that no list has is refused`() {
    let blobs: [[UInt8]] = [
      [], [0], [0, 1, 2], [3] + Array(repeating: 0, count: 16), [1], [1, 0],
      // An index beyond the palette, and a palette without indices.
      [1, 0, 1] + Array(repeating: 0, count: 8) + [0, 1],
      [1, 0, 1] + Array(repeating: 0, count: 8), [2, 0, 0, 0, 0, 0, 0],
    ]
    for blob in blobs {
      #expect(blob.withUnsafeBytes { ListCoding.decode($0, count: 2) } == nil, "\(blob)")
    }
  }
}
