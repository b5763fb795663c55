extension FutureEventList {
  @inlinable
  static var root: Int { 3 }
  /// Padding kept behind the last key: the rest of its family and of one that begins there.
  @inlinable
  static var slack: Int { 8 }
  @inlinable
  @inline(__always)
  static func parent(of position: Int) -> Int { (position &>> 2) &+ 2 }
  @inlinable
  @inline(__always)
  static func firstChild(of position: Int) -> Int { (position &- 2) &<< 2 }

  /// Writes a key, and for its slot where it stands.
  @inlinable
  @inline(__always)
  mutating func put(_ key: EventKey, at position: Int) {
    keys[position] = key
    positions[key.slot] = UInt32(truncatingIfNeeded: position)
  }

  /// The position of the least of four siblings, chosen without branches.
  @inlinable
  @inline(__always)
  func leastChild(from family: Int) -> Int {
    let a = family &+ (keys[family &+ 1] < keys[family] ? 1 : 0)
    let b = family &+ 2 &+ (keys[family &+ 3] < keys[family &+ 2] ? 1 : 0)
    return keys[b] < keys[a] ? b : a
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
    var position = start
    while true {
      let family = Self.firstChild(of: position)
      if family >= end { break }
      let least = leastChild(from: family)
      let below = keys[least]
      if key <= below { break }
      put(below, at: position)
      position = least
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
