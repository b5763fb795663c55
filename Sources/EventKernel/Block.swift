/// Plain values side by side in a slab, with their number: an array for the innermost loops.
///
/// It has one owner, as the slab, and with it all that is made of blocks: setting a value here can't
/// change one elsewhere.
@frozen
public struct Block<Element: BitwiseCopyable>: ~Copyable {
  @usableFromInline var values: Slab<Element>
  @usableFromInline var filled: Int

  /// How many values there are.
  public var count: Int {
    @inlinable get { filled }
  }

  /// A block without values.
  @inlinable
  public init() {
    values = Slab(capacity: 1)
    filled = 0
  }

  /// A block of equal values.
  @inlinable
  public init(repeating value: Element, count: Int) {
    values = Slab(capacity: max(count, 1))
    filled = count
    fill(with: value)
  }

  /// A block of given values.
  @inlinable
  public init(_ elements: [Element]) {
    values = Slab(capacity: max(elements.count, 1))
    filled = elements.count
    for index in elements.indices { values[index] = elements[index] }
  }

  /// The places of its values.
  public var indices: Range<Int> {
    @inlinable get { 0..<count }
  }

  /// A value.
  @inlinable
  public subscript(index: Int) -> Element {
    @inline(__always) get {
      assert(index < count, "index \(index) of a block of \(count)")
      return values[index]
    }
    @inline(__always) set {
      assert(index < count, "index \(index) of a block of \(count)")
      values[index] = newValue
    }
  }

  /// Sixteen values side by side.
  @inlinable
  @inline(__always)
  public func lanes(at index: Int) -> SIMD16<Element> where Element: SIMDScalar {
    assert(index + 16 <= count, "index \(index) of a block of \(count)")
    return values.lanes(at: index)
  }

  /// Sets every value.
  @inlinable
  public mutating func fill(with value: Element) { values.fill(count, with: value) }

  /// Sets every value to that of a block of the same length.
  @inlinable
  public mutating func copy(_ other: borrowing Block) {
    let (count, otherCount) = (count, other.count)
    precondition(otherCount == count, "\(otherCount) values for a block of \(count)")
    values.copy(count, of: other.values)
  }

  /// Makes room behind the values that are there, or drops the last of them.
  ///
  /// What is gained is not set.
  @inlinable
  public mutating func setCount(_ newCount: Int) {
    precondition(newCount >= 0, "a block of \(newCount)")
    values.grow(toHold: newCount, keeping: count)
    filled = newCount
  }

  /// Drops all values and keeps the memory.
  @inlinable
  public mutating func removeAll() { filled = 0 }

  /// Puts the values of a range in order.
  @inlinable
  public mutating func sort(_ range: Range<Int>, by areInOrder: (Element, Element) -> Bool) {
    assert(range.upperBound <= count, "\(range) of a block of that many values")
    if range.count == 2 {
      // By far the most frequent, without the preparations of a general sort.
      let (first, second) = (values[range.lowerBound], values[range.lowerBound + 1])
      guard areInOrder(second, first) else { return }
      values[range.lowerBound] = second
      values[range.lowerBound + 1] = first
      return
    }
    values.sort(range, by: areInOrder)
  }

  /// Adds a value at the end.
  @inlinable
  @inline(__always)
  public mutating func append(_ value: Element) {
    if count == values.capacity { values.grow(toHold: count + 1, keeping: count) }
    values[count] = value
    filled += 1
  }
}
