import Columns
import Experiments
import ResultStore

/// The regions and tiers of the grid, as a table and on a map.
struct RegionsSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("regions", "Regions")
    guard !figures.strategies.isEmpty, !figures.nodes.isEmpty else {
      section.say("This run has no regions.")
      return section
    }
    let first = figures.firstShown
    section.blocks.append(
      .choice(
        zip(figures.strategies, figures.waitingLists).map { strategy, lists in
          ReportSection.Option(
            strategy: strategy.name, blocks: [.table(regionTable(lists, strategy))])
        }, first: first))
    if let map = map(figures.waitingLists[first]) {
      section.say(
        "The area of a circle shows the power waited for in \(firstMonth), all tiers together, with the"
          + " strategy “\(figures.strategies[first].name)”. A region stands at the point that the scenario"
          + " names, which may be a city or the middle.")
      section.show([map])
    } else {
      section.say("The scenario says of no region where it lies ('at: [52.1, 5.1]'): no map.")
    }
    return section
  }

  var firstMonth: String { figures.monthName(0) }

  private var lastMonth: String { figures.monthName(figures.layout.months - 1) }

  private func regionTable(_ lists: WaitingListFigures, _ strategy: StrategyFigures)
    -> PageTable
  {
    var table = PageTable(
      "Regions and tiers of the grid with “\(strategy.name)”; medians over replications",
      columns: [
        "region", "tier", "operator", "waits, mean of \(firstMonth)", "requests",
        "waits, mean of \(lastMonth)", "requests then", "others wait", "we wait",
      ])
    for node in figures.nodes {
      guard let bands = lists[node] else { continue }
      func wait(_ metric: StandardName) -> PageTable.Cell {
        guard let summary = strategy.summaries[metric, in: node.scope], summary.reached > 0 else {
          return PageTable.Cell(nil) { _ in "" }
        }
        let median = summary.quantile(0.5)
        let years = median.map { ReadableNumber.digits($0 / 8766) + " years" }
        let never =
          summary.reachedFraction < 1
          ? "granted in \(ReadableNumber.share(summary.reachedFraction))" : nil
        return PageTable.Cell(
          [years, never].compactMap { $0 }.joined(separator: "\n"),
          sortedBy: median ?? .infinity)
      }
      table.add(
        [
          PageTable.Cell(figures.names.region(node.region)), PageTable.Cell(node.tier),
          PageTable.Cell(figures.facts.operators[node.region] ?? "–"),
          PageTable.Cell(bands.megawatts.first?[1], ReadableNumber.power),
          PageTable.Cell(bands.requests.first?[1]) { ReadableNumber.count($0) },
          PageTable.Cell(bands.megawatts.last?[1], ReadableNumber.power),
          PageTable.Cell(bands.requests.last?[1]) { ReadableNumber.count($0) },
          wait(.gridOthersWait), wait(.gridOwnWait),
        ])
    }
    return table
  }
}
