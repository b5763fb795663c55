import COpenSSL

/// A SHA-256 digest of bytes that come piece by piece, as OpenSSL's libcrypto computes it.
///
/// Each piece counts with its length, so that the same bytes in other pieces have another digest.
public struct SHA256Stream: ~Copyable {
  /// How many bytes a digest has.
  public static let length = Int(SHA256_DIGEST_LENGTH)

  private let context: OpaquePointer

  /// A digest of nothing yet.
  public init() {
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
      preconditionFailure("libcrypto has SHA-256, and memory for it")
    }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Takes one more piece.
  public mutating func add(_ piece: UnsafeRawBufferPointer) {
    add(piece.count)
    EVP_DigestUpdate(context, piece.baseAddress, piece.count)
  }

  /// Takes the UTF-8 bytes of a text.
  public mutating func add(_ text: String) {
    var text = text
    text.withUTF8 { add(UnsafeRawBufferPointer($0)) }
  }

  /// Takes a whole number.
  public mutating func add(_ number: Int) {
    var bytes = UInt64(bitPattern: Int64(number)).bigEndian
    EVP_DigestUpdate(context, &bytes, MemoryLayout<UInt64>.size)
  }

  /// The digest of all that was taken; the next one begins anew.
  public mutating func finish() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: Self.length)
    EVP_DigestFinal_ex(context, &digest, nil)
    EVP_DigestInit_ex(context, nil, nil)
    return digest
  }
}
