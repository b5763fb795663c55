import Testing

@testable import ResultStore

struct SeriesCodingTests {
  @Test func `series of any shape are read back to the bit`() {
    let shapes: [[Double]] = [
      [1], [0, 0, 0], [1, 2, 3, 4], Array(repeating: 7, count: 300) + [8],
      [.nan, .nan, 1, 1, 1, 1, 1], [-0.0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
      [.leastNonzeroMagnitude, 1.7e308, .pi, -1],
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

  @Test func `whole numbers take two bytes, and are read back to the bit`() {
    let counts = (0..<40).map { Float(($0 * 7919) % 65_536) }
    let others: [[Float]] = [
      counts + [0.5], counts + [-1], counts + [65_536], counts + [-0.0], counts + [.nan],
    ]
    for (shape, width) in [(counts, 2)] + others.map({ ($0, 4) }) {
      var bytes: [UInt8] = []
      #expect(shape.withUnsafeBufferPointer { SeriesCoding.append($0, to: &bytes) })
      #expect(bytes.count == shape.count * width)
      var back = Array(repeating: Float(-3), count: shape.count)
      let isWhole = bytes.withUnsafeBytes { bytes in
        back.withUnsafeMutableBufferPointer { SeriesCoding.decode(bytes, into: $0) }
      }
      #expect(isWhole)
      #expect(back.map(\.code) == shape.map(\.code))
    }
  }

  @Test func `steps as long as counts are not mistaken for them`() {
    // Six steps in 18 periods: 36 bytes, as 18 counts would take.
    let steps = (0..<18).map { Float($0 / 3) + 0.5 }
    var bytes: [UInt8] = []
    #expect(steps.withUnsafeBufferPointer { SeriesCoding.append($0, to: &bytes) })
    #expect(bytes.count == 18 * 4)
  }

  @Test func `a constant series takes one step, also where counts would be as long`() {
    for count in [5, 300] {
      var bytes: [UInt8] = []
      let amounts = Array(repeating: 7.5, count: count)
      #expect(amounts.withUnsafeBufferPointer { SeriesCoding.append($0, to: &bytes) })
      #expect(bytes.count == 10)
      var back = Array(repeating: 0.0, count: count)
      let isWhole = bytes.withUnsafeBytes { bytes in
        back.withUnsafeMutableBufferPointer { SeriesCoding.decode(bytes, into: $0) }
      }
      #expect(isWhole && back == amounts)
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
