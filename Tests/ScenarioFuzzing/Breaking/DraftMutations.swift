import ScenarioInputs
import ScenarioReading

/// Breaks a draft in the ways in which people do, and in some in which they do not.
struct DraftMutations {
  var dice: Dice

  /// Breaks a draft once or a few times; returns what was done.
  mutating func apply(to draft: inout Draft) -> String {
    (0..<dice.pick([1, 1, 1, 2, 3])).map { _ in once(&draft) }.joined(separator: ", ")
  }

  private mutating func once(_ draft: inout Draft) -> String {
    let paths = draft.paths
    guard let path = paths.randomElement(using: &dice) else { return "nothing" }
    switch dice.whole(0...11) {
    case 0:
      draft.remove(at: path)
      return "a key dropped"
    case 1: return changeKey(&draft, path, "a key misspelt") { dice, key in dice.misspelt(key) }
    case 2: return changeKey(&draft, path, "a name refused") { dice, _ in dice.pick(Self.names) }
    case 3: return double(&draft, path)
    case 4: return insertName(&draft)
    case 5:
      let other = dice.pick(paths)
      let value = draft.value(at: other[...]) ?? .nothing
      draft.change(at: path[...]) { $0 = value }
      return "a value from elsewhere"
    case 6:
      let value = dice.pick(Self.values)
      draft.change(at: path[...]) { $0 = value }
      return "a value of another type"
    case 7:
      let depth = dice.pick([3, 30, 60, 300])
      draft.change(at: path[...]) { value in
        for _ in 0..<depth { value = .list([value]) }
      }
      return "\(depth) lists around a value"
    default: return changeText(&draft)
    }
  }

  /// Changes a text or a number somewhere.
  private mutating func changeText(_ draft: inout Draft) -> String {
    let scalars = draft.paths.filter { draft.value(at: $0[...])?.scalar != nil }
    guard let path = scalars.randomElement(using: &dice),
      let text = draft.value(at: path[...])?.scalar
    else { return "nothing" }
    let new = changed(text)
    draft.change(at: path[...]) { $0 = .scalar(new.text, isQuoted: new.isQuoted) }
    return "'\(text.prefix(20))' made '\(new.text.prefix(20))'"
  }

  private mutating func changed(_ text: String) -> (text: String, isQuoted: Bool) {
    let number = text.prefix { $0.isNumber || "+-._eE".contains($0) }
    let unit = text.dropFirst(number.count)
    switch dice.whole(0...5) {
    case 0 where !number.isEmpty: return (dice.pick(Self.numbers) + unit, false)
    case 1 where !number.isEmpty: return (number + dice.pick(Self.units), false)
    case 2: return (dice.pick(Self.dates), false)
    case 3: return (dice.misspelt(text), dice.chance(0.2))
    case 4: return ("$" + dice.pick(["u0", "u1", "nobody", "", "$u0", "é"]), false)
    default: return (dice.pick(Self.names), true)
    }
  }

  private mutating func changeKey(
    _ draft: inout Draft, _ path: DraftPath, _ words: String,
    _ change: (inout Dice, String) -> String
  ) -> String {
    var old = ""
    draft.change(at: path.dropLast()) { parent in
      guard case .map(var entries) = parent, let last = path.last else { return }
      old = entries[last].key
      entries[last].key = change(&dice, old)
      parent = .map(entries)
    }
    return words + (old.isEmpty ? "" : " (\(old))")
  }

  private mutating func double(_ draft: inout Draft, _ path: DraftPath) -> String {
    draft.change(at: path.dropLast()) { parent in
      guard let last = path.last else { return }
      switch parent {
      case .map(let entries):
        parent = .map(entries + [entries[last]])
      case .list(let elements): parent = .list(elements + [elements[last]])
      case .scalar, .nothing: break
      }
    }
    return "an entry doubled"
  }

  /// Puts a name that is refused, or one more thing, before the others of a map.
  private mutating func insertName(_ draft: inout Draft) -> String {
    let maps = draft.paths.filter { draft.value(at: $0[...])?.entries.isEmpty == false }
    guard let path = maps.randomElement(using: &dice) else { return "nothing" }
    let entry = Draft.Entry(dice.pick(Self.names), dice.pick(Self.values))
    let at = dice.chance(0.6)
    draft.change(at: path[...]) { map in
      map = .map(at ? [entry] + map.entries : map.entries + [entry])
    }
    return "'\(entry.key.prefix(20))' added"
  }
}

extension Dice {
  /// A text with a letter lost, doubled, swapped or in another case.
  fileprivate mutating func misspelt(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count > 1 else { return text + "x" }
    let at = whole(0...(letters.count - 2))
    switch whole(0...4) {
    case 0: letters.remove(at: at)
    case 1: letters.insert(letters[at], at: at)
    case 2: letters.swapAt(at, at + 1)
    case 3: return text.uppercased()
    default: letters[at] = pick(["x", " ", "-", "é", "1"])
    }
    return String(letters)
  }
}
