import GridQueues
import ScenarioInputs
import Quantities
import ScenarioReading

/// Money that a strategy may commit, and what happens to a phase that does not fit.
struct BudgetSpec: Sendable {
  enum Otherwise: String, CaseIterable, Sendable { case wait, drop }
  /// EUR; once per replication.
  let amount: Input
  let otherwise: Otherwise

  init(from section: SectionReader) {
    // Of one stream for all strategies, as phases of one name meet the same delays: what they are given
    // differs where they are given different budgets, and not by their names.
    amount = section.input(
      "amount", .money, in: .notNegative,
      "Money that may be committed to phases; once per replication."
    ).drawn(from: "budget/amount")
    otherwise = section.choice(
      "otherwise", default: Otherwise.wait,
      "What a phase does that does not fit: wait (looked at again each month) or drop.")
  }
}

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
}

/// What we choose: phases under an optional budget.
struct StrategySpec: Sendable {
  let name: String
  let budget: BudgetSpec?
  let phases: [PhaseSpec]

  init(name: String, from section: SectionReader, kinds: [SiteKindSpec], grid: GridSpec) {
    self.name = name
    budget = section.optionalSection("budget", "Money that may be committed to phases.") {
      BudgetSpec(from: $0)
    }
    let names = section.freeNames(under: "phases")
    phases = section.named("phases", each: "phase", "Sites that start together, by name.") {
      PhaseSpec(name: $0, from: $1, phases: names, kinds: kinds, grid: grid)
    }.map(\.value)
    let stuck = Self.phasesThatCannotStart(phases)
    if !stuck.isEmpty, section.isReading {
      section.reportConsequence(
        stuck.count == 1
          ? "the phase '\(stuck[0])' can never start: it waits for itself"
          : "the phases \(stuck.map { "'\($0)'" }.joined(separator: ", ")) can never start: each waits for one of them",
        at: "phases")
    }
  }
}

extension StrategySpec {
  /// Phases whose triggers wait for each other, or for themselves, in a circle.
  private static func phasesThatCannotStart(_ phases: [PhaseSpec]) -> [String] {
    var canStart = Table<PhaseSpec, Bool>(repeating: false, count: phases.count)
    // Each round finds at least one more, or it is the last.
    for _ in phases {
      for phase in phases.ids {
        canStart[phase] = canStart[phase] || phases[phase].trigger.canHold { canStart[$0] }
      }
    }
    return phases.ids.filter { !canStart[$0] }.map { phases[$0].name }
  }
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
    let start = startDay.flatMap { section.context.calendar?.time(of: $0) }
    trigger = when ?? .date(start ?? .start)
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
    let hasStart = section.has("start")
    if hasStart && section.has("when") {
      section.report("give either 'start' or 'when', not both", at: "when")
    }
    if kind.isLiveAtStart {
      for key in ["start", "when", "applyForGrid"] where section.has(key) {
        section.report(
          "site '\(kind.name)' is live at the start, so '\(key)' has no effect", at: key)
      }
      if regions.count > 1 {
        section.report("a site that stands is in one region; name one", at: "regions")
      }
    } else if !hasStart && !section.has("when") {
      section.reportMissing(
        "when",
        "phase '\(name)' needs 'start', a date, or 'when', a trigger")
    }
    checkApplication(section, kind)
    let connects = kind.graph.gridStage != nil
    if connects && (regions.isEmpty || tier == nil) {
      section.reportConsequence(
        "site '\(kind.name)' has a stage 'grid', so phase '\(name)' needs 'regions' and 'tier'")
    }
    if !connects && !kind.isLiveAtStart {
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
}
