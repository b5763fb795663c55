import ScenarioReading

/// The stages of a kind of site and what must come before what.
struct StageGraph: Sendable {
  let stages: [StageSpec]
  /// Stages in an order in which each comes after those it waits for.
  let order: [ID<StageSpec>]
  /// For each stage, itself and all that come after it, directly or not.
  let following: Table<StageSpec, [ID<StageSpec>]>
  /// The same as `order`, accelerators that are ordered last behind all that they wait for.
  let planOrder: [ID<StageSpec>]

  let offerStage: ID<StageSpec>?
  let gridStage: ID<StageSpec>?
  let acceleratorStage: ID<StageSpec>?

  init(from section: SectionReader) {
    let names = section.freeNames(under: "stages")
    var places: [SectionReader] = []
    stages = section.named("stages", each: "stage", "The way to a live site, by name of the stage.")
    { name, section in
      places.append(section)
      return StageSpec(name: name, among: names, from: section)
    }.map(\.value)
    offerStage = stages.firstID { $0.kind == .offer }
    gridStage = stages.firstID { $0.kind == .grid }
    acceleratorStage = stages.firstID { $0.name == "accelerators" }
    (order, following) = Self.sort(stages)
    planOrder = Self.sort(stages, planned: true).order
    guard section.isReading else { return }
    for circle in circles() {
      let names = circle.map { "'\(stages[$0].name)'" }.joined(separator: ", ")
      let place = places[circle[0].index]
      place.report(
        circle.count == 1
          ? "the stage \(names) waits for itself; take it out of its 'after'"
          : "the stages \(names) wait for each other in a circle; take one name out of an 'after'",
        at: place.place)
    }
    for (stage, place) in zip(stages, places) {
      checkSupply(of: stage, at: place)
      if CausePlan.others.contains(stage.name) {
        place.report(
          "'\(stage.name)' would be taken for what holds sites up beside their stages; give the stage another"
            + " name, such as '\(stage.name)Stage'", at: place.place)
      }
      if StageSpec.isMilestone(stage.name) {
        place.report(
          "'\(stage.name)' would be taken for another milestone in the results; give the stage"
            + " another name, such as '\(stage.name)Stage'", at: place.place)
      }
    }
  }

  /// The stages that wait for themselves, each with those that it waits for in a circle.
  private func circles() -> [[ID<StageSpec>]] {
    // They have no place in the order, as has nobody who waits for one of them.
    let placed = Set(order)
    let stuck = stages.ids.filter { !placed.contains($0) }
    /// The stages that one waits for, directly or not.
    func awaited(by stage: ID<StageSpec>) -> Set<ID<StageSpec>> {
      var found: Set<ID<StageSpec>> = []
      var open = stages[stage].after
      while let next = open.popLast() {
        if !placed.contains(next), found.insert(next).inserted { open += stages[next].after }
      }
      return found
    }
    let awaited = Dictionary(uniqueKeysWithValues: stuck.map { ($0, awaited(by: $0)) })
    func waits(_ stage: ID<StageSpec>, for other: ID<StageSpec>) -> Bool {
      awaited[stage]?.contains(other) ?? false
    }
    var circles: [[ID<StageSpec>]] = []
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
    if case .accelerators(let user) = stage.kind, let supply = acceleratorStage,
      stage.order == .ready, supply < following.endIndex,
      let other = stages[user].after.first(where: {
        $0 != supply && following[supply].contains($0)
      })
    {
      section.report(
        "accelerators that are 'ready' are ordered when nothing else holds '\(stages[user].name)' up, and '\(stages[other].name)', which it waits for, waits for them; write 'for: \(stages[other].name)', or 'order: planned'",
        at: "order")
    }
    if case .restart(let target, _) = stage.onRefusal, target < following.endIndex,
      let own = stages.firstID(where: { $0.name == stage.name }),
      !following[target].contains(own), !following[target].isEmpty
    {
      section.report(
        "a refusal of '\(stage.name)' can restart '\(stage.name)' itself or a stage before it; '\(stages[target].name)' is not one",
        at: "else")
    }
  }

  /// Whether a stage are accelerators that are ordered when nothing else holds up the stage that needs them.
  func isOrderedLast(_ stage: ID<StageSpec>) -> Bool { Self.isOrderedLast(stages[stage]) }

  private static func isOrderedLast(_ stage: StageSpec) -> Bool {
    if case .accelerators = stage.kind { stage.order == .ready } else { false }
  }

  /// What a stage waits for, an order that comes last included.
  func planned(before stage: ID<StageSpec>) -> [ID<StageSpec>] {
    Self.planned(before: stage, in: stages)
  }

  private static func planned(
    before stage: ID<StageSpec>, in stages: [StageSpec]
  ) -> [ID<StageSpec>] {
    guard isOrderedLast(stages[stage]), case .accelerators(let user) = stages[stage].kind else {
      return stages[stage].after
    }
    return stages[stage].after + stages[user].after.filter { $0 != stage }
  }

  /// A topological order (Kahn's algorithm, in file order among equals) and who follows whom.
  private static func sort(
    _ stages: [StageSpec], planned isPlanned: Bool = false
  ) -> (order: [ID<StageSpec>], following: Table<StageSpec, [ID<StageSpec>]>) {
    var order: [ID<StageSpec>] = []
    var isPlaced = Table<StageSpec, Bool>(repeating: false, count: stages.count)
    while let next = stages.ids.first(where: { stage in
      let before = isPlanned ? planned(before: stage, in: stages) : stages[stage].after
      return !isPlaced[stage] && before.allSatisfy { isPlaced[$0] }
    }) {
      isPlaced[next] = true
      order.append(next)
    }
    var following = Table<StageSpec, [ID<StageSpec>]>(repeating: [], count: stages.count)
    guard order.count == stages.count else { return (order, following) }
    for first in stages.ids {
      var reached = Table<StageSpec, Bool>(repeating: false, count: stages.count)
      for stage in order {
        reached[stage] = stage == first || stages[stage].after.contains { reached[$0] }
      }
      following[first] = stages.ids.filter { reached[$0] }
    }
    return (order, following)
  }
}
