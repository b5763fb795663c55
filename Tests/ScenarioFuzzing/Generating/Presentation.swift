import ScenarioReading

/// One scenario written in another way, in which it must stay the same: overlays, settings, layout.
struct Presentation {
  var dice: Dice

  /// An input that says what a valid draft says.
  mutating func input(_ draft: Draft, tables: [FuzzInput.File], expecting effective: String)
    -> FuzzInput
  {
    var input: FuzzInput
    switch dice.whole(0...5) {
    case 0: input = extending(draft)
    case 1: input = laidOver(draft)
    case 2: input = set(draft)
    default: input = FuzzInput(draft.yaml(&dice), making: "written at random")
    }
    input.files += tables
    input.expected = effective
    return input
  }

  /// A base and what replaces some of it; the base has other numbers there.
  private mutating func split(_ draft: Draft) -> (base: Draft, overlay: Draft) {
    var (base, overlay) = (draft, Draft.map([]))
    for _ in 0..<dice.whole(1...4) {
      guard let path = inMaps(draft).randomElement(using: &dice),
        let value = draft.value(at: path[...])
      else { continue }
      // A map would be merged with what is beneath.
      guard value.entries.isEmpty, !draft.isAnnotated(at: path) else { continue }
      let other = Draft.text(dice.pick(["7 /century", "nonsense", "1"]))
      base.change(at: path[...]) { $0 = other }
      overlay.set(draft.keys(to: path[...])[...], to: value)
    }
    return (base, overlay)
  }

  /// The paths of values that no list is on the way to.
  private func inMaps(_ draft: Draft) -> [DraftPath] {
    draft.paths.filter { path in
      path.indices.allSatisfy { index in
        if case .map? = draft.value(at: path[..<index]) { true } else { false }
      }
    }
  }

  private mutating func extending(_ draft: Draft) -> FuzzInput {
    var (base, overlay) = split(draft)
    overlay["extends"] = .text("base.yaml")
    var input = FuzzInput(overlay.yaml(&dice), making: "split into a base and what extends it")
    base["extends"] = nil
    input.files.append(.init("base.yaml", base.yaml(&dice)))
    return input
  }

  private mutating func laidOver(_ draft: Draft) -> FuzzInput {
    let (base, overlay) = split(draft)
    guard !overlay.entries.isEmpty else {
      return FuzzInput(base.yaml(&dice), making: "written at random")
    }
    var input = FuzzInput(base.yaml(&dice), making: "split into two files, one laid over the other")
    input.files.append(.init("over.yaml", overlay.yaml(&dice)))
    input.named.append("over.yaml")
    return input
  }

  /// Some values are set on the command line instead.
  private mutating func set(_ draft: Draft) -> FuzzInput {
    var base = draft
    var settings: [String] = []
    var chosen: [DraftPath] = []
    for _ in 0..<dice.whole(1...4) {
      guard let path = draft.paths.randomElement(using: &dice),
        let value = draft.value(at: path[...]), value.entries.isEmpty,
        !draft.isAnnotated(at: path),
        !chosen.contains(where: { $0.starts(with: path) || path.starts(with: $0) }),
        // A path has no spaces, and dots between its keys.
        draft.keys(to: path[...]).allSatisfy({ !$0.contains(".") && !$0.contains(" ") })
      else { continue }
      if case .nothing = value { continue }
      chosen.append(path)
      base.change(at: path[...]) { $0 = .text("nonsense") }
      settings.append(draft.keys(to: path[...]).joined(separator: ".") + "=" + value.flow)
    }
    var input = FuzzInput(base.yaml(&dice), making: "partly set on the command line")
    input.settings = settings
    return input
  }
}

extension Draft {
  /// Sets the value of keys one below the other; maps on the way are made.
  mutating func set(_ keys: ArraySlice<String>, to value: Draft) {
    guard let first = keys.first else {
      self = value
      return
    }
    var inner = self[first] ?? .map([])
    inner.set(keys.dropFirst(), to: value)
    self[first] = inner
  }
}
