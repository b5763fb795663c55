/// Plain values side by side in memory, for the innermost loops.
///
/// An array checks bounds and uniqueness at each access; the loops over waiting lists make several for
/// each of the 100,000 applications of a replication, and take a third less time without. A debug
/// build checks both. Copies share their values, so that setting one sets it in all of them, until one
/// begins anew by `setCount` or `reset`; only a block that nobody shares grows by `append`.
struct Block<Element: BitwiseCopyable>: RandomAccessCollection {
  private final class Memory {
    let base: UnsafeMutablePointer<Element>
    init(_ capacity: Int) { base = .allocate(capacity: capacity) }
    deinit { base.deallocate() }
  }

  private var memory: Memory
  private var base: UnsafeMutablePointer<Element>
  private var capacity: Int
  private(set) var count: Int

  /// A block without values.
  init() { self.init([]) }

  /// A block of equal values.
  init(repeating value: Element, count: Int) {
    capacity = Swift.max(count, 1)
    memory = Memory(capacity)
    base = memory.base
    self.count = count
    base.initialize(repeating: value, count: count)
  }

  /// A block of given values.
  init(_ values: [Element]) {
    capacity = Swift.max(values.count, 1)
    memory = Memory(capacity)
    base = memory.base
    count = values.count
    for index in values.indices { (base + index).initialize(to: values[index]) }
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index >= 0 && index < count, "index \(index) of a block of \(count)")
      return base[index]
    }
    @inline(__always) nonmutating set {
      assert(index >= 0 && index < count, "index \(index) of a block of \(count)")
      base[index] = newValue
    }
  }

  /// Sixteen values side by side.
  @inline(__always)
  func loadLanes(at index: Int) -> SIMD16<Element> where Element: SIMDScalar {
    assert(index >= 0 && index + 16 <= count, "index \(index) of a block of \(count)")
    return UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<Element>.self)
  }

  /// Sets every value, in memory that nobody else holds.
  mutating func reset(to value: Element) {
    setCount(count)
    fill(with: value)
  }

  /// Sets every value.
  func fill(with value: Element) { base.update(repeating: value, count: count) }

  /// Sets every value to that of a block of the same length.
  func copy(_ other: Block) {
    precondition(other.count == count, "\(other.count) values for a block of \(count)")
    base.update(from: other.base, count: count)
  }

  /// Makes room behind the values that are there, or drops the last of them; the memory is nobody
  /// else's then.
  ///
  /// What is gained is not set.
  mutating func setCount(_ newCount: Int) {
    precondition(newCount >= 0, "a block of \(newCount)")
    if newCount > capacity || !isKnownUniquelyReferenced(&memory) {
      if newCount > capacity { capacity = Swift.max(newCount, 2 * capacity) }
      let own = Memory(capacity)
      own.base.initialize(from: base, count: Swift.min(count, newCount))
      (memory, base) = (own, own.base)
    }
    count = newCount
  }

  /// Drops all values and keeps the memory.
  mutating func removeAll() { setCount(0) }

  /// Puts the values of a range in order.
  func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
    assert(range.lowerBound >= 0 && range.upperBound <= count, "\(range) of a block of \(count)")
    if range.count == 2 {
      // By far the most frequent, without the preparations of a general sort.
      let (first, second) = (self[range.lowerBound], self[range.lowerBound + 1])
      guard areInOrder(second, first) else { return }
      self[range.lowerBound] = second
      self[range.lowerBound + 1] = first
      return
    }
    var values = UnsafeMutableBufferPointer(start: base + range.lowerBound, count: range.count)
    values.sort(by: areInOrder)
  }

  /// Adds a value at the end.
  @inline(__always)
  mutating func append(_ value: Element) {
    if count == capacity { makeRoom() }
    assert(isKnownUniquelyReferenced(&memory), "appending to a block that others share")
    (base + count).initialize(to: value)
    count += 1
  }

  @inline(never)
  private mutating func makeRoom() {
    let before = count
    setCount(count + 1)
    count = before
  }
}
