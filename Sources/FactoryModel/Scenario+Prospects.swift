import Accounts
import ScenarioInputs
import GridQueues
import Quantities
import ScenarioReading

/// What a strategy would wait or pay for without ever getting anything.
///
/// Each may be meant, as one end of a sweep or as the world to be compared with, so all are warnings. What
/// comes about in some futures only is counted there.
extension Scenario {
  /// Warns of each phase that never starts or never is live, whatever is drawn.
  func checkProspects(_ section: SectionReader, _ extremes: InputExtremes) {
    checkSizes(section, extremes)
    checkFloors(section)
    for strategy in strategies {
      checkSovereignty(of: strategy, section)
      checkCoverage(of: strategy, section)
      let earliest = EarliestMilestones(of: strategy, in: self, extremes)
      for (phase, reached) in zip(strategy.phases, earliest.phases) where phase.siteCount > 0 {
        let finding: (words: String, path: String)
        if reached.started == .never {
          finding = reasonNotToStart(phase, of: strategy, earliest, extremes)
        } else if reached.firstLive >= calendar.horizon {
          finding = reasonNeverLive(phase, of: strategy, reached, earliest)
        } else if reached.live == .never {
          let count = earliest.connections(of: phase)
          finding = (
            "pays for \(phase.siteCount) sites, of which \(count) can ever be live: the regions in which "
              + "it applies never have more to give", path(of: phase, strategy) + ".sites"
          )
        } else {
          continue
        }
        section.context.add(
          Problem(
            .warning, at: section.place(ofPath: finding.path),
            "the phase '\(phase.name)' \(finding.words)"))
      }
    }
  }

  /// Warns of a strategy none of whose sites any customer may use.
  private func checkSovereignty(of strategy: StrategySpec, _ section: SectionReader) {
    let offered = strategy.phases.filter { $0.siteCount > 0 }.map { kinds[$0.kind].sovereign }.max()
    let asked = demand.segments.map(\.sovereign).min()
    guard let offered, let asked, offered < asked else { return }
    section.context.add(
      Problem(
        .warning, at: section.place(ofPath: "strategies.\(strategy.name).phases"),
        "no customer may use a site of the strategy '\(strategy.name)': each asks for 'sovereign' "
          + "\(asked) at least, and its sites offer \(offered) at most"))
  }

  /// Warns of a rule of siting that would judge sites by a floor that nobody states.
  private func checkFloors(_ section: SectionReader) {
    guard kinds.allSatisfy({ $0.floor == 0 }) else { return }
    for rule in grid.siting {
      guard
        let kind = kinds.first(where: { kind in
          kind.graph.gridStage != nil && rule.asksForFloor(ofConnection: kind.connection.value)
        })
      else { continue }
      section.context.add(
        Problem(
          .warning, at: section.place(ofPath: "sites.\(kind.name)"),
          "the rule of siting '\(rule.name)' refuses nobody, as no site states its 'floor': give that of '\(kind.name)', such as '2 ha'"
        ))
    }
  }

  /// Warns of a budget that covers refreshes where there are none.
  private func checkCoverage(of strategy: StrategySpec, _ section: SectionReader) {
    guard strategy.budget?.covers == .all, fleet.refresh == .retire else { return }
    section.context.add(
      Problem(
        .warning, at: section.place(ofPath: "strategies.\(strategy.name).budget.covers"),
        "'covers: all' changes nothing: no accelerators are replaced, unless 'refresh' of the "
          + "section 'accelerators' is 'best' or 'likeForLike'"))
  }

