import COpenSSL

/// The SHA-256 digest of a text, as OpenSSL's libcrypto computes it.
public enum SHA256Digest {
  /// The digest of the text's UTF-8 bytes, as 64 hexadecimal digits.
  public static func hexadecimal(of text: String) -> String {
    let bytes = Array(text.utf8)
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    _ = SHA256(bytes, bytes.count, &digest)
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count == 1 ? "0" + digits : digits
    }.joined()
  }
}
