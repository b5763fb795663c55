import ScenarioReading

/// A scenario that is being written: values without places.
public indirect enum Draft: Equatable, Sendable {
  /// A key of a map with its value; unlike a scenario's, a draft's keys may be given twice.
  public struct Entry: Equatable, Sendable {
    var key: String
    var value: Draft

    init(_ key: String, _ value: Draft) {
      self.key = key
      self.value = value
    }
  }

  /// A text or a number.
  case scalar(String, isQuoted: Bool)
  /// A list.
  case list([Draft])
  /// A map, in the order of the file.
  case map([Entry])
  /// Nothing, as in `none:`.
  case nothing

  /// A text or a number as it is written.
  static func text(_ text: String) -> Draft { .scalar(text, isQuoted: false) }

  /// What a scenario says.
  init(_ node: ScenarioNode) {
    switch node.value {
    case .scalar(let text, let isQuoted): self = .scalar(text, isQuoted: isQuoted)
    case .sequence(let elements): self = .list(elements.map(Draft.init))
    case .mapping(let entries): self = .map(entries.map { Entry($0.key.name, Draft($0.value)) })
    case .null: self = .nothing
    }
  }

  /// The entries of a map, none for anything else.
  var entries: [Entry] { if case .map(let entries) = self { entries } else { [] } }

  /// The text of a scalar, nil for anything else.
  var scalar: String? { if case .scalar(let text, _) = self { text } else { nil } }

  /// The value of a key of a map; setting nil takes the key out.
  subscript(_ key: String) -> Draft? {
    get { entries.first { $0.key == key }?.value }
    set {
      var entries = entries
      let index = entries.firstIndex { $0.key == key }
      switch (index, newValue) {
      case (let index?, let value?): entries[index].value = value
      case (let index?, nil): entries.remove(at: index)
      case (nil, let value?): entries.append(Entry(key, value))
      case (nil, nil): return
      }
      self = .map(entries)
    }
  }
}

/// Where a value stands in a draft: the number of the entry or element on each level.
///
/// Numbers and not keys, as a draft may give a key twice.
typealias DraftPath = [Int]

extension Draft {
  /// The values directly below.
  var children: [Draft] {
    switch self {
    case .map(let entries): entries.map(\.value)
    case .list(let elements): elements
    case .scalar, .nothing: []
    }
  }

  /// The paths of all values below, each before those below it.
  var paths: [DraftPath] {
    children.enumerated().flatMap { index, child in
      [[index]] + child.paths.map { [index] + $0 }
    }
  }

  /// The value at a path, nil where there is none.
  func value(at path: ArraySlice<Int>) -> Draft? {
    guard let first = path.first else { return self }
    let children = children
    return children.indices.contains(first) ? children[first].value(at: path.dropFirst()) : nil
  }

  /// The keys on the way to a value, and in lists the numbers of its elements.
  func keys(to path: ArraySlice<Int>) -> [String] {
    guard let first = path.first else { return [] }
    let key = if case .map(let entries) = self { entries[first].key } else { String(first) }
    return [key] + children[first].keys(to: path.dropFirst())
  }

  /// Whether a map around a value says where it comes from, which holds for that value alone.
  func isAnnotated(at path: DraftPath) -> Bool {
    path.indices.contains { index in
      let around = value(at: path[..<index])
      return around?["source"] != nil || around?["confidence"] != nil
    }
  }

  /// Changes the value at a path.
  mutating func change(at path: ArraySlice<Int>, _ body: (inout Draft) -> Void) {
    guard let first = path.first else { return body(&self) }
    switch self {
    case .map(var entries):
      entries[first].value.change(at: path.dropFirst(), body)
      self = .map(entries)
    case .list(var elements):
      elements[first].change(at: path.dropFirst(), body)
      self = .list(elements)
    case .scalar, .nothing: break
    }
  }

  /// Takes out the entry or the element at a path that is not empty.
  mutating func remove(at path: DraftPath) {
    guard let last = path.last else { return }
    change(at: path.dropLast()) { parent in
      switch parent {
      case .map(var entries):
        entries.remove(at: last)
        parent = .map(entries)
      case .list(var elements):
        elements.remove(at: last)
        parent = .list(elements)
      case .scalar, .nothing: break
      }
    }
  }
}
