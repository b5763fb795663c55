import ScenarioReading

/// Lays one scenario over another.
enum Overlay {
  /// Values laid over each other in their order: maps merge, everything else replaces.
  ///
  /// `null` takes a key out of what is beneath. A key without a value leaves a map as it is, as an
  /// empty map would.
  ///
  /// - `layers`: at least one.
  /// - `problems`: gets an error for each `null` with nothing beneath.
  static func merge(_ layers: [ScenarioNode], _ problems: inout [Problem]) -> ScenarioNode {
    layers.reduce(nil) { merge($0, with: $1, &problems) } ?? layers[0]
  }

  private static func merge(
    _ base: ScenarioNode?, with overlay: ScenarioNode, _ problems: inout [Problem]
  ) -> ScenarioNode {
    var result = overlay
    switch overlay.value {
    case .mapping(let overlaid):
      var entries = base?.entries ?? []
      for (key, value) in overlaid {
        let index = entries.firstIndex { $0.key.name == key.name }
        if value.isRemoval {
          if let index {
            entries.remove(at: index)
          } else {
            problems.append(nothingToTakeOut(key.name, at: value.place))
          }
        } else if let index {
          entries[index] = (key, merge(entries[index].value, with: value, &problems))
        } else {
          entries.append((key, merge(nil, with: value, &problems)))
        }
      }
      result.value = .mapping(entries)
    case .sequence(let elements):
      result.value = .sequence(elements.map { merge(nil, with: $0, &problems) })
    case .null:
      if let base, base.entries != nil { return base }
    case .scalar: break
    }
    return result
  }

  private static func nothingToTakeOut(_ key: String, at place: Place) -> Problem {
    Problem(
      at: place,
      "'null' takes a key out, and no scenario beneath gives '\(key)'; leave it out")
  }

  /// A scenario with one value replaced.
  ///
  /// - `root`: the scenario.
  /// - `path`: keys and, in lists, indices from 0. Maps on the way that are missing are made.
  /// - `value`: the new value; `null` takes the key out.
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
        if rest.isEmpty, value.isRemoval {
          entries.remove(at: index)
        } else {
          let old = entries[index]
          entries[index] = (
            rest.isEmpty ? ScenarioNode.Key(first, at: value.place) : old.key,
            try setting(rest, of: old.value, to: value, walked: here)
          )
        }
      } else if value.isRemoval {
        throw nothingToTakeOut(here, at: value.place)
      } else {
        let nothing = ScenarioNode(.null, at: value.place, from: value.origin, layer: value.layer)
        let new = try setting(rest, of: nothing, to: value, walked: here)
        entries.append(
          (ScenarioNode.Key(first, at: value.place, isOnTheWay: !rest.isEmpty), new))
      }
      result.value = .mapping(entries)
    case .null:
      if value.isRemoval { throw nothingToTakeOut(here, at: value.place) }
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
      if rest.isEmpty, value.isRemoval {
        throw Problem(
          at: value.place,
          "an element of a list can't be taken out; set '\(walked)' itself, to what is left")
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
