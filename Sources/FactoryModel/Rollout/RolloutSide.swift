import Accounts
import ScenarioInputs
import GridQueues
import EventKernel
import Quantities

/// The rollout of a strategy: which phases have started, and how far each site is.
struct RolloutSide: ~Copyable {
  let kinds: [SiteKindSpec]
  let gridNodes: [GridNodeSpec]
  let siting: [GridSitingRule]
  /// Why milestones may be late, as results name it.
  let reasons: [String]
  let plan: StrategyPlan
  var phases: Table<PhaseSpec, PhaseState>
  var conditions: Table<Rule, ConditionState>
  var sites: Table<Site, SiteProgress>

  init(_ scenario: Scenario, _ plan: StrategyPlan) {
    self.init(
      plan, scenario.kinds, scenario.grid.nodes, scenario.grid.siting, scenario.grid.reasons)
  }

  /// All sites are only plans.
  private init(
    _ plan: StrategyPlan, _ kinds: [SiteKindSpec], _ gridNodes: [GridNodeSpec],
    _ siting: [GridSitingRule], _ reasons: [String]
  ) {
    self.kinds = kinds
    self.gridNodes = gridNodes
    self.siting = siting
    self.reasons = reasons
    self.plan = plan
    phases = Table(
      plan.spec.phases.ids.map { PhaseState(sites: plan.sitesOfPhase[$0]) })
    conditions = Table(plan.rules.map { ConditionState($0) })
    sites = Table(
      plan.sites.map { SiteProgress(plan.waits[$0.phase]) })
  }

  /// Starts a strategy, before its clock runs: everything is as in a new value.
  mutating func begin(_ plan: StrategyPlan, _ course: inout Course) {
    self = RolloutSide(plan, kinds, gridNodes, siting, reasons)
    watch(&course)
  }

  /// Lets something happen; what a stage costs is paid at once, and applications are filed at once.
  mutating func handle(
    _ event: RolloutEvent, _ course: inout Course, _ grid: inout Grid,
    _ accounts: inout AccountsSide
  ) -> RolloutEffect {
    switch event {
    case .ruleDue(let rule), .conditionHeld(let rule):
      return course.isWindingDown ? .none : check(rule, course)
    case .applicationDue(let phase):
      for site in phases[phase].sites where !sites[site].isOver {
        applyForGrid(site, &course, &grid)
      }
      return .none
    case .applicationReopened(let site, let place):
      if !sites[site].isOver, !course.isWindingDown, sites[site].node == nil {
        sites[site].postponedApplications -= 1
        let isFirst = sites[site].milestones[.applied] == .never
        apply(site, at: Int(place), &course, &grid)
        if isFirst, sites[site].milestones[.applied] < .never {
          blameStop(at: Int(place), for: site, course.now)
        }
        giveUpIfRefusedEverywhere(site, &course)
      }
      return .none
    case .sitingRefused(let site):
      return sites[site].isOver ? .none : .refused(site)
    case .stageEnded(let site, let stage):
      return end(stage, of: site, &course, &accounts)
    case .siteEnergised(let site):
      guard !sites[site].isOver else { return .none }
      course.note("\(plan.name(of: site)): energised")
      return .connected(site)
    case .reviewDue:
      return course.isWindingDown ? .none : .review
    }
  }

  // MARK: The life of a site

  func kind(of site: ID<Site>) -> SiteKindSpec { kinds[plan.sites[site].kind] }

  /// Enters a milestone of a site.
  mutating func reach(_ milestone: SiteMilestone, at site: ID<Site>, _ now: SimTime) {
    sites[site].milestones[milestone] = now
  }

  /// The phase of a site has started.
  mutating func commit(_ site: ID<Site>, at now: SimTime) {
    sites[site].status = .committed
    reach(.started, at: site, now)
  }

  /// A site can be used; its phase hears of it by ``reachLive(phaseOf:_:)``, once it is.
  mutating func goLive(_ site: ID<Site>, _ course: borrowing Course) {
    course.note("\(plan.name(of: site)): live")
    sites[site].status = .live
    reach(.live, at: site, course.now)
  }

