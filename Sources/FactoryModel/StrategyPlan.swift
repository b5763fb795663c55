/// One site of a strategy, as it is planned.
///
/// What becomes of it is kept by those who are concerned with it: how far it is in the rollout
/// (``SiteProgress``), its accelerators in the fleet (``SiteEquipment``), what it draws with power
/// (``SitePower``), and what it has cost in the accounts (``SiteBooks``).
struct Site: BitwiseCopyable {
  let phase: ID<PhaseSpec>
  /// Its number in the phase, from 1.
  let number: Int
  let kind: ID<SiteKindSpec>

  /// Its number in the draws of its phase.
  var entity: UInt64 { UInt64(number) }
}

/// A strategy with each of its sites, worked out once for all replications.
struct StrategyPlan: Sendable {
  let id: ID<StrategySpec>
  let spec: StrategySpec
  /// In the order of the phases.
  let sites: Table<Site, Site>
  /// The sites of each phase.
  let sitesOfPhase: Table<PhaseSpec, Range<ID<Site>>>
  /// The site that each site stands on; nil where it has land and connection of its own.
  let bases: Table<Site, ID<Site>?>
  /// The sites that stand on each.
  let standing: Table<Site, [ID<Site>]>
  /// What starts each phase, in the order of the phases, and then what opens the gates.
  let rules: Table<Rule, Rule>
  /// What stages of each phase wait for beside the stages before them.
  let waits: Table<PhaseSpec, PhaseWaits>
  /// What can hold up the sites of each phase.
  let causes: Table<PhaseSpec, CausePlan>
  let placement: Placement
  /// What each phase draws.
  let inputs: Table<PhaseSpec, PhaseInputs>

  init(_ id: ID<StrategySpec>, of scenario: Scenario) {
    self.id = id
    let spec = scenario.strategies[id]
    self.spec = spec
    var sites = Table<Site, Site>()
    var sitesOfPhase = Table<PhaseSpec, Range<ID<Site>>>()
    for phase in spec.phases.ids {
      let first = sites.endIndex
      for number in 0..<spec.phases[phase].siteCount {
        sites.append(Site(phase: phase, number: number + 1, kind: spec.phases[phase].kind))
      }
      sitesOfPhase.append(first..<sites.endIndex)
    }
    self.sites = sites
    self.sitesOfPhase = sitesOfPhase
    let bases = Table<Site, ID<Site>?>(
      sites.map { site in
        guard let base = spec.phases[site.phase].standsOn else { return nil }
        let land = sitesOfPhase[base]
        return land.count == 1 ? land.lowerBound : land.lowerBound.advanced(by: site.number - 1)
      })
    self.bases = bases
    var standing = Table<Site, [ID<Site>]>(repeating: [], count: sites.count)
    for site in sites.indices {
      if let base = bases[site] { standing[base].append(site) }
    }
    self.standing = standing
    var rules = Table<Rule, Rule>(
      spec.phases.ids.map { Rule(when: spec.phases[$0].trigger, then: .start($0)) })
    waits = Table(
      spec.phases.ids.map { phase in PhaseWaits(of: phase, in: spec, scenario.kinds, &rules) })
    self.rules = rules
    causes = Table(spec.phases.ids.map { CausePlan(of: $0, in: spec, scenario.kinds) })
    inputs = Table(spec.phases.map { PhaseInputs($0, in: scenario) })
    placement = Placement(sovereignty: Table(sites.map { scenario.kinds[$0.kind].sovereign }))
  }

  /// The rule that starts a phase.
  func startRule(of phase: ID<PhaseSpec>) -> ID<Rule> { ID(phase.index) }

  /// The name of a site in messages.
  func name(of site: ID<Site>) -> String {
    "\(spec.phases[sites[site].phase].name)/\(sites[site].number)"
  }
}
