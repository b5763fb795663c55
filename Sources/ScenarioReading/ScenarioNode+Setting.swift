extension ScenarioNode {
  /// A setting below a value that has no keys as it is written.
  ///
  /// `released: 2025-09-01` is short for `released: { date: 2025-09-01 }`, so that `released.date` can
  /// be set; only who reads the value knows what it is short for.
  public struct Setting: Sendable {
    /// The keys from the value on.
    let path: [String]
    /// The path of the value, and its layer before it was set.
    let walked: String
    let layer: Int
    /// The new value.
    let value: ScenarioNode
  }

  /// The value with one below it replaced.
  ///
  /// - `path`: keys and, in lists, indices from 0. Maps on the way that are missing are made.
  /// - `value`: the new value; `null` takes the key out, and a factor multiplies what is there.
  /// - `walked`: the path of this value, for messages.
  public func setting(
    _ path: ArraySlice<String>, to value: ScenarioNode, walked: String = ""
  ) throws(Problem) -> ScenarioNode {
    guard let first = path.first else {
      guard value.isFactor else { return value }
      guard mayBeMultiplied else {
        throw severalValues(at: walked, multipliedAt: value.place)
          ?? Self.nothingToMultiply(walked, at: value.place)
      }
      return try multiplied(by: value)
    }
    let rest = path.dropFirst()
    var result = self
    result.layer = value.layer
    let here = walked.isEmpty ? first : walked + "." + first
    let nothing = ScenarioNode(.null, at: value.place, from: value.origin, layer: value.layer)
    switch self.value {
    case .mapping(var entries):
      if let index = entries.firstIndex(where: { $0.key.name == first }) {
        if rest.isEmpty, value.isRemoval {
          entries.remove(at: index)
        } else {
          let old = entries[index]
          entries[index] = (
            rest.isEmpty ? Key(first, at: value.place) : old.key,
            try old.value.setting(rest, to: value, walked: here)
          )
        }
      } else if value.isRemoval {
        throw Self.nothingToTakeOut(here, at: value.place)
      } else if value.isFactor {
        throw Self.nothingToMultiply(here, at: value.place)
      } else {
        let new = try nothing.setting(rest, to: value, walked: here)
        entries.append((Key(first, at: value.place, isOnTheWay: !rest.isEmpty), new))
      }
      result.value = .mapping(entries)
    case .null:
      if value.isRemoval { throw Self.nothingToTakeOut(here, at: value.place) }
      if value.isFactor { throw Self.nothingToMultiply(here, at: value.place) }
      let new = try nothing.setting(rest, to: value, walked: here)
      result = nothing
      result.value = .mapping([(Key(first, at: value.place), new)])
    case .sequence(var elements):
      guard let index = Int(first) else {
        result.settings.append(
          Setting(path: Array(path), walked: walked, layer: layer, value: value))
        break
      }
      guard elements.indices.contains(index) else {
        throw Self.notInList(elements, walked, found: first, at: value.place)
      }
      if rest.isEmpty, value.isRemoval {
        throw Problem(
          at: value.place,
          "an element of a list can't be taken out; set '\(walked)' itself, to what is left")
      }
      elements[index] = try elements[index].setting(rest, to: value, walked: here)
      result.value = .sequence(elements)
    case .scalar:
      result.settings.append(Setting(path: Array(path), walked: walked, layer: layer, value: value))
    }
    return result
  }

  /// The value as the map that it is short for, with the settings below it in their places.
  ///
  /// - `key`: the key of the map that the value stands for.
  /// - `payload`: what the map has under the key; the value itself where it is left out.
  public func unfolded(
    as key: String, payload: Value? = nil
  ) throws(Problem) -> ScenarioNode {
    var inner = self
    inner.settings = []
    inner.layer = settings.first?.layer ?? layer
    if let payload { inner.value = payload }
    var map = ScenarioNode(
      .mapping([(Key(key, at: place), inner)]), at: place, from: origin, layer: layer)
    for setting in settings {
      map = try map.setting(setting.path[...], to: setting.value, walked: setting.walked)
    }
    return map
  }

  /// A problem for each setting, here and below, that nobody has put in its place.
  var misplacedSettings: [Problem] {
    ownMisplacedSettings + (entries ?? []).flatMap(\.value.misplacedSettings)
      + (elements ?? []).flatMap(\.misplacedSettings)
  }

  /// A problem for each setting of this value that nobody has put in its place.
  var ownMisplacedSettings: [Problem] {
    settings.map { setting in
      if let elements {
        return Self.notInList(
          elements, setting.walked, found: setting.path[0], at: setting.value.place)
      }
      return Problem(
        at: setting.value.place,
        "'\(setting.walked)' is \(shortDescription) and has no keys; set '\(setting.walked)' itself"
      )
    }
  }

  /// The words for a `null` that takes out what is not there.
  public static func nothingToTakeOut(_ key: String, at place: Place) -> Problem {
    Problem(
      at: place,
      "'null' takes a key out, and no scenario beneath gives '\(key)'; leave it out")
  }

  private static func nothingToMultiply(_ path: String, at place: Place) -> Problem {
    Problem(
      at: place,
      "there is no number at '\(path)' to multiply, as no file gives one; write the value itself")
  }

  private static func notInList(
    _ elements: [ScenarioNode], _ walked: String, found: String, at place: Place
  ) -> Problem {
    Problem(
      at: place,
      elements.isEmpty
        ? "'\(walked)' is an empty list; set '\(walked)' itself (found '\(found)')"
        : "'\(walked)' is a list of \(elements.count): its elements are "
          + "0 to \(elements.count - 1) (found '\(found)')")
  }
}
