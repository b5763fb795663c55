import ScenarioReading

/// Lays one scenario over another.
enum Overlay {
  /// A value with another laid over it: maps merge, everything else replaces.
  ///
  /// A key without a value leaves a map as it is, as an empty map would.
  static func merge(_ base: ScenarioNode, with overlay: ScenarioNode) -> ScenarioNode {
    guard case .mapping(var entries) = base.value else { return overlay }
    if case .null = overlay.value { return base }
    guard case .mapping(let overlaid) = overlay.value else { return overlay }
    for (key, value) in overlaid {
      if let index = entries.firstIndex(where: { $0.key.name == key.name }) {
        entries[index] = (key, merge(entries[index].value, with: value))
      } else {
        entries.append((key, value))
      }
    }
    var result = overlay
    result.value = .mapping(entries)
    return result
  }

  /// A scenario with one value replaced.
  ///
  /// - `root`: the scenario.
  /// - `path`: keys and, in lists, indices from 0. Maps on the way that are missing are made.
  /// - `value`: the new value.
  ///
  /// The result is the scenario with the value.
  static func setting(
    _ path: ArraySlice<String>, of node: ScenarioNode, to value: ScenarioNode, walked: String = ""
  ) throws(Problem) -> ScenarioNode {
    guard let first = path.first else { return value }
    let rest = path.dropFirst()
    var result = node
    result.layer = value.layer
    let here = walked.isEmpty ? first : walked + "." + first
    switch node.value {
    case .mapping(var entries):
      if let index = entries.firstIndex(where: { $0.key.name == first }) {
        let old = entries[index]
        entries[index] = (
          rest.isEmpty ? ScenarioNode.Key(first, at: value.place) : old.key,
          try setting(rest, of: old.value, to: value, walked: here)
        )
      } else {
        let nothing = ScenarioNode(.null, at: value.place, from: value.origin, layer: value.layer)
        let new = try setting(rest, of: nothing, to: value, walked: here)
        entries.append((ScenarioNode.Key(first, at: value.place), new))
      }
      result.value = .mapping(entries)
    case .null:
      let nothing = ScenarioNode(.null, at: value.place, from: value.origin, layer: value.layer)
      let new = try setting(rest, of: nothing, to: value, walked: here)
      result = ScenarioNode(
        .mapping([(ScenarioNode.Key(first, at: value.place), new)]), at: value.place,
        from: value.origin, layer: value.layer)
    case .sequence(var elements):
      guard let index = Int(first), elements.indices.contains(index) else {
        throw Problem(
          at: value.place,
          "'\(walked)' is a list of \(elements.count): its elements are "
            + "0 to \(elements.count - 1) (found '\(first)')")
      }
      elements[index] = try setting(rest, of: elements[index], to: value, walked: here)
      result.value = .sequence(elements)
    case .scalar(let text, _):
      throw Problem(
        at: value.place,
        "'\(walked)' is '\(text)' and has no keys; set '\(walked)' itself, to a map")
    }
    return result
  }
}
