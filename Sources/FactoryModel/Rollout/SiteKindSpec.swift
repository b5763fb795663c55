import Accounts
import ScenarioInputs
import Quantities
import ScenarioReading

/// Yearly costs of a live site in money of the start.
struct YearlyCost: Sendable {
  /// EUR/h, EUR/(MW h), and share of the construction cost per year.
  let perSite, perPower, shareOfCapex: Input

  static let nothing = YearlyCost(
    perSite: .constant(0), perPower: .constant(0), shareOfCapex: .constant(0))
}

extension SectionReader {
  /// Reads a running cost; without the section there is none.
  fileprivate func yearlyCost(_ cost: RunningCost) -> YearlyCost {
    optionalSection(cost.key, cost.doc) { section in
      YearlyCost(
        perSite: section.input(
          "perSite", .moneyPerTime, default: 0, in: .notNegative,
          "For each site; once per replication."),
        perPower: section.input(
          "perMW", .moneyPerPowerTime, default: 0, in: .notNegative,
          "For each IT MW; once per replication."),
        shareOfCapex: cost.mayBeShareOfCapex
          ? section.input(
            "shareOfCapex", .yearlyShare, default: 0, in: 0...1,
            "Yearly share of the construction cost; once per replication.") : .constant(0))
    } ?? .nothing
  }
}

/// A kind of site: what it is, how it is built, and what it costs to run.
struct SiteKindSpec: Sendable {
  let name: String
  /// IT power.
  let power: Power
  let pue: Double
  /// Share of the time that the site works, 0…1.
  let availability: Double
  let sovereign: Int
  /// In the order of the list of running costs.
  let runningCosts: [YearlyCost]
  /// H100e of a site that states its capacity; nil where accelerators are bought.
  let capacity: Compute?
  /// Whether it stands from the start.
  let isLiveAtStart: Bool
  /// What a site that stands from the start has cost, EUR: paid at opening.
  let openingCost: Input
  /// How it fills once it is live; nil where new customers may have all of it at once.
  let ramp: RampSpec?
  /// ha.
  let floor: Double
  let graph: StageGraph
  /// Grid power that the site contracts: as stated, or power x PUE.
  let connection: Power
  /// What the connection takes of every tier above its own for each MW, 0–1; once per replication.
  let upstreamFactor: Input
  /// Whether it says that it needs no connection, though it has power.
  let isOffGrid: Bool

  /// Whether anything computes here; otherwise it is land, a permit and a cable for others to stand on.
  var computes: Bool { capacity != nil || graph.acceleratorStage != nil }
  /// Grid power of all that it can draw itself.
  var ownDraw: Power { power * pue }

  init(name: String, from section: SectionReader) {
    self.name = name
    power = Power(
      section.number(
        "power", .power, default: 0, in: .notNegative,
        "IT power of one site."))
    pue = section.number(
      "pue", .factor, default: 1, in: 1...10, "Power at the meter divided by IT power.")
    availability = section.number(
      "availability", .share, default: 1, in: 0...1, "Share of the time that the site works.")
    sovereign = section.count(
      "sovereign", default: 0, in: 0...3,
      "Sovereignty offered: 0 anywhere, 1 data in the country, 2 operated locally, 3 legally independent."
    )
    runningCosts = Accounts.runningCosts.map { section.yearlyCost($0) }
    capacity = section.optionalNumber(
      "capacity", .compute, in: .notNegative,
      "H100e of a site whose accelerators are not bought here."
    ).map { Compute($0) }
    enum Live: String, CaseIterable { case built, start }
    let live = section.readableChoice(
      "live", default: Live.built,
      "built: when its stages are done; start: it stands from the start and has no stages.")
    // Where the word is mistyped, what else is written tells which was meant.
    isLiveAtStart = (live ?? (section.has("stages") ? .built : .start)) == .start
    openingCost = section.input(
      "cost", .money, default: 0, in: .notNegative,
      "What a site that stands from the start costs, paid at opening; once per site.")
    ramp = section.optionalSection(
      "ramp",
      "How a new site fills: which share of what it can sell new customers may have, month by month. Contracts that were interrupted and go on are not held up by it, and use it up."
    ) { RampSpec(from: $0) }
    let stated = section.optionalNumber(
      "connection", .power, in: .positive, words: ["none": 0],
      "Grid power that is applied for and contracted, for all that will stand on it; default: power x pue. none: the site needs no connection."
    )
    floor =
      section.optionalNumber(
        "floor", .area, in: .notNegative,
        "Floor of the site, by which rules of siting judge it; default: 0 ha.") ?? 0
    isOffGrid = stated == 0
    connection = stated.flatMap { $0 > 0 ? Power($0) : nil } ?? power * pue
    upstreamFactor =
      section.optionalInput(
        "upstreamFactor", .share, in: 0...1,
        "What its connection takes of every tier above its own for each MW, as not all draw their power at the same time; default: 1; once per replication."
      ) ?? .constant(1)
    graph = StageGraph(from: section)
    if graph.gridStage == nil, section.has("upstreamFactor") {
      section.reportConsequence(
        "'upstreamFactor' has no effect: the site has no stage 'grid', so it takes nothing from the grid; add the stage, or take it out",
        at: "upstreamFactor")
    }
    if section.isReading {
      checkConnection(section, isStated: (stated ?? 0) > 0)
      check(section, isLand: (stated ?? 0) > 0 && graph.gridStage != nil)
    }
  }

