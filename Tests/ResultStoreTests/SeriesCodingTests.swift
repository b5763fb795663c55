import Testing

@testable import ResultStore

struct SeriesCodingTests {
  @Test func `series of any shape are read back to the bit`() {
    let shapes: [[Double]] = [
      [1], [0, 0, 0], [1, 2, 3, 4], Array(repeating: 7, count: 300) + [8],
      [.nan, .nan, 1, 1, 1, 1, 1], [-0.0, 0, 0, 0, 0, 0, 0, 0, 0, 0], [5e-324, 1.7e308, .pi, -1],
    ]
    for shape in shapes {
      var bytes: [UInt8] = [9]
      #expect(shape.withUnsafeBufferPointer { SeriesCoding.append($0, to: &bytes) })
      #expect(bytes.count - 1 <= shape.count * 8)
      var back = Array(repeating: 0.0, count: shape.count)
      let isWhole = bytes.withUnsafeBytes { bytes in
        back.withUnsafeMutableBufferPointer {
          SeriesCoding.decode(UnsafeRawBufferPointer(rebasing: bytes[1...]), into: $0)
        }
      }
      #expect(isWhole)
      #expect(back.map(\.code) == shape.map(\.code))
    }
  }

  @Test func `a blob of another length is refused`() {
    var numbers = Array(repeating: Float(0), count: 10)
    for length in [0, 5, 6, 12, 39] {
      let bytes = [UInt8](repeating: 0, count: length)
      let isWhole = bytes.withUnsafeBytes { bytes in
        numbers.withUnsafeMutableBufferPointer { SeriesCoding.decode(bytes, into: $0) }
      }
      #expect(!isWhole)
    }
  }
}
