public import ScenarioReading

/// A scenario with some of its values changed, under a name: `variants: { NAME: { title, overlay: { … } } }`.
public struct ScenarioVariant: Sendable {
  /// Its name in the scenario.
  public let name: String
  /// What it changes, in words; may be empty.
  public let title: String
  /// The scenario with the overlay on top, not yet read.
  public let scenario: LoadedScenario
  /// Where its name stands.
  public let place: Place
}

extension LoadedScenario {
  /// The key of the variants.
  static let variantsKey = "variants"

  /// The keys of a scenario that a variant may not change, as its futures would be others.
  public static let keysOfFutures = ["start", "seed", "replications"]

  /// All keys of a scenario that the overlay of a variant may not have.
  public static let keysOutsideVariants = keysOfFutures + [variantsKey, "extends"]

  /// The variants that the scenario names, in their order.
  ///
  /// - Throws: every problem with how they are written; what an overlay says is found when it is read.
  public func variants() throws(ScenarioProblems) -> [ScenarioVariant] {
    guard let node = variantsNode else { return [] }
    var problems: [Problem] = []
    var variants: [ScenarioVariant] = []
    func report(_ place: Place, _ message: String) { problems.append(Problem(at: place, message)) }
    guard let entries = node.entries, !entries.isEmpty else {
      throw ScenarioProblems(
        [
          Problem(
            at: node.place,
            "'variants' must be a map from the name of each variant to its 'overlay', such as"
              + " '{ slow: { overlay: { … } } }' (found \(node.shortDescription))")
        ])
    }
    for (key, variant) in entries {
      if !SectionReader.isPlainName(key.name) {
        report(
          key.place,
          "the name of each variant is made of letters, digits, '-', '_' and spaces inside (found"
            + " '\(key.name)')")
      }
      for (inner, _) in variant.entries ?? [] where !["title", "overlay"].contains(inner.name) {
        report(
          inner.place, SectionReader.unknownKey(inner.name, known: ["title", "overlay"]))
      }
      if let title = variant["title"], title.scalar == nil {
        report(title.place, "'title' must be a text (found \(title.shortDescription))")
      }
      guard let overlay = variant["overlay"], let changes = overlay.entries, !changes.isEmpty else {
        report(
          variant["overlay"]?.place ?? key.place,
          "the variant '\(key.name)' needs an 'overlay', a map of what it changes")
        continue
      }
      for (inner, _) in changes
      where Self.keysOutsideVariants.contains(inner.name) {
        report(
          inner.place,
          "a variant cannot change '\(inner.name)': it is run in the futures of the scenario")
      }
      var found: [Problem] = []
      let merged = Overlay.merge([root, overlay.inLayer(root.topLayer + 1)], &found)
      problems += found
      variants.append(
        ScenarioVariant(
          name: key.name, title: variant["title"]?.scalar ?? "",
          scenario: LoadedScenario(root: merged, mainFile: mainFile), place: key.place))
    }
    if !problems.isEmpty { throw ScenarioProblems(problems) }
    return variants
  }
}

extension ScenarioNode {
  /// The highest layer of the value and all below it.
  fileprivate var topLayer: Int {
    let below: [Int] =
      switch value {
      case .mapping(let entries): entries.map(\.value.topLayer)
      case .sequence(let elements): elements.map(\.topLayer)
      case .scalar, .null: []
      }
    return below.reduce(layer, max)
  }
}
