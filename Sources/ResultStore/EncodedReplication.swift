public import Columns
import Digests
public import Experiments
import Foundation

/// One replication in the form in which it is written: made on the worker's thread, so that the
/// thread that writes has little left to do.
public struct EncodedReplication: Sendable {
  /// What is written of one series of a strategy.
  struct SeriesRow {
    var column: Int
    /// Totals of a flow, amounts of a cash line, or month means of a stock.
    var values: Range<Int>
    /// Month ends of a stock.
    var ends: Range<Int>?
    /// An earlier strategy of this replication that has the same.
    var sameAs: Int?
    let isOfGrid: Bool
  }

  /// What is written of one strategy.
  struct Strategy {
    var metrics: Range<Int>
    var milestones: Range<Int>
    var reasons: Range<Int>
    var constraints: Range<Int>
    /// Where the series of each kind are, by `SeriesKind` and column: kept or not, for their sums.
    var series: [[Range<Int>]]
    /// The rows that are kept, in the order of their columns.
    var monthly: [SeriesRow] = []
    var cash: [SeriesRow] = []
  }

  let number: Int
  /// 0 for the scenario as it is.
  let variant: Int
  let future: Int
  let inner: Int
  private(set) var draws: Range<Int> = 0..<0
  private(set) var strategies: [Strategy] = []
  /// SHA-256 over all that is kept, as `ReplicationDigest` takes it.
  private(set) var checksum: [UInt8] = []
  /// Where the ranges point.
  private(set) var bytes: [UInt8] = []

  /// Encodes what a worker returned.
  ///
  /// - Throws: `StoreError` of kind `unusableResult` where a number is infinite or an array is not
  ///   as long as the layout says.
  public init(
    _ outcome: ReplicationOutcome, layout: ResultLayout, kept: KeptFutures, variant: Int = 0
  ) throws {
    number = outcome.number
    self.variant = variant
    future = outcome.future
    inner = outcome.inner
    if let draw = outcome.draws.first(where: { !$0.isFinite }) {
      throw Self.problem("a parameter was drawn as \(draw)")
    }
    draws = try append(outcome.draws) { "a parameter was drawn as \($0)" }
    for strategy in outcome.results.indices {
      strategies.append(try encode(outcome.results[strategy], strategy, layout))
      keepRows(of: strategy, layout, kept)
    }
    checksum = digest()
  }

  /// How many bytes the lists and the series that are kept take, of our own and of others; without what
  /// the database needs to find them.
  public var keptBytes: (lists: Int, own: Int, grid: Int) {
    var sum = (lists: draws.count + checksum.count, own: 0, grid: 0)
    for strategy in strategies {
      sum.lists +=
        strategy.metrics.count + strategy.milestones.count + strategy.reasons.count
        + strategy.constraints.count
      func size(_ row: SeriesRow) -> Int {
        row.sameAs == nil ? row.values.count + (row.ends?.count ?? 0) : 0
      }
      for row in strategy.monthly + strategy.cash {
        if row.isOfGrid { sum.grid += size(row) } else { sum.own += size(row) }
      }
    }
    return sum
  }

  private mutating func encode(
    _ result: ReplicationResult, _ strategy: Int, _ layout: ResultLayout
  ) throws -> Strategy {
    guard result.metrics.count == layout.metrics.count else {
      throw Self.problem("\(result.metrics.count) metrics instead of \(layout.metrics.count)")
    }
    for (value, column) in zip(result.metrics, layout.metrics) where value.isInfinite {
      throw Self.problem("metric '\(column.variable.name)' is \(value)")
    }
    let places = layout.milestonePlaces.isEmpty ? 0 : layout.milestonePlaces[strategy].count
    guard result.milestones.count == places else {
      throw Self.problem("\(result.milestones.count) milestones instead of \(places)")
    }
    let reasons = layout.reasons.isEmpty ? 0 : places
    guard result.reasons.count == reasons else {
      throw Self.problem("\(result.reasons.count) reasons of milestones instead of \(reasons)")
    }
    for reason in result.reasons where !reason.isNaN {
      guard let index = Int(exactly: reason), layout.reasons.indices.contains(index) else {
        throw Self.problem("the reason of a milestone is \(reason)")
      }
    }
    let told = layout.constraintPlaces(of: strategy).count * ConstraintMeasure.allCases.count
    guard result.constraints.count == told else {
      throw Self.problem(
        "\(result.constraints.count) numbers of what held sites up instead of \(told)")
    }
    return Strategy(
      metrics: try append(result.metrics) { "a metric is \($0)" },
      milestones: try append(result.milestones) { "a milestone is reached after \($0) h" },
      reasons: try append(result.reasons) { "the reason of a milestone is \($0)" },
      constraints: try append(result.constraints) { "of what held sites up a number is \($0)" },
      series: try SeriesKind.allCases.map { kind in
        switch kind {
        case .stockMeans: try append(result.stockMeans, kind, layout)
        case .stockEnds: try append(result.stockEnds, kind, layout)
        case .flows: try append(result.flows, kind, layout)
        case .gridStockMeans: try append(result.gridStockMeans, kind, layout)
        case .gridFlows: try append(result.gridFlows, kind, layout)
        case .cash: try append(result.cash, kind, layout)
        }
      })
  }

