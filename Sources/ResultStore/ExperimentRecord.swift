public import Columns
import Experiments

/// Everything a results database holds beside the results themselves.
public struct ExperimentRecord: Sendable, Hashable {
  /// What the experiment is and where it ran.
  public var run: RunDescription

  /// The names of the strategies, in file order.
  public var strategies: [String]

  /// What every replication returns.
  public var layout: ResultLayout

  /// The numbers drawn once per future.
  public var parameters: [Parameter]

  /// The values the scenario was read with.
  public var inputs: [InputRecord]

  /// The metrics that are held against what is known of the world.
  public var figures: [PlausibilityFigure]

  /// Variants of the scenario that are run in the same futures, beside the scenario as it is.
  public var variants: [VariantRecord]

  /// Which part of the experiment the database holds; nil for all of it.
  public var shard: Shard?

  /// The variables of the layout, each once, in the order of their first column.
  public var variables: [Variable] { layout.variables }

  /// The scenario as it is, and its variants.
  var all: [VariantRecord] {
    [
      VariantRecord(
        named: "", title: run.title, scenarioText: run.scenarioText, strategies: strategies,
        layout: layout, parameters: parameters, inputs: inputs)
    ] + variants
  }

  /// Describes an experiment.
  public init(
    run: RunDescription, strategies: [String], layout: ResultLayout, parameters: [Parameter] = [],
    inputs: [InputRecord] = [], figures: [PlausibilityFigure] = [],
    variants: [VariantRecord] = [], shard: Shard? = nil
  ) {
    precondition(!strategies.isEmpty, "an experiment without a strategy")
    precondition(
      layout.months < SeriesCoding.longest, "\(layout.months) months: more than 16 bits count")
    precondition(
      layout.phases.isEmpty || layout.phases.count == strategies.count,
      "phases of \(layout.phases.count) strategies out of \(strategies.count)")
    precondition(
      layout.milestonePlaces.isEmpty || layout.milestonePlaces.count == strategies.count,
      "milestones of \(layout.milestonePlaces.count) strategies out of \(strategies.count)")
    self.run = run
    self.strategies = strategies
    precondition(
      layout.constraintPlaces.isEmpty || layout.constraintPlaces.count == strategies.count,
      "causes of \(layout.constraintPlaces.count) strategies out of \(strategies.count)")
    self.layout = layout
    // Where nothing can hold up any site, the tables have no row that would tell of how many strategies.
    if layout.constraintPlaces.allSatisfy(\.isEmpty) { self.layout.constraintPlaces = [] }
    self.parameters = parameters
    self.inputs = inputs
    self.figures = figures
    self.variants = variants
    self.shard = shard
  }

  /// How many bytes the sums of the series over all replications take at most.
  public var largestSumBytes: Int {
    let shape = SeriesShape(layout, strategies: strategies.count)
    let nodes = sumTree.nodes(of: replications.count).count
    return nodes * shape.strategies * (shape.numberCount * 16 + shape.seriesCount * 24)
  }

  /// How the sums of the series are put together.
  var sumTree: SumTree { SumTree(inner: run.design.inner, from: futures.lowerBound) }

  /// Refuses what has no place in a database.
  ///
  /// - Throws: `StoreError` of kind `unusableResult`.
  func checkSize(path: String) throws(StoreError) {
    func check(_ count: Int, _ what: String, bits: Int) throws(StoreError) {
      guard count <= 1 << bits else {
        throw StoreError(
          .unusableResult, path: path,
          "\(count) \(what) are more than a results database holds (\(1 << bits))")
      }
    }
    try check(all.map(\.strategies.count).max() ?? 0, "strategies", bits: RowPlace.strategyBits)
    try check(all.count, "variants", bits: RowPlace.variantBits)
    try check(run.design.count, "replications", bits: RowPlace.replicationBits)
    try check(
      max(layout.columnCount, SeriesShape(layout, strategies: 1).seriesCount), "columns of results",
      bits: RowPlace.columnBits)
  }
}
