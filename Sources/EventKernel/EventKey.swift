/// What orders events: time, then priority, then order of scheduling, as one 128-bit integer.
///
/// The bit pattern of a non-negative `Double` orders like the number, so that a single comparison
/// decides, ties included. From the top: 64 bits of time, 8 of priority, 32 of sequence number, and
/// 24 that say in which slot the event itself lies.
@usableFromInline
@frozen
struct EventKey: BitwiseCopyable, Comparable {
  @usableFromInline let bits: UInt128

  @inlinable
  @inline(__always)
  init(bits: UInt128) { self.bits = bits }

  /// Packs a key; the time is not negative, not −0.0 and not NaN.
  @inlinable
  @inline(__always)
  init(time: Double, priority: UInt8, sequence: UInt64, slot: Int) {
    assert(time.bitPattern <= Double.infinity.bitPattern, "time \(time) in a key")
    assert(sequence < Self.sequenceLimit, "sequence number \(sequence) in a key")
    assert(slot >= 0 && slot < Self.slotLimit, "slot \(slot) in a key")
    let rest =
      UInt64(priority) &<< 56 | sequence &<< Self.slotBits | UInt64(truncatingIfNeeded: slot)
    bits = UInt128(time.bitPattern) &<< 64 | UInt128(rest)
  }

  /// Later than every event; its time reads as NaN, which is before nothing, so that an empty list
  /// has nothing to pop.
  @inlinable
  static var padding: EventKey { EventKey(bits: .max) }
  /// Stands where the popped key did; not later than any event.
  ///
  /// The popped key itself can't stay: an event of the same instant with a better priority, when
  /// moved or put in place of a removed one, would rise past it. A hole names no slot, though its
  /// slot reads as 0, and must never go through `put(_:at:)` or `release(_:)`.
  @inlinable
  static var hole: EventKey { EventKey(bits: 0) }

  @inlinable
  static var slotBits: UInt64 { 24 }
  @inlinable
  static var slotLimit: Int { 1 << 24 }
  @inlinable
  static var sequenceLimit: UInt64 { 1 << 32 }

  @inlinable
  var timeBits: UInt64 {
    @inline(__always) get { UInt64(truncatingIfNeeded: bits &>> 64) }
  }
  @inlinable
  var time: Double {
    @inline(__always) get { Double(bitPattern: timeBits) }
  }
  /// Priority and sequence number together: the order among events of one instant.
  @inlinable
  var rank: UInt64 {
    @inline(__always) get { UInt64(truncatingIfNeeded: bits) &>> Self.slotBits }
  }
  @inlinable
  var sequence: UInt64 { rank & (Self.sequenceLimit &- 1) }
  @inlinable
  var priority: UInt8 {
    @inline(__always) get { UInt8(truncatingIfNeeded: rank &>> 32) }
  }
  @inlinable
  var slot: Int {
    @inline(__always) get { Int(truncatingIfNeeded: bits) & (Self.slotLimit &- 1) }
  }

  @inlinable
  @inline(__always)
  static func < (a: EventKey, b: EventKey) -> Bool { a.bits < b.bits }
  @inlinable
  @inline(__always)
  static func <= (a: EventKey, b: EventKey) -> Bool { a.bits <= b.bits }
}
