import GridQueues
import Quantities
import ScenarioReading

/// Sites of one kind that a strategy starts together.
struct PhaseSpec: Sendable {
  let name: String
  let kind: ID<SiteKindSpec>
  let siteCount: Int
  /// Grid nodes in which each site applies; the first offer wins.
  let nodes: [GridNodeID]
  /// Index into the priority classes of the grid.
  let applicantClass: Int
  /// When the sites apply for the grid, if before their grid stage.
  let applyForGrid: SimTime?
  let trigger: Condition
  /// The phase on whose sites its sites stand: their land and their connection.
  let standsOn: ID<PhaseSpec>?
  /// What must hold before a stage begins, beside the stages before it.
  let gates: [GateSpec]
}

extension PhaseSpec {
  init(
    name: String, from section: SectionReader, phases: [String], kinds: [SiteKindSpec],
    grid: GridSpec
  ) {
    self.name = name
    let kind = section.reference(
      "site", to: "site", among: kinds.map(\.name), "The kind of site, from 'sites'.")
    self.kind = ID(kind ?? 0)
    siteCount = section.count(
      "sites", default: 1, in: 0...10_000,
      "How many such sites, each with its own applications and draws; 0 leaves the phase out.")
    let regions = section.references(
      "regions", to: "region", among: grid.regions.map(\.name), required: false,
      "Where each site applies for a connection; the first offer wins.")
    // Without any tier there is one without a name, which nobody can mean.
    let tierNames = grid.tiers.map(\.name)
    let tier = section.optionalReference(
      "tier", to: "tier", among: tierNames == [""] ? [] : tierNames,
      "The voltage tier it applies at.")
    applicantClass =
      section.optionalReference(
        "class", to: "priority class", among: grid.regions.isEmpty ? [] : grid.classes,
        "Priority class of the applications; default: the last one.") ?? grid.classes.count - 1
    let applyDay = section.optionalDate(
      "applyForGrid", within: .horizon, "When the sites apply, if before their grid stage starts.")
    applyForGrid = applyDay.flatMap { section.context.calendar?.time(of: $0) }
    let startDay = section.optionalDate("start", within: .horizon, "When the phase starts.")
    let when = section.optionalVariant(
      "when", "What starts the phase.", Condition.variants(phases: phases))
    section.checkPair("start", "when", missing: nil)
    let start = startDay.flatMap { section.context.calendar?.time(of: $0) }
    trigger = when ?? .date(start ?? .start)
    standsOn = section.optionalReference(
      "standsOn", to: "phase", among: phases,
      "The phase on whose sites, with their connections, its own stand: each on the one of its number, or all on the only one."
    ).map { ID($0) }
    let stages = kind.map { kinds.indices.contains($0) ? kinds[$0].graph.stages : [] } ?? []
    gates = GateSpec.gates(of: stages.map(\.name), phases: phases, from: section)
    nodes = regions.compactMap { region in
      tier.flatMap { grid.node(region: region, tier: $0) }
    }
    guard section.isReading, let kind, kinds.indices.contains(kind) else { return }
    check(section, kinds[kind], grid: grid, regions: regions, tier: tier)
  }

  /// An application is filed at the latest when the first stage that needs it begins.
  private func checkApplication(_ section: SectionReader, _ kind: SiteKindSpec) {
    guard let applyForGrid, case .date(let start) = trigger, applyForGrid > start else { return }
    let needing = [kind.graph.offerStage, kind.graph.gridStage].compactMap { $0 }
      .map { kind.graph.stages[$0] }
    if let first = needing.first(where: \.after.isEmpty) {
      section.reportConsequence(
        "'applyForGrid' has no effect: the stage '\(first.name)' begins with the phase, before this date, and applies then; give an earlier date, or take it out",
        at: "applyForGrid")
    }
  }

  private func check(
    _ section: SectionReader, _ kind: SiteKindSpec, grid: GridSpec, regions: [Int], tier: Int?
  ) {
    if kind.isLiveAtStart {
      for key in ["start", "when", "applyForGrid"] where section.has(key) {
        section.report(
          "site '\(kind.name)' is live at the start, so '\(key)' has no effect", at: key)
      }
      if regions.count > 1 {
        section.report("a site that stands is in one region; name one", at: "regions")
      }
    } else if !section.has("start") && !section.has("when") {
      section.reportMissing(
        "when",
        "phase '\(name)' needs 'start', a date, or 'when', a trigger")
    }
    checkApplication(section, kind)
    for gate in gates { gate.check(section, kind) }
    let connects = kind.graph.gridStage != nil
    checkPower(section, kind, grid: grid)
    if connects && standsOn == nil && (regions.isEmpty || tier == nil) {
      section.reportConsequence(
        "site '\(kind.name)' has a stage 'grid', so phase '\(name)' needs 'regions' and 'tier'")
    }
    if !connects && !kind.isLiveAtStart && standsOn == nil {
      for key in ["regions", "tier", "class", "applyForGrid"] where section.has(key) {
        section.reportConsequence(
          "site '\(kind.name)' has no stage 'grid', so '\(key)' has no effect", at: key)
      }
    }
    guard let tier else { return }
    for region in regions where grid.node(region: region, tier: tier) == nil {
      section.report(
        "region '\(grid.regions[region].name)' does not describe tier '\(grid.tiers[tier].name)'; add it to the 'tiers' of the region, or name another",
        at: "regions")
    }
    if kind.connection.value > grid.tiers[tier].largest {
      section.report(
        "a connection of \(Dimension.power.roundedText(of: kind.connection.value)) is above the largest of tier '\(grid.tiers[tier].name)', \(Dimension.power.roundedText(of: grid.tiers[tier].largest)); take another tier, or a site of less power",
        at: "tier")
    }
  }

  /// A site that needs power and says not where it comes from.
  private func checkPower(_ section: SectionReader, _ kind: SiteKindSpec, grid: GridSpec) {
    guard !grid.regions.isEmpty, standsOn == nil, !kind.isLiveAtStart, kind.power > .zero,
      kind.graph.gridStage == nil, !kind.isOffGrid, siteCount > 0
    else { return }
    section.reportConsequence(
      "site '\(kind.name)' has \(Dimension.power.roundedText(of: kind.power.value)) and no connection: give it a stage 'grid', let the phase stand on another one with 'standsOn', or write 'connection: none' at the site if it needs none",
      at: "site")
  }
}
