import Columns

/// What a milestone of a site is read from.
enum MilestoneSource: BitwiseCopyable {
  case site(SiteMilestone)
  /// When a stage began, by its number in the kind; where it was done again, for the first time.
  case began(Int)
  /// When it was done.
  case done(Int)
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

  /// The milestones that sites of each kind can reach, in the order of their numbers.
  var milestoneSources: [[(number: Int, source: MilestoneSource)]] {
    let names = milestones.map(\.name)
    return kinds.map { kind in
      var sources: [(number: Int, source: MilestoneSource)] = []
      for milestone in SiteMilestone.allCases where kind.mayReach(milestone) {
        sources.append((milestone.rawValue, .site(milestone)))
      }
      for (stage, spec) in kind.graph.stages.enumerated() where spec.kind == .timed {
        for (name, source) in [
          (spec.beginning, MilestoneSource.began(stage)), (spec.name, .done(stage)),
        ] {
          guard let number = names.firstIndex(of: name) else {
            preconditionFailure("\(name) is among the milestones")
          }
          sources.append((number, source))
        }
      }
      return sources.sorted { $0.number < $1.number }
    }
  }

  /// Where each strategy's milestones belong, in the order in which they are written.
  var milestonePlaces: [[MilestonePlace]] {
    let sources = milestoneSources
    return strategies.ids.map { id in
      StrategyPlan(id, of: self).sites.flatMap { site in
        sources[site.kind.index].map { number, _ in
          MilestonePlace(
            phase: site.phase.number, site: Int32(site.number), milestone: Int32(number))
        }
      }
    }
  }
}

extension SiteKindSpec {
  /// Whether a site of this kind can reach a milestone at all.
  fileprivate func mayReach(_ milestone: SiteMilestone) -> Bool {
    switch milestone {
    case .applied, .granted: graph.gridStage != nil
    case .ordered, .delivered: graph.acceleratorStage != nil
    case .started, .energised, .live, .abandoned: true
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
