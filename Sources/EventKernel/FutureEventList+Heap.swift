extension FutureEventList {
  /// Where the root stands: its children are then 4…7, theirs 8…11 and so on.
  ///
  /// Each family begins at a multiple of 4 keys of 16 bytes, and so on a line of 64 bytes. Indices
  /// 0…2 are never used.
  @inlinable
  static var root: Int { 3 }
  /// Padding kept behind the last key, as families are read whole: up to 3 behind the last key for
  /// the rest of its family, and 4 behind the root for its children where it is the only one.
  @inlinable
  static var slack: Int { 4 }
  /// The inverse of ``firstChild(of:)`` for each of the four children: 4…7 give 3, 8…11 give 4.
  @inlinable
  @inline(__always)
  static func parent(of position: Int) -> Int { (position &>> 2) &+ 2 }
  /// The first of four children, which stand side by side: 3 gives 4, 4 gives 8.
  @inlinable
  @inline(__always)
  static func firstChild(of position: Int) -> Int { (position &- 2) &<< 2 }

  /// Writes a key, and for its slot where it stands.
  @inlinable
  @inline(__always)
  mutating func put(_ key: EventKey, at position: Int) {
    // The very first event, at the start, has the key of a hole.
    assert(key != .padding, "a key that names no slot")
    keys[position] = key
    slots[key.slot].position = UInt32(truncatingIfNeeded: position)
  }

  /// The least of four siblings and its position, chosen without branches.
  ///
  /// The keys themselves go through the choice, not only their positions: to load the winners again
  /// would put two more loads into the chain that leads from one level to the next. Hold with 10
  /// pending gains 8 %, with 10³ 10 to 15 %. Key and position are chosen each by itself, as a
  /// choice between two pairs of them compiles to a branch, which halves the speed. Families of eight
  /// in place of four lose 15 % at 10³ pending.
  @inlinable
  @inline(__always)
  func leastChild(from family: Int) -> (key: EventKey, position: Int) {
    let first = keys[family]
    let second = keys[family &+ 1]
    let third = keys[family &+ 2]
    let fourth = keys[family &+ 3]
    let isSecond = second < first
    let isFourth = fourth < third
    let low = isSecond ? second : first
    let high = isFourth ? fourth : third
    let isHigh = high < low
    let position = isHigh ? family &+ 2 &+ (isFourth ? 1 : 0) : family &+ (isSecond ? 1 : 0)
    return (isHigh ? high : low, position)
  }

  /// From this index on the children of a family are asked for before it is known whose they are.
  ///
  /// Those of 1024 begin at 64 KB. From 4 KB on it loses 3 % with 10³ pending; from 256 KB on it gains
  /// less with 10⁵.
  @inlinable
  static var far: Int { 1024 }

  /// Asks for the children of four siblings: sixteen keys, which fill four cache lines.
  ///
  /// Which line is needed is known only when the siblings have come and been compared; all four come
  /// meanwhile. Hold with 10⁵ pending gains 19 %, and doubles while other programs use the caches,
  /// too; with 10⁶ it gains 63 %.
  @inlinable
  @inline(__always)
  func prefetchChildren(of family: Int) {
    let children = Self.firstChild(of: family)
    for line in 0..<4 { keys.prefetch(children &+ 4 &* line) }
  }

  @inlinable
  @inline(__always)
  mutating func siftUp(_ key: EventKey, from start: Int) {
    var position = start
    while position > Self.root {
      let parent = Self.parent(of: position)
      // A hole at the root is not later than any key, so that nothing rises into it.
      let above = keys[parent]
      if above <= key { break }
      put(above, at: position)
      position = parent
    }
    put(key, at: position)
  }

  @inlinable
  @inline(__always)
  mutating func siftDown(_ key: EventKey, from start: Int) {
    let end = Self.root &+ size
    let nearEnd = min(end, Self.far)
    var position = start
    var family = Self.firstChild(of: position)
    while family < nearEnd {
      let least = leastChild(from: family)
      if key <= least.key { return put(key, at: position) }
      put(least.key, at: position)
      position = least.position
      family = Self.firstChild(of: position)
    }
    // The same once more, where what comes next may not be at hand.
    while family < end {
      prefetchChildren(of: family)
      let least = leastChild(from: family)
      if key <= least.key { break }
      put(least.key, at: position)
      position = least.position
      family = Self.firstChild(of: position)
    }
    put(key, at: position)
  }

  /// Puts a key where another one has left, or above or below that place.
  @inlinable
  mutating func place(_ key: EventKey, near position: Int) {
    if position > Self.root && key < keys[Self.parent(of: position)] {
      siftUp(key, from: position)
    } else {
      siftDown(key, from: position)
    }
  }

  /// Closes the hole that the last pop left, with the last key.
  @inlinable
  mutating func fillHole() {
    hasHole = false
    size &-= 1
    let end = Self.root &+ size
    let last = keys[end]
    keys[end] = .padding
    if size > 0 { siftDown(last, from: Self.root) }
  }
}
