import Accounts
import Quantities
import ScenarioInputs

/// What it costs to run the kinds of sites in one replication: a row for each kind and running cost.
struct RunningCostTerms {
  /// One cost of one kind, in money of the start.
  struct Row: BitwiseCopyable {
    let line: CashLine.Cost
    let item: EscalatedItem
    /// EUR/h, while live.
    let perHour: Double
    /// Share of the construction cost per year.
    let shareOfCapex: Double
  }

  private var rows: [Row] = []
  private let count = runningCosts.count

  /// Draws a replication, into memory that is reused.
  mutating func draw(_ kinds: [SiteKindSpec], _ draws: inout Draws) {
    rows.removeAll(keepingCapacity: true)
    for kind in kinds {
      for (place, cost) in kind.runningCosts.enumerated() {
        rows.append(
          Row(
            line: .running(place), item: runningCosts[place].item,
            perHour: cost.perSite.value(&draws) + cost.perPower.value(&draws) * kind.power.value,
            shareOfCapex: cost.shareOfCapex.value(&draws)))
      }
    }
  }

  /// Where the costs of a kind stand.
  func places(of kind: ID<SiteKindSpec>) -> Range<Int> {
    kind.index * count..<(kind.index + 1) * count
  }

  subscript(place: Int) -> Row { rows[place] }
}
