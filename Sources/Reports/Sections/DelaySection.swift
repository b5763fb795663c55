import Columns
import Experiments
import ResultStore

/// What our applications do to others who wait for the grid: each strategy against the world without us, in the
/// same futures.
struct DelaySection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("delay", "Delay of others")
    guard !figures.nodes.isEmpty else {
      section.say("This run has no grid, so nobody waits for us.")
      return section
    }
    guard let world, !places.isEmpty else {
      section.say(
        "What our applications do to others who wait is told against a strategy without phases, and this run has none. Add one: 'none: {}'."
      )
      return section
    }
    let others = figures.projects.filter { $0.index != world.index }
    guard !others.isEmpty else {
      section.say("No strategy of this run builds anything, so nobody waits for us.")
      return section
    }
    section.say(
      "For how long applications of others wait by application filed, each until it is granted, withdrawn, or the end: without us (“\(world.name)”) and with each strategy, in the same futures; the difference is the delay. What waits at the start counts from its application on. Shares are of all that is filed; power counts from a median building time after the grant, without what will never be built."
    )
    section.blocks.append(
      .choice(
        try others.map { strategy in
          ReportSection.Option(
            strategy: strategy.name, blocks: [.table(try table(strategy, world))])
        }, first: 0))
    return section
  }

  /// The strategy in which nobody of ours applies; nil where there is none.
  private var world: StrategyFigures? {
    let places = figures.layout.milestonePlaces
    return figures.strategies.first {
      places.indices.contains($0.index) && places[$0.index].isEmpty
    }
  }

  /// The columns of the wait of others: all, then classes, then nodes with their classes.
  private var places: [Int] {
    let metrics = figures.layout.metrics
    let all = metrics.indices.filter {
      metrics[$0].variable.standardName == .gridOthersWaited
    }
    let nodes = figures.nodes
    func rank(_ index: Int) -> (Int, Int, Int) {
      let scope = metrics[index].scope
      let node = nodes.firstIndex { $0.region == scope.region && $0.tier == scope.tier }
      return (node.map { $0 + 1 } ?? 0, scope.applicantClass.isEmpty ? 0 : 1, index)
    }
    return all.sorted { rank($0) < rank($1) }
  }

  private func table(_ strategy: StrategyFigures, _ world: StrategyFigures) throws -> PageTable {
    var table = PageTable(
      "Others with “\(strategy.name)” and with “\(world.name)”; means over replications",
      columns: [
        "region", "tier", "class", "wait without us", "wait with us", "delay", "95 % from", "to",
        "granted without us", "granted with us", "still wait without us", "still wait with us",
        "power, difference",
      ])
    var delays: [Int: MeanEstimate?] = [:]
    try figures.source.forEachComparison(of: places.sorted(), strategy.index, world.index) {
      delays[$0] = $1.mean
    }
    for place in places {
      let scope = figures.layout.metrics[place].scope
      let delay = delays[place] ?? nil
      func mean(_ name: StandardName, _ strategy: StrategyFigures) -> Double? {
        strategy.summaries[name, in: scope]?.mean?.mean
      }
      guard mean(.gridOthersWaited, world) != nil else { continue }
      let power = mean(.gridOthersEnergised, strategy).flatMap { ours in
        mean(.gridOthersEnergised, world).map { ours - $0 }
      }
      table.add(
        [figures.names.region(scope.region), scope.tier, scope.applicantClass].map {
          PageTable.Cell($0.isEmpty ? "all" : $0)
        }
          + [mean(.gridOthersWaited, world), mean(.gridOthersWaited, strategy)].map(Self.months)
          + [delay?.mean, delay?.low, delay?.high].map(Self.months)
          + [StandardName.gridOthersGranted, .gridOthersStillWaiting].flatMap { name in
            [world, strategy].map { PageTable.Cell(mean(name, $0), ReadableNumber.share) }
          } + [PageTable.Cell(power) { ReadableNumber.digits($0) + " MW years" }])
    }
    return table
  }

  private static func months(_ hours: Double?) -> PageTable.Cell {
    PageTable.Cell(hours) { ReadableNumber.digits($0 / 730.5) + " months" }
  }
}