  /// A phase has a live site, and perhaps all are.
  mutating func reachLive(phaseOf site: ID<Site>, _ course: inout Course) {
    let phase = plan.sites[site].phase
    reach(.firstLive, phase: phase, &course)
    if phases[phase].sites.allSatisfy({ sites[$0].status == .live }) {
      reach(.live, phase: phase, &course)
    }
  }

  /// A site is given up: what runs is broken off, and it leaves the grid.
  mutating func giveUp(
    _ site: ID<Site>, _ course: inout Course, _ grid: inout Grid, _ accounts: inout AccountsSide
  ) {
    course.note("\(plan.name(of: site)): given up")
    abandon(site, at: course.now)
    breakOff(site, &course, &grid, &accounts)
  }

  /// A site closes: what runs is broken off, and it leaves the grid.
  mutating func close(
    _ site: ID<Site>, _ course: inout Course, _ grid: inout Grid, _ accounts: inout AccountsSide
  ) {
    course.note("\(plan.name(of: site)): closed")
    sites[site].status = .closed
    sites[site].ended = course.now
    breakOff(site, &course, &grid, &accounts)
  }

  private mutating func abandon(_ site: ID<Site>, at now: SimTime) {
    sites[site].status = .abandoned
    sites[site].ended = now
    reach(.abandoned, at: site, now)
  }

  /// What runs at a site is paid so far, and it leaves the grid.
  private mutating func breakOff(
    _ site: ID<Site>, _ course: inout Course, _ grid: inout Grid, _ accounts: inout AccountsSide
  ) {
    for stage in sites[site].stages.indices where sites[site].stages[stage].state == .running {
      if course.run.cancel(sites[site].stages[stage].timer) {
        settle(stage, of: site, course.now, course.future, &accounts)
      }
    }
    leaveGrid(site, &course, &grid)
  }

  /// A site whose phase is dropped gives its places on the waiting lists and its connection back.
  mutating func drop(_ site: ID<Site>, _ course: inout Course, _ grid: inout Grid) {
    leaveGrid(site, &course, &grid)
    abandon(site, at: course.now)
  }

  /// What a site of a phase is planned to cost as it starts, without accelerators: the stages behind no gate,
  /// by the means of their costs and today's prices, and its connection.
  func plannedCost(ofSiteIn phase: ID<PhaseSpec>, _ course: inout Course) -> Money {
    let spec = plan.spec.phases[phase]
    let kind = kinds[spec.kind]
    let waits = plan.waits[phase]
    var cost = plannedCost(ofStagesIn: phase, &course) { waits.gatesBefore[$0].isEmpty }
    let escalation = course.future.money.escalation
    if let node = spec.nodes.first {
      cost +=
        course.future.nodes[node.index].connectionFee(kind.connection)
        * escalation.factor(.grid, at: course.now)
    }
    return cost
  }

  /// What some stages of a site are planned to cost, by the means of their costs and today's prices.
  func plannedCost(
    ofStagesIn phase: ID<PhaseSpec>, _ course: inout Course, where isMeant: (ID<StageSpec>) -> Bool
  ) -> Money {
    let power = kinds[plan.spec.phases[phase].kind].power.value
    let stages = plan.inputs[phase].stages
    var construction = 0.0
    for id in stages.indices where isMeant(id) {
      let stage = stages[id]
      construction +=
        (stage.fixedCost.mean(&course.future.draws)
          + stage.costPerPower.mean(&course.future.draws) * power)
        * (1 + stage.overrun.mean(&course.future.draws))
    }
    let factor = course.future.money.escalation.factor(.construction, at: course.now)
    return Money(construction) * factor
  }

  /// What a site cost that stands from the start.
  func openingCost(of site: ID<Site>, _ course: inout Course) -> Money {
    let (phase, entity) = (plan.sites[site].phase, plan.sites[site].entity)
    return Money(plan.inputs[phase].openingCost.value(&course.future.draws, entity: entity))
  }

  /// A site that stands is in the one region it names.
  mutating func connectStanding(_ site: ID<Site>) {
    sites[site].node = plan.spec.phases[plan.sites[site].phase].nodes.first
  }
}