  /// Warns of a segment all of whose requests are larger than what it could ever use in any strategy.
  private func checkSizes(_ section: SectionReader, _ extremes: InputExtremes) {
    let accelerators = BestAccelerators(fleet, until: calendar.horizon, extremes)
    let compute = kinds.map { kind in
      (kind.capacity ?? accelerators.mostCompute(in: kind.power)) * kind.availability
    }
    for segment in demand.segments {
      let rooms = strategies.map { strategy in
        let sites = strategy.phases.filter {
          $0.siteCount > 0 && kinds[$0.kind].sovereign >= segment.sovereign
        }
        return segment.contiguous
          ? sites.map { compute[$0.kind.index].value }.max() ?? 0
          : sites.reduce(0) { $0 + compute[$1.kind.index].value * Double($1.siteCount) }
      }
      // Where there is no room at all, that is told of the sites.
      guard let room = rooms.max(), room > 0 else { continue }
      let isListed = segment.arrivals == nil
      // How far a density falls is not known before the run.
      guard !segment.followsDensity else { continue }
      let shrinking = min(1, annualFactor(extremes.least(segment.sizeGrowth), at: calendar.horizon))
      let size =
        isListed
        ? segment.requests.map { extremes.least($0.size) }.min() ?? 0
        : extremes.least(segment.size) * shrinking
      guard size > room * (1 + 1e-9) else { continue }
      let digits = Self.digits(toTell: size, from: room)
      func text(_ compute: Double) -> String {
        Dimension.compute.roundedText(of: compute, digits: digits)
      }
      section.context.add(
        Problem(
          .warning,
          at: section.place(
            ofPath: "demand.segments.\(segment.name).\(isListed ? "requests" : "size")"),
          "every request of '\(segment.name)' is lost as too large: each asks for \(text(size)) at "
            + "least, and \(segment.contiguous ? "the largest site" : "all sites of a strategy") that "
            + "it may use can hold \(text(room)) at most"))
    }
  }

  /// How many significant digits are shown of a number, so that it still differs from another one.
  private static func digits(toTell number: Double, from other: Double) -> Int {
    abs(number - other) > 0.01 * max(abs(number), abs(other)) ? 3 : 9
  }

  private func path(of phase: PhaseSpec, _ strategy: StrategySpec) -> String {
    "strategies.\(strategy.name).phases.\(phase.name)"
  }

  // MARK: What never starts

  private func reasonNotToStart(
    _ phase: PhaseSpec, of strategy: StrategySpec, _ earliest: EarliestMilestones,
    _ extremes: InputExtremes
  ) -> (words: String, path: String) {
    let when = path(of: phase, strategy) + ".when"
    let start = earliest.time(of: phase.trigger)
    guard earliest.isAffordable(phase, in: strategy, startingAt: start) else {
      return (
        "never fits the budget: it is planned to cost \(costWords(phase, strategy, start, earliest, extremes))",
        "strategies.\(strategy.name).budget.amount"
      )
    }
    let blocked = blockedPart(of: phase.trigger, earliest)
    let (reason, variant) =
      switch blocked {
      case .after(let awaited, let milestone, let lag):
        (reason(strategy.phases[awaited], milestone, lag, earliest.phases[awaited]), ".after")
      case .sustained(let part):
        (
          "it waits for \(part.observable.event), "
            + (!earliest.isAnybodyAsking
              ? "and nobody asks for compute"
              : part.observable.needsLiveSite
                ? "and none is live for so long before it"
                : "and for longer than the simulated time"),
          "." + part.observable.key
        )
      case .date, .all, .any: ("what it waits for never comes", "")
      }
    return ("can never start: \(reason)", when + variant)
  }

  /// What a phase costs at least: `8 MEUR at least, without its accelerators`.
  private func costWords(
    _ phase: PhaseSpec, _ strategy: StrategySpec, _ start: SimTime, _ earliest: EarliestMilestones,
    _ extremes: InputExtremes
  ) -> String {
    let standing = earliest.leastCost(ofSitesStandingIn: strategy)
    let accelerators = earliest.leastCost(ofAcceleratorsOf: phase, startingAt: start)
    let cost = standing + earliest.leastCost(of: phase) + accelerators
    let most = strategy.budget.map { extremes.greatest($0.amount) } ?? 0
    let amount = Dimension.money.roundedText(
      of: cost.value, digits: Self.digits(toTell: cost.value, from: most))
    let beside = standing > .zero ? " with the sites that stand and" : ""
    guard kinds[phase.kind].graph.acceleratorStage != nil else {
      return "\(amount) at least" + (standing > .zero ? ", with the sites that stand" : "")
    }
    return
      "\(amount) at least,\(beside) \(accelerators > .zero ? "with" : "without") its accelerators"
  }

