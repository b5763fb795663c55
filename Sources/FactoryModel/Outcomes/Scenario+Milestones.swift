import Columns

/// Where the milestones of a stage stand among those of the layout.
struct StageMilestones: BitwiseCopyable {
  let began: Int
  let done: Int
}

extension Scenario {
  /// The milestones of all sites: those of every site, then beginnings and ends of stages by name.
  var milestones: [Variable] {
    var variables = SiteMilestone.allCases.map(\.variable)
    for stage in kinds.flatMap(\.graph.stages) where stage.kind == .timed {
      guard !variables.contains(where: { $0.name == stage.name }) else { continue }
      variables += [
        .milestone(
          stage.beginning, part: .beginning(of: stage.name),
          "The stage '\(stage.name)' of a site began; where it was done again, for the first time."),
        .milestone(stage.name, "The stage '\(stage.name)' of a site was done."),
      ]
    }
    return variables
  }

  /// Those of the stages by kind and stage; nil for stages that the model supplies.
  var stageMilestones: [[StageMilestones?]] {
    let names = milestones.map(\.name)
    return kinds.map { kind in
      kind.graph.stages.map { stage in
        guard stage.kind == .timed, let began = names.firstIndex(of: stage.beginning),
          let done = names.firstIndex(of: stage.name)
        else { return nil }
        return StageMilestones(began: began, done: done)
      }
    }
  }
}

extension StageSpec {
  /// How names of milestones that are beginnings end.
  static let beginningSuffix = "_began"

  /// The name of the milestone that it began; its own name is that of its end.
  var beginning: String { name + Self.beginningSuffix }

  /// Whether a name of a stage would be taken for another milestone.
  static func isMilestone(_ name: String) -> Bool {
    name.hasSuffix(beginningSuffix) || SiteMilestone.allCases.contains { $0.variable.name == name }
  }
}
