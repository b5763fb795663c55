import Columns
import Experiments
import ResultStore

/// Where headline and report have their numbers from: a results database, or in a test a handful of rows.
protocol FigureSource: Sendable {
  /// What is known of the experiment beside its results.
  var record: ExperimentRecord { get }

  /// The numbers of the replications that are there: from 0, without a gap.
  var replications: Range<Int> { get }

  /// How many replications, from the first, have their series of a kind kept.
  func keptCount(of kind: SeriesKind) -> Int

  /// The mean of a series over all replications, kept or not, by period; nil where no replication has the
  /// number.
  func means(_ kind: SeriesKind, strategy: Int, column: Int) throws -> [Double?]

  /// The metrics of one strategy: by column, then by replication; NaN = never.
  func metrics(strategy: Int, columns: Range<Int>) throws -> [[Double]]

  /// Monthly series of one strategy, any but the cash flow, by column:
  /// `replication * months + month`, of the replications that are kept; NaN = missing.
  func monthly(_ kind: SeriesKind, strategy: Int, columns: Range<Int>) throws -> [[Float]]

  /// Cash flows of one strategy in EUR, by line: `replication * periods + period`, of those kept.
  func cash(strategy: Int, columns: Range<Int>) throws -> [[Double]]

  /// Goes through the draws of every replication: its number, and a number for each parameter.
  func forEachDraw(_ body: (Int, [Double]) throws -> Void) throws

  /// Goes through every milestone: the replication's number, the strategy's index, the milestone.
  func forEachMilestone(_ body: (Int, Int, MilestoneRow) throws -> Void) throws

  /// Goes through what held up the sites of every strategy: the replication's number, the strategy's index,
  /// and for each of its `ResultLayout.constraintPlaces` one number per `ConstraintMeasure`.
  func forEachConstraintList(_ body: (Int, Int, [Double]) throws -> Void) throws

  /// The variants that were run in the same futures, each with its name.
  var variantSources: [(name: String, source: any FigureSource)] { get }
}

extension FigureSource {
  /// There are none unless a source says so.
  var variantSources: [(name: String, source: any FigureSource)] { [] }

  /// How many futures there are.
  var futures: Int { futures(of: replications.count) }

  /// How many futures, from the first, have their series of a kind kept.
  func keptFutures(of kind: SeriesKind) -> Int { futures(of: keptCount(of: kind)) }

  /// The futures of so many replications, the last perhaps in part.
  private func futures(of count: Int) -> Int {
    let inner = record.run.design.inner
    return (count + inner - 1) / inner
  }
}

extension ResultReader: FigureSource {
  var variantSources: [(name: String, source: any FigureSource)] {
    variants.map { ($0.name, $0) }
  }
}
