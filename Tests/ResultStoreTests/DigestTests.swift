@testable import ResultStore
import Testing

struct DigestTests {
  /// The examples of FIPS 180-4.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1000),
      "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3"
    ),
  ])
  func `the digest equals the published examples`(text: String, digest: String) {
    #expect(SHA256.hexDigest(of: text.utf8) == digest)
  }

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