  /// Codes a list.
  private mutating func append(
    _ numbers: [Double], problem: (Double) -> String
  ) throws -> Range<Int> {
    let start = bytes.count
    guard ListCoding.append(numbers, to: &bytes) else {
      throw Self.problem(problem(numbers.first(where: \.isInfinite) ?? .nan))
    }
    return start..<bytes.count
  }

  /// Codes an array of several columns.
  private mutating func append<Number: CodedNumber>(
    _ numbers: [Number], _ kind: SeriesKind, _ layout: ResultLayout
  ) throws -> [Range<Int>] {
    let (columns, length) = (layout.columns(of: kind), layout.length(of: kind))
    let section = kind.section.rawValue
    guard numbers.count == columns.count * length else {
      throw Self.problem(
        "\(numbers.count) numbers of \(section)s instead of \(columns.count * length)")
    }
    return try columns.indices.map { column in
      let start = bytes.count
      let isFinite = numbers.withUnsafeBufferPointer {
        SeriesCoding.append(
          UnsafeBufferPointer(rebasing: $0[column * length..<(column + 1) * length]), to: &bytes)
      }
      guard isFinite else {
        throw Self.problem(
          "\(section) '\(columns[column].variable.name)' is infinite in some period")
      }
      return start..<bytes.count
    }
  }

  /// Makes the rows of the series that are kept of a strategy.
  private mutating func keepRows(of strategy: Int, _ layout: ResultLayout, _ kept: KeptFutures) {
    for kind in SeriesKind.allCases
    where kind != .stockEnds && future < kept.futures(of: kind) {
      let first = layout.firstColumn(of: kind.section)
      for column in strategies[strategy].series[kind.rawValue].indices {
        let row = row(first + column, kind, column, of: strategy)
        if kind == .cash {
          strategies[strategy].cash.append(row)
        } else {
          strategies[strategy].monthly.append(row)
        }
      }
    }
  }

  private func row(
    _ column: Int, _ kind: SeriesKind, _ index: Int, of strategy: Int
  ) -> SeriesRow {
    func values(_ strategy: Int) -> Range<Int> { strategies[strategy].series[kind.rawValue][index] }
    func ends(_ strategy: Int) -> Range<Int>? {
      kind == .stockMeans
        ? strategies[strategy].series[SeriesKind.stockEnds.rawValue][index] : nil
    }
    func isSame(_ other: Int) -> Bool {
      guard holdsSame(values(other), values(strategy)) else { return false }
      guard let mine = ends(strategy), let others = ends(other) else { return true }
      return holdsSame(others, mine)
    }
    return SeriesRow(
      column: column, values: values(strategy), ends: ends(strategy),
      sameAs: (0..<strategy).first(where: isSame), isOfGrid: kind.isOfGrid)
  }

  private func holdsSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    a.count == b.count
      && bytes.withUnsafeBytes { bytes in
        guard let start = bytes.baseAddress else { return true }
        return memcmp(start + a.lowerBound, start + b.lowerBound, a.count) == 0
      }
  }

  private func digest() -> [UInt8] {
    var digest = ReplicationDigest()
    return bytes.withUnsafeBytes { bytes in
      func piece(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[range])
      }
      digest.begin(
        number: number, variant: variant, future: future, inner: inner, draws: piece(draws))
      for strategy in strategies {
        digest.add(
          metrics: piece(strategy.metrics), milestones: piece(strategy.milestones),
          reasons: piece(strategy.reasons), constraints: piece(strategy.constraints))
        for row in strategy.monthly + strategy.cash {
          digest.add(column: row.column, piece(row.values), row.ends.map(piece))
        }
      }
      return digest.finish()
    }
  }

  private static func problem(_ message: String) -> StoreError {
    StoreError(.unusableResult, path: "", message)
  }
}