  private func checkConnection(_ section: SectionReader, isStated: Bool) {
    if isOffGrid, graph.gridStage != nil {
      section.report(
        "a site with the stage 'grid' has a connection; take out 'connection: none', or the stage",
        at: "connection")
    }
    guard isStated else { return }
    if graph.gridStage == nil, !isLiveAtStart {
      section.reportConsequence(
        "'connection' has no effect: the site has no stage 'grid', so it applies for nothing; add the stage, or take 'connection' out",
        at: "connection")
    }
    if ownDraw.value > connection.value * (1 + 1e-9) {
      section.report(
        "a connection of \(Dimension.power.roundedText(of: connection.value)) is too small for the \(Dimension.power.roundedText(of: ownDraw.value)) that the site can draw, power x pue; write that at least",
        at: "connection")
    }
  }

  private func check(_ section: SectionReader, isLand: Bool) {
    if capacity == .zero {
      section.warn("a site of 0 H100e computes nothing, whatever it costs", at: "capacity")
    }
    if availability == 0 {
      section.warn("a site that never works sells nothing, whatever it costs", at: "availability")
    }
    if !isLiveAtStart { section.dropDefaults(of: "cost") }
    if ramp != nil, isLiveAtStart || !computes {
      section.reportConsequence(
        isLiveAtStart
          ? "'ramp' has no effect on a site that stands from the start; take it out"
          : "'ramp' has no effect on a site that computes nothing; give it to those that stand on it",
        at: "ramp")
    }
    if isLiveAtStart {
      if capacity == nil {
        section.reportMissing(
          "capacity", "a site that is live at the start needs 'capacity', such as '50 H100e'")
      }
      if section.has("stages") {
        section.report(
          "a site that is live at the start has no stages; take 'stages' or 'live' out",
          at: "stages")
      }
      return
    }
    if section.has("cost") {
      section.report(
        "'cost' is for a site with 'live: start'; other sites pay by stage", at: "cost")
    }
    guard section.has("stages") else {
      return section.reportMissing(
        "stages", "site '\(name)' needs 'stages', or 'live: start' with a 'capacity'")
    }
    if !computes && !isLand {
      section.reportConsequence(
        "nothing says what computes here: add the stage 'accelerators: { for: … }' or a 'capacity', or, where others stand on it, a 'connection' and the stage 'grid'",
        at: "stages")
    }
    if capacity != nil && graph.acceleratorStage != nil {
      section.report(
        "give either 'capacity' or the stage 'accelerators', not both", at: "capacity")
    }
    guard power.value == 0, graph.gridStage != nil && !isLand || graph.acceleratorStage != nil
    else { return }
    if section.has("power") {
      section.reportConsequence(
        "'power' must be above 0 MW: the site needs it for its connection or its accelerators",
        at: "power")
    } else {
      section.reportMissing("power", "'power' is missing: the IT power of the site, such as '3 MW'")
    }
  }
}
