public import CPrefetch

/// A growing, aligned block of plain values: the one place where inner loops touch raw memory.
///
/// An array would do the same with a bounds check and a uniqueness check at each access. The
/// calendar makes several an event, and the model several for each of the 100,000 applications on a
/// replication's waiting lists; the loops over these take a third less time without. A slab has one
/// owner, and leaves bounds to debug builds. Without a filler, an element must be written before it
/// is read.
@frozen
public struct Slab<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var allocated: Int
  @usableFromInline let filler: Element?

  /// How many elements there is room for.
  @inlinable
  public var capacity: Int { allocated }

  /// Allocates `capacity` elements that all equal `filler`, as those gained by growing will.
  ///
  /// Without a filler their memory is left as it comes.
  @inlinable
  public init(capacity: Int, filler: Element? = nil) {
    require(capacity > 0, "a slab of \(capacity) elements")
    base = Self.allocate(capacity)
    if let filler { base.initialize(repeating: filler, count: capacity) }
    allocated = capacity
    self.filler = filler
  }

  @inlinable
  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// An element.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < allocated, "index \(index) of a slab of \(allocated)")
      return base[index]
    }
    @inline(__always) set {
      assert(index >= 0 && index < allocated, "index \(index) of a slab of \(allocated)")
      base[index] = newValue
    }
  }

  @inlinable
  subscript(index: Int32) -> Element {
    @inline(__always) get { self[Int(index)] }
    @inline(__always) set { self[Int(index)] = newValue }
  }

  /// Sixteen elements side by side.
  @inlinable
  @inline(__always)
  public func lanes(at index: Int) -> SIMD16<Element> where Element: SIMDScalar {
    assert(index >= 0 && index + 16 <= allocated, "index \(index) of a slab of \(allocated)")
    return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<Element>.self)
  }

  /// Asks for the cache line of an element, which need not be there.
  @inlinable
  @inline(__always)
  func prefetch(_ index: Int) {
    let offset = index &* MemoryLayout<Element>.stride
    millwright_prefetch(UInt(bitPattern: base) &+ UInt(bitPattern: offset))
  }

  /// Sets the first elements to one value.
  @inlinable
  public mutating func fill(_ count: Int, with value: Element) {
    assert(count >= 0 && count <= allocated, "\(count) elements of a slab of \(allocated)")
    base.update(repeating: value, count: count)
  }

  /// Sets the first elements to those of another slab.
  @inlinable
  public mutating func copy(_ count: Int, of other: borrowing Slab) {
    assert(count >= 0 && count <= allocated, "\(count) elements of a slab of \(allocated)")
    assert(count <= other.allocated, "\(count) elements of a slab of \(other.allocated)")
    base.update(from: other.base, count: count)
  }

  /// Puts the elements of a range in order.
  @inlinable
  public mutating func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
    assert(range.lowerBound >= 0 && range.upperBound <= allocated, "\(range) of \(allocated)")
    var elements = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    elements.sort(by: areInOrder)
  }

  /// Makes room for `needed` elements and keeps those there are, or the first `kept` of them.
  ///
  /// The capacity at least doubles, so that growing one by one takes linear time in all, but does
  /// not go beyond `limit`. Without a filler, the elements that are kept must have been written.
  @inlinable
  @inline(never)
  public mutating func grow(toHold needed: Int, keeping kept: Int = .max, limit: Int = .max) {
    guard needed > allocated else { return }
    require(needed <= limit, "a slab of \(needed) elements where \(limit) are allowed")
    let larger = min(max(needed, allocated * 2), limit)
    let moved = Self.allocate(larger)
    moved.initialize(from: base, count: min(kept, allocated))
    if let filler {
      (moved + allocated).initialize(repeating: filler, count: larger - allocated)
    }
    UnsafeMutableRawPointer(base).deallocate()
    base = moved
    allocated = larger
  }

  /// Aligned to a cache line, so that a family of four 16-byte keys shares one.
  @inlinable
  static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: capacity * MemoryLayout<Element>.stride,
      alignment: max(64, MemoryLayout<Element>.alignment)
    ).bindMemory(to: Element.self, capacity: capacity)
  }
}
