import ScenarioReading

/// Lays one scenario over another.
enum Overlay {
  /// Values laid over each other in their order: maps merge, everything else replaces.
  ///
  /// `null` takes a key out of what is beneath, and `{ times: 1.2 }` multiplies the number beneath. A key without a value leaves a map as it is, as an
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
    case .mapping where overlay.isFactor && base?.mayBeMultiplied == true:
      guard let base else { break }
      do {
        return try base.multiplied(by: overlay)
      } catch {
        problems.append(error)
        return base
      }
    case .mapping(let overlaid):
      var entries = base?.entries ?? []
      let isFirst = entries.isEmpty
      for (key, value) in overlaid {
        // No map has a key twice: with nothing beneath there is nothing to look for.
        let index = isFirst ? nil : entries.firstIndex { $0.key.name == key.name }
        if value.isRemoval {
          if let index {
            entries.remove(at: index)
          } else {
            problems.append(ScenarioNode.nothingToTakeOut(key.name, at: value.place))
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
}
