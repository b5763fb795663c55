import Quantities
import Accounts
import GridQueues

/// What a strategy came to in one replication.
struct Outcome {
  /// The requests of all segments, and of each.
  var demand = DemandOutcome()
  var segments: [DemandOutcome] = []
  /// ∫ dt since the warm-up, H100e-h.
  var soldArea = 0.0
  var activeArea = 0.0
  var sellableArea = 0.0
  var firstPower = SimTime.never
  var firstLive = SimTime.never
  var sitesLive = 0
  var sitesAbandoned = 0
  /// Time for which sites waited for money.
  var waitForMoney = Hours.zero
  var sitesWithoutAccelerators = 0
  var energy = Energy.zero
  var energyCost = Money.zero
  /// t CO₂.
  var emissions = 0.0
  var revenue = Money.zero
  var opex = Money.zero
  var capex = Money.zero
  var tax = Money.zero
  var horizonValue = HorizonValue()
  var value: ValuationResult
  /// What is live at the end of each calendar year, and what was sold in it.
  var yearEnds: [YearEnd] = []
  /// EUR/H100e-h of each cost line, by its row among them, and of what is left at the horizon.
  var costParts: [Double] = []
  var horizonValuePart = 0.0
  /// The waiting lists of each node.
  var nodes: [GridTotals] = []
  /// IT MW live since the start, over time, MW h.
  var livePowerTime = 0.0
  /// What the sites cost at first, and how long their accelerators stood idle.
  var firstFitOut = FirstFitOut()
  /// The worth at the strategy's own rate, cut at the end and with what is left; nil where it has none.
  var ownRate: (cut: Double, whole: Double)?
  /// With what runs on behind the end; nil where nothing does.
  var goingConcern: GoingConcern?
  var figures = FigureOutcome()
  /// Those of each class of applicants at each node, as `GridSpec.reportedLists` has them.
  var lists: [GridTotals] = []
}

/// What is live on 31 December, and what was sold in the year.
struct YearEnd {
  /// MW.
  var power = 0.0
  /// H100e.
  var compute = 0.0
  /// IT MW live since the start, over time, MW h.
  var powerTime = 0.0
  /// H100e-h sold in the year.
  var sold = 0.0
  /// What customers paid for it, EUR.
  var revenue = 0.0
}

extension SimTime {
  /// The instant as a metric: NaN where it never comes.
  var metric: Double { hours.isFinite ? hours : .nan }
}
