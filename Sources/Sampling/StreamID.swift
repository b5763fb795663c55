/// A random stream, named by what it is drawn for, such as `demand/training/arrivals`.
///
/// Held as the 64-bit FNV-1a hash of the name's UTF-8 bytes, which is half of the generator's key.
/// The hash is fixed for ever, as results depend on it. Two of 10,000 names share a stream with a
/// probability of 3·10⁻¹². Make the stream once, where the model is set up, and keep it.
public struct StreamID: Hashable, Sendable, BitwiseCopyable {
  /// The hash of the stream's name.
  public let hash: UInt64

  /// The stream of this name.
  ///
  /// Source of the constants: Fowler, Noll, Vo, Eastlake, "The FNV non-cryptographic hash
  /// algorithm", the 64-bit offset basis and prime.
  public init(_ name: String) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in name.utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3
    }
    self.hash = hash
  }
}
