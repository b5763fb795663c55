import ScenarioReading

/// The stages of a kind of site and what must come before what.
struct StageGraph: Sendable {
  let stages: [StageSpec]
  /// Stages in an order in which each comes after those it waits for.
  let order: [Int]
  /// For each stage, itself and all that come after it, directly or not.
  let following: [[Int]]

  let offerStage: Int?
  let gridStage: Int?
  let acceleratorStage: Int?

  init(from section: SectionReader) {
    let names = section.freeNames(under: "stages")
    var places: [SectionReader] = []
    stages = section.named("stages", each: "stage", "The way to a live site, by name of the stage.")
    { name, section in
      places.append(section)
      return StageSpec(name: name, among: names, from: section)
    }.map(\.value)
    offerStage = stages.firstIndex { $0.kind == .offer }
    gridStage = stages.firstIndex { $0.kind == .grid }
    acceleratorStage = stages.firstIndex { $0.name == "accelerators" }
    (order, following) = Self.sort(stages)
    guard section.isReading else { return }
    for circle in circles() {
      let names = circle.map { "'\(stages[$0].name)'" }.joined(separator: ", ")
      places[circle[0]].report(
        circle.count == 1
          ? "the stage \(names) waits for itself; take it out of its 'after'"
          : "the stages \(names) wait for each other in a circle; take one name out of an 'after'",
        at: places[circle[0]].place)
    }
    for (stage, place) in zip(stages, places) {
      checkSupply(of: stage, at: place)
      if StageSpec.isMilestone(stage.name) {
        place.report(
          "'\(stage.name)' would be taken for another milestone in the results; give the stage"
            + " another name, such as '\(stage.name)Stage'", at: place.place)
      }
    }
  }

  /// The stages that wait for themselves, each with those that it waits for in a circle.
  private func circles() -> [[Int]] {
    // They have no place in the order, as has nobody who waits for one of them.
    let placed = Set(order)
    let stuck = stages.indices.filter { !placed.contains($0) }
    /// The stages that one waits for, directly or not.
    func awaited(by stage: Int) -> Set<Int> {
      var found: Set<Int> = []
      var open = stages[stage].after
      while let next = open.popLast() {
        if !placed.contains(next), found.insert(next).inserted { open += stages[next].after }
      }
      return found
    }
    let awaited = Dictionary(uniqueKeysWithValues: stuck.map { ($0, awaited(by: $0)) })
    func waits(_ stage: Int, for other: Int) -> Bool { awaited[stage]?.contains(other) ?? false }
    var circles: [[Int]] = []
    for stage in stuck where waits(stage, for: stage) && !circles.joined().contains(stage) {
      circles.append(stuck.filter { waits(stage, for: $0) && waits($0, for: stage) })
    }
    return circles
  }

  private func checkSupply(of stage: StageSpec, at section: SectionReader) {
    if stage.kind == .offer, gridStage == nil {
      section.reportConsequence(
        "a stage 'offer' needs a stage 'grid': a connection that is granted is built")
    }
    if case .accelerators(let user) = stage.kind, section.has("for"),
      let supply = acceleratorStage, !stages[user].after.contains(supply)
    {
      section.reportConsequence(
        "stage '\(stages[user].name)' must wait for the accelerators: add 'accelerators' to its 'after'",
        at: "for")
    }
    if case .restart(let target, _) = stage.onRefusal, target < following.count,
      let own = stages.firstIndex(where: { $0.name == stage.name }),
      !following[target].contains(own), !following[target].isEmpty
    {
      section.report(
        "a refusal of '\(stage.name)' can restart '\(stage.name)' itself or a stage before it; '\(stages[target].name)' is not one",
        at: "else")
    }
  }

  /// A topological order (Kahn's algorithm, in file order among equals) and who follows whom.
  private static func sort(_ stages: [StageSpec]) -> (order: [Int], following: [[Int]]) {
    var order: [Int] = []
    var isPlaced = [Bool](repeating: false, count: stages.count)
    while let next = stages.indices.first(where: { index in
      !isPlaced[index] && stages[index].after.allSatisfy { isPlaced[$0] }
    }) {
      isPlaced[next] = true
      order.append(next)
    }
    var following = [[Int]](repeating: [], count: stages.count)
    guard order.count == stages.count else { return (order, following) }
    for first in stages.indices {
      var reached = [Bool](repeating: false, count: stages.count)
      for stage in order {
        reached[stage] = stage == first || stages[stage].after.contains { reached[$0] }
      }
      following[first] = stages.indices.filter { reached[$0] }
    }
    return (order, following)
  }
}
