import Columns
import Experiments
import Quantities
public import ResultStore

extension StrategyComparison {
  /// Compares strategies of the same name in two runs that meet the same futures, the first less the second.
  ///
  /// - Parameters:
  ///   - first: the results of the one run, with its name.
  ///   - second: the results of the other.
  ///   - metrics: names of metrics; empty for the standard ones.
  ///   - indifference: a difference that nobody minds, with its unit.
  /// - Throws: `ComparisonProblem`, which says why the futures of the two are no pairs, or `StoreError`.
  public init(
    _ first: (name: String, reader: ResultReader), _ second: (name: String, reader: ResultReader),
    metrics: [String], indifference: String?
  ) throws {
    try self.init(
      of: (first.name, first.reader), (second.name, second.reader), metrics: metrics,
      indifference: indifference)
  }

  init(
    of first: (name: String, source: any FigureSource),
    _ second: (name: String, source: any FigureSource), metrics: [String], indifference: String?
  ) throws {
    try Self.checkPairs(first, second)
    let (a, b) = (first.source.record, second.source.record)
    let common = a.strategies.filter(b.strategies.contains)
    let named: [(String, String)] =
      common.isEmpty && a.strategies.count == 1 && b.strategies.count == 1
      ? [(a.strategies[0], b.strategies[0])] : common.map { ($0, $0) }
    guard !named.isEmpty else {
      throw ComparisonProblem(
        "the two runs have no strategy in common: \(first.name) has \(a.strategies.joined(separator: ", ")),"
          + " \(second.name) has \(b.strategies.joined(separator: ", "))")
    }
    let labels =
      first.name == second.name ? ("first", "second") : (first.name, second.name)
    let pairs = named.compactMap { name, other -> (Contestant, Contestant)? in
      guard let place = a.strategies.firstIndex(of: name),
        let otherPlace = b.strategies.firstIndex(of: other)
      else { return nil }
      return (
        Contestant(name: "\(labels.0): \(name)", source: first.source, strategy: place),
        Contestant(name: "\(labels.1): \(other)", source: second.source, strategy: otherPlace)
      )
    }
    try self.init(
      pairs, title: "\(Self.title(of: a.run)): \(labels.0) less \(labels.1)",
      replications: min(first.source.replications.count, second.source.replications.count),
      metrics: metrics, indifference: indifference, isOfOneRun: false)
  }

  /// Refuses two runs whose futures of one number are not the same.
  private static func checkPairs(
    _ first: (name: String, source: any FigureSource),
    _ second: (name: String, source: any FigureSource)
  ) throws(ComparisonProblem) {
    let (a, b) = (first.source.record, second.source.record)
    var reasons: [String] = []
    func compare<Value: Equatable>(_ what: String, _ one: Value, _ other: Value) {
      if one != other {
        reasons.append("\(what) is \(one) in \(first.name) and \(other) in \(second.name)")
      }
    }
    compare("the seed", a.run.seed, b.run.seed)
    compare("the engine version", a.run.engineVersion, b.run.engineVersion)
    compare("the number of inner runs", a.run.design.inner, b.run.design.inner)
    compare("the start", a.layout.calendar.start.isoText, b.layout.calendar.start.isoText)
    compare(
      "the list of uncertain inputs", a.parameters.map(\.name).joined(separator: ", "),
      b.parameters.map(\.name).joined(separator: ", "))
    guard reasons.isEmpty else {
      throw ComparisonProblem(
        "the futures of the two runs are no pairs: " + reasons.joined(separator: "; "))
    }
  }
}
