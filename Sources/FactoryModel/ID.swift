/// Names one of many by its place in their table, from 0: the ID of a site is no ID of a phase.
struct ID<Entity>: Hashable, Comparable, Sendable, BitwiseCopyable {
  /// What the kernel keeps of it, as a token or the number of a store.
  let number: Int32

  init(number: Int32) { self.number = number }
  init(_ index: Int) { number = Int32(index) }

  /// Its place as arrays count them.
  var index: Int { Int(number) }

  static func < (one: Self, other: Self) -> Bool { one.number < other.number }
}

extension ID: Strideable {
  func distance(to other: Self) -> Int { other.index - index }
  func advanced(by places: Int) -> Self { ID(index + places) }
}

extension Array {
  /// An element by its ID.
  subscript(id: ID<Element>) -> Element { self[id.index] }

  /// The IDs of all elements, in order.
  var ids: Range<ID<Element>> { ID(0)..<ID(count) }

  /// The ID of the first element for which a condition holds.
  func firstID(where condition: (Element) -> Bool) -> ID<Element>? {
    firstIndex(where: condition).map { ID($0) }
  }
}