  private func reason(
    _ awaited: PhaseSpec, _ milestone: PhaseMilestone, _ lag: Hours, _ reached: PhaseMilestones
  ) -> String {
    if awaited.siteCount == 0 { return "it waits for '\(awaited.name)', which has no sites" }
    let event =
      switch milestone {
      case .started: "has started"
      case .firstEnergised, .energised: "has power"
      case .firstLive, .live: "is live"
      }
    let delay =
      lag > .zero && reached[milestone] < calendar.horizon
      ? "\(Dimension.duration.roundedText(of: lag.value)) after" : "until"
    return
      "it waits \(delay) '\(awaited.name)' \(event), which is not within the simulated time"
  }

  /// The part that keeps a trigger from ever holding.
  private func blockedPart(of trigger: Condition, _ earliest: EarliestMilestones) -> Condition {
    switch trigger {
    case .date, .after, .sustained: trigger
    case .all(let parts), .any(let parts):
      parts.first { earliest.time(of: $0) >= calendar.horizon }.map {
        blockedPart(of: $0, earliest)
      } ?? trigger
    }
  }

  // MARK: What never is live

  private func reasonNeverLive(
    _ phase: PhaseSpec, of strategy: StrategySpec, _ reached: PhaseMilestones,
    _ earliest: EarliestMilestones
  ) -> (words: String, path: String) {
    let kind = kinds[phase.kind]
    if let stage = kind.graph.stages.first(where: { !earliest.maySucceed($0) }) {
      return (
        "pays for sites that are never live: their stage '\(stage.name)' never succeeds",
        "sites.\(kind.name).stages.\(stage.name).succeeds"
      )
    }
    if kind.graph.gridStage != nil, let rule = earliest.rule(refusing: phase) {
      return (
        "has sites that are given up when they would apply: the rule of siting '\(rule.name)' lets none of that size be connected where it applies",
        path(of: phase, strategy) + ".regions"
      )
    }
    if kind.graph.gridStage != nil, earliest.isBlocked(phase, in: strategy) {
      return (
        "pays for sites that are never live: wherever it applies, somebody stands before it who asks for "
          + "more than there ever is, and the rule 'strict' keeps what is free for him",
        path(of: phase, strategy) + ".regions"
      )
    }
    if kind.graph.gridStage != nil, reached.firstEnergised == .never {
      let power = Dimension.power.roundedText(of: kind.connection.value)
      return (
        "pays for sites that are never live: no region in which it applies ever has \(power) to give",
        path(of: phase, strategy) + ".tier"
      )
    }
    if let base = phase.standsOn, earliest.phases[base].firstEnergised >= calendar.horizon {
      return (
        "pays for sites that are never live: '\(strategy.phases[base].name)', on which they stand, has no power within the simulated time",
        path(of: phase, strategy) + ".standsOn"
      )
    }
    if let gate = phase.gates.first(where: { earliest.time(of: $0.trigger) >= calendar.horizon }) {
      let stage = kind.graph.stages[gate.stage].name
      return (
        "waits at the gate of '\(stage)', which never opens within the simulated time: its sites are never live",
        path(of: phase, strategy) + ".gates.\(stage)"
      )
    }
    guard reached.firstLive < .never else {
      return ("pays for sites that are never live", path(of: phase, strategy))
    }
    let start = calendar.isoText(of: reached.started)
    let time = Dimension.duration.roundedText(
      of: (reached.firstLive - reached.started).value, digits: 3)
    return (
      "pays for sites that are not live within the simulated time: it starts on \(start) at the "
        + "earliest, and they take \(time) at least",
      path(of: phase, strategy)
    )
  }
}
