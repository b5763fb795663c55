/// What one replication of one strategy returns.
///
/// The arrays are as long as the layout says and are reused from replication to replication: write
/// every element, or call `reset()` first. Monthly arrays are column-major: element
/// `column * months + month`; cash flows are `line * periods + period`.
public struct ReplicationResult: Sendable, Equatable {
  /// One number per metric; NaN = never within the horizon.
  public var metrics: [Double]

  /// Time-weighted mean of each stock over each month.
  public var stockMeans: [Float]

  /// Level of each stock at the end of each month.
  public var stockEnds: [Float]

  /// Total of each flow over each month.
  public var flows: [Float]

  /// Time-weighted mean of each grid stock over each month.
  public var gridStockMeans: [Float]

  /// Total of each grid flow over each month.
  public var gridFlows: [Float]

  /// EUR of each cash line in each period.
  public var cash: [Double]

  /// Hours since the start at which each of the strategy's milestones was reached, in the order of its
  /// `ResultLayout.milestonePlaces`; NaN = never within the horizon.
  public var milestones: [Double]

  /// Why each of the milestones was so late or did not come: its place in `ResultLayout.reasons`, NaN where there is
  /// nothing to tell; empty where the layout has no reasons.
  public var reasons: [Double]

  /// What held up the sites of the strategy's phases: for each of its `ResultLayout.constraintPlaces` one number
  /// per `ConstraintMeasure`; NaN where there is nothing to tell.
  public var constraints: [Double]

  /// How many events the simulation executed; for measuring speed, not stored.
  public var eventCount: Int

  /// A hash of every event's instant and order; for checking that a replication is the same however
  /// it was run, not stored.
  public var traceHash: UInt64

  /// An empty result with room for what a layout asks: metrics never, everything else zero.
  public init(_ layout: ResultLayout) {
    let months = layout.months
    metrics = Array(repeating: .nan, count: layout.metrics.count)
    stockMeans = Array(repeating: 0, count: layout.stocks.count * months)
    stockEnds = stockMeans
    flows = Array(repeating: 0, count: layout.flows.count * months)
    gridStockMeans = Array(repeating: 0, count: layout.gridStocks.count * months)
    gridFlows = Array(repeating: 0, count: layout.gridFlows.count * months)
    cash = Array(repeating: 0, count: layout.cashLines.count * layout.periods)
    milestones = []
    reasons = []
    constraints = []
    eventCount = 0
    traceHash = 0
  }

  /// Empties the result without giving up its memory: metrics never, everything else zero.
  public mutating func reset() {
    func fill<Number>(_ array: inout [Number], with number: Number) {
      for index in array.indices { array[index] = number }
    }
    fill(&metrics, with: .nan)
    fill(&stockMeans, with: 0)
    fill(&stockEnds, with: 0)
    fill(&flows, with: 0)
    fill(&gridStockMeans, with: 0)
    fill(&gridFlows, with: 0)
    fill(&cash, with: 0)
    milestones.removeAll(keepingCapacity: true)
    reasons.removeAll(keepingCapacity: true)
    constraints.removeAll(keepingCapacity: true)
    eventCount = 0
    traceHash = 0
  }
}
