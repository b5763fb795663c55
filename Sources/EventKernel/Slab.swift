public import CPrefetch

/// A growing, aligned block of plain values: the one place where the kernel touches raw memory.
///
/// An array would do the same with a bounds check and a uniqueness check at each access, which the
/// calendar's inner loops pay several times an event. A slab leaves them to debug builds. Without a
/// filler, an element must be written before it is read, and all of them before the slab grows.
@usableFromInline
@frozen
struct Slab<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var base: UnsafeMutablePointer<Element>
  @usableFromInline var capacity: Int
  @usableFromInline let filler: Element?

  /// Allocates `capacity` elements that all equal `filler`, as those gained by growing will.
  ///
  /// Without a filler their memory is left as it comes.
  @inlinable
  init(capacity: Int, filler: Element? = nil) {
    require(capacity > 0, "a slab of \(capacity) elements")
    base = Self.allocate(capacity)
    if let filler { base.initialize(repeating: filler, count: capacity) }
    self.capacity = capacity
    self.filler = filler
  }

  @inlinable
  deinit { UnsafeMutableRawPointer(base).deallocate() }

  @inlinable
  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < capacity, "index \(index) of a slab of \(capacity)")
      return base[index]
    }
    @inline(__always) set {
      assert(index >= 0 && index < capacity, "index \(index) of a slab of \(capacity)")
      base[index] = newValue
    }
  }

  @inlinable
  subscript(index: Int32) -> Element {
    @inline(__always) get { self[Int(index)] }
    @inline(__always) set { self[Int(index)] = newValue }
  }

  /// Asks for the cache line of an element, which need not be there.
  @inlinable
  @inline(__always)
  func prefetch(_ index: Int) {
    let offset = index &* MemoryLayout<Element>.stride
    millwright_prefetch(UInt(bitPattern: base) &+ UInt(bitPattern: offset))
  }

  /// Makes room for `needed` elements and keeps those there are.
  ///
  /// The capacity at least doubles, so that growing one by one takes linear time in all, but does
  /// not go beyond `limit`. Without a filler, the elements there are must all have been written.
  @inlinable
  @inline(never)
  mutating func grow(toHold needed: Int, limit: Int = .max) {
    guard needed > capacity else { return }
    require(needed <= limit, "a slab of \(needed) elements where \(limit) are allowed")
    let larger = min(max(needed, capacity * 2), limit)
    let moved = Self.allocate(larger)
    moved.initialize(from: base, count: capacity)
    if let filler {
      (moved + capacity).initialize(repeating: filler, count: larger - capacity)
    }
    UnsafeMutableRawPointer(base).deallocate()
    base = moved
    capacity = larger
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
