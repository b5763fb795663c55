public import Columns
import Experiments

/// Reads the results of a variant: draws, metrics, milestones and what held up sites.
public struct VariantReader: Sendable {
  /// What is known of the experiment, with the scenario and the layout of the variant; without series.
  public let record: ExperimentRecord

  /// What the variant is called.
  public let name: String

  /// The numbers of the replications that are there.
  public var replications: Range<Int> { reader.replications }

  private let reader: ResultReader
  private let number: Int

  fileprivate init(_ reader: ResultReader, _ number: Int) {
    self.reader = reader
    self.number = number
    let variant = reader.record.all[number]
    name = variant.name
    let run = reader.record.run
    record = ExperimentRecord(
      run: RunDescription(
        scenario: run.scenario, title: variant.title, scenarioText: variant.scenarioText,
        seed: run.seed, design: run.design, kept: KeptFutures(series: 0, grid: 0),
        engineVersion: run.engineVersion, command: run.command, host: run.host,
        arithmetic: run.arithmetic,
        startedAt: run.startedAt, finishedAt: run.finishedAt),
      strategies: variant.strategies, layout: variant.layout, parameters: variant.parameters,
      inputs: variant.inputs)
  }

  /// The metrics of one strategy, as `ResultReader` gives those of the scenario as it is.
  public func metrics(strategy: Int, columns: Range<Int>) throws(StoreError) -> [[Double]] {
    try reader.metrics(of: number, record.layout, strategy: strategy, columns: columns)
  }

  /// Goes through every metric, as `ResultReader` does.
  public func forEachMetric(_ body: (Int, Int, Int, Double) throws -> Void) throws {
    try reader.forEachMetric(of: number, body)
  }

  /// Goes through every milestone, as `ResultReader` does.
  public func forEachMilestone(_ body: (Int, Int, MilestoneRow) throws -> Void) throws {
    try reader.forEachMilestone(of: number, body)
  }

  /// Goes through what held up the sites, as `ResultReader` does.
  public func forEachConstraintList(_ body: (Int, Int, [Double]) throws -> Void) throws {
    try reader.forEachConstraintList(of: number, body)
  }

  /// Goes through the draws, as `ResultReader` does.
  public func forEachDraw(_ body: (Int, [Double]) throws -> Void) throws {
    try reader.forEachDraw(of: number, body)
  }

  /// No series are kept of a variant.
  public func keptCount(of kind: SeriesKind) -> Int { 0 }

  /// No series are kept of a variant.
  public func means(_ kind: SeriesKind, strategy: Int, column: Int) -> [Double?] { [] }

  /// No series are kept of a variant.
  public func monthly(_ kind: SeriesKind, strategy: Int, columns: Range<Int>) -> [[Float]] { [] }

  /// No series are kept of a variant.
  public func cash(strategy: Int, columns: Range<Int>) -> [[Double]] { [] }
}

extension ResultReader {
  /// Readers of the variants, in their order.
  public var variants: [VariantReader] {
    record.variants.indices.map { VariantReader(self, $0 + 1) }
  }
}
