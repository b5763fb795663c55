import Columns
public import Experiments
public import ResultStore

/// Whether the answer of a scenario holds in its variants: which plan leads in each, by how much, how sure, and
/// whether it is worth more than nothing.
///
/// A plan is a strategy that has phases; where none has, all are compared.
public struct VariantComparison: Sendable {
  /// What a variant says of the strategy that leads in the scenario as it is.
  public enum Verdict: String, Sendable {
    /// It leads, and the interval of its lead leaves out zero.
    case holds
    /// Another leads, and the interval of the difference leaves out zero.
    case turns
    /// The interval holds zero.
    case unsure = "cannot tell"
    /// There is nobody to compare it with, or it is no strategy of the variant.
    case none = "not compared"

    /// What a difference says, of which the scenario as it is has one of a sign.
    ///
    /// - Parameters:
    ///   - interval: that of the difference; nil where there is none.
    ///   - isSame: whether the sign is the same here.
    init(_ interval: (low: Double?, high: Double?)?, isSame: Bool) {
      guard let low = interval?.low, let high = interval?.high else {
        self = .none
        return
      }
      self = low <= 0 && high >= 0 ? .unsure : isSame ? .holds : .turns
    }
  }

  /// A variant; the scenario as it is has an empty name.
  public struct Row: Sendable {
    /// Its name and its title.
    public let name, title: String
    /// The plan with the highest mean worth.
    public let leader: String
    /// The mean of its worth with the interval, EUR: what it is worth more than nothing.
    public let worth: MeanEstimate?
    /// Whether it is worth more or less than nothing, as the leader of the scenario as it is.
    public let earning: Verdict
    /// Whom the leader is compared with: the leader of the scenario as it is, or where that leads or is not there,
    /// the next best; empty where there is none.
    public let other: String
    /// The leader less the other.
    public let lead: PairedComparison?
    /// What that says.
    public let verdict: Verdict

    /// What people read in place of its name.
    var words: String { name.isEmpty ? "(as it is)" : title.isEmpty ? name : title }
  }

  let title: String
  let worth: Worth
  let variable: Variable
  let futures: Int

  /// The scenario as it is, and its variants in their order.
  public let rows: [Row]

  /// Compares the variants of an experiment.
  ///
  /// - Throws: `ComparisonProblem` where the results have no worth, or `StoreError`.
  public init(_ reader: ResultReader) throws {
    try self.init(of: reader.withVariants.map { ($0.name, $0.source) })
  }

  init(of variants: [(name: String, source: any FigureSource)]) throws {
    let base = variants[0].source
    let worth = Self.worth(of: variants.map { $0.source.record })
    guard let place = base.record.layout.metrics.firstIndex(of: worth.name) else {
      throw ComparisonProblem("the results have no net present value to compare variants by")
    }
    self.worth = worth
    variable = base.record.layout.metrics[place].variable
    title = StrategyComparison.title(of: base.record.run)
    futures = base.futures
    var rows: [Row] = []
    for (name, source) in variants {
      rows.append(
        try Self.row(name, source, variable, base: rows.first))
    }
    self.rows = rows
  }

  /// The worth by which the scenario ranks strategies, or where some variant has none of that, the next that all have.
  private static func worth(of records: [ExperimentRecord]) -> Worth {
    let base = records[0].layout.metrics
    return Worth.all(in: base).first { worth in
      records.allSatisfy { $0.layout.metrics.firstIndex(of: worth.name) != nil }
    } ?? Worth.leading(in: base)
  }

  /// The strategies that are compared, by their indices.
  private static func plans(of record: ExperimentRecord) -> [Int] {
    let all = Array(record.strategies.indices)
    let plans = all.filter { !record.layout.phases[$0].isEmpty }
    return plans.isEmpty ? all : plans
  }

  private static func row(
    _ name: String, _ source: some FigureSource, _ variable: Variable, base: Row?
  ) throws -> Row {
    let (record, count) = (source.record, source.replications.count)
    let inner = record.run.design.inner
    let values = try record.strategies.indices.map { strategy in
      try Contestant(name: record.strategies[strategy], source: source, strategy: strategy)
        .values(of: variable.name, replications: count) ?? []
    }
    let worths = values.map { SampleSummary($0, absence: variable.absence, inner: inner).mean }
    let order = plans(of: record).sorted {
      (-(worths[$0]?.mean ?? -.infinity), $0) < (-(worths[$1]?.mean ?? -.infinity), $1)
    }
    let leader = order[0]
    let former = base.flatMap { record.strategies.firstIndex(of: $0.leader) }
    let other = former == nil || former == leader ? order.dropFirst().first : former
    let lead = other.map {
      PairedComparison(values[leader], values[$0], of: variable, inner: inner)
    }
    let isComparable = base == nil || former != nil
    let worth = worths[leader]
    return Row(
      name: name, title: record.run.title, leader: record.strategies[leader], worth: worth,
      earning: Verdict(
        worth.map { ($0.low, $0.high) },
        isSame: base?.worth.map { ($0.mean < 0) == ((worth?.mean ?? 0) < 0) } ?? true),
      other: other.map { record.strategies[$0] } ?? "", lead: lead,
      verdict: Verdict(
        isComparable ? lead?.difference.map { ($0.low, $0.high) } : nil,
        isSame: base == nil || former == leader))
  }
}
