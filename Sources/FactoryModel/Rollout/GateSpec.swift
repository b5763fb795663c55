import Quantities
import ScenarioReading

/// A decision within a phase: a stage that begins only once a condition has held.
///
/// What the site needs until then is committed when its phase starts, and the rest when the gate opens.
struct GateSpec: Sendable {
  let stage: ID<StageSpec>
  let trigger: Condition
}

extension GateSpec {
  /// Reads the gates of a phase whose sites have some stages.
  static func gates(
    of stages: [String], phases: [String], from section: SectionReader
  ) -> [GateSpec] {
    section.named(
      "gates", each: "gate",
      "Stages of the site that wait for a condition, too, by name of the stage: permit now, decide later. A gate is looked at once all stages before its own are done, and stays open. What it and the stages behind it cost, and their accelerators, is committed as it opens."
    ) { name, section -> GateSpec? in
      let trigger = section.oneOf(Condition.variants(phases: phases))
      guard section.isReading else { return nil }
      guard let stage = stages.firstIndex(of: name) else {
        section.report(unknownStage(name, among: stages), at: section.place)
        return nil
      }
      return trigger.map { GateSpec(stage: ID(stage), trigger: $0) }
    }.compactMap(\.value)
  }

  private static func unknownStage(_ name: String, among stages: [String]) -> String {
    let message = "the gate '\(name)' is at no stage of the site"
    if let nearest = NearestName.of(name, among: stages) {
      return message + "; did you mean '\(nearest)'?"
    }
    return stages.isEmpty
      ? message + ", which has none" : message + "; there are: " + SectionReader.listed(stages)
  }

  /// Checks that a gate can hold back what it stands before, and lets it through once it is open.
  func check(_ section: SectionReader, _ kind: SiteKindSpec) {
    let graph = kind.graph
    let name = graph.stages[stage].name
    let place = section.place(ofPath: "gates.\(name)")
    if let supply = graph.acceleratorStage, case .accelerators(stage) = graph.stages[supply].kind,
      supply < graph.following.endIndex,
      let other = graph.stages[stage].after.first(where: {
        $0 != supply && graph.following[supply].contains($0)
      })
    {
      section.report(
        "behind this gate accelerators are ordered for '\(name)', and '\(graph.stages[other].name)', which '\(name)' waits for, waits for them: the gate could never open; put it at 'accelerators'",
        at: place)
    }
    if stage == graph.offerStage, let grid = graph.gridStage, grid < graph.following.endIndex,
      !graph.following[stage].contains(grid), section.isReading
    {
      section.context.add(
        Problem(
          .warning, at: place,
          "the gate of 'offer' does not hold back the application: the stage 'grid' does not wait for 'offer', and files it"
        ))
    }
  }
}
