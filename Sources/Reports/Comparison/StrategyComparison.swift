public import Columns
public import Experiments
import Quantities
public import ResultStore

/// Strategies compared pair by pair in the same futures, with intervals that hold for all pairs at once.
///
/// The intervals of all pairs of a metric hold together with 95 %, by C. E. Bonferroni's inequality: of m pairs
/// each has the confidence 1 − 0.05/m. It asks nothing of how the pairs hang together.
public struct StrategyComparison: Sendable {
  /// How two strategies differ in a metric.
  public struct Row: Sendable {
    /// Who is subtracted from, and who is.
    public let a, b: String

    /// The metric.
    public let variable: Variable

    /// The comparison with 95 % for this pair alone.
    public let alone: PairedComparison

    /// The comparison with 95 % for all pairs together.
    public let together: PairedComparison

    /// How many times as many futures would say as much, if each strategy had futures of its own.
    ///
    /// The variance of two independent values by that of the difference; nil of medians, and where there is no
    /// variance.
    public let gain: Double?

    /// A difference that nobody minds, in the unit of the metric; nil where none is given.
    let indifference: Double?
  }

  /// The mean of the headline worth of a strategy.
  struct Rank: Sendable {
    let name: String
    let mean: Double
  }

  /// What is compared, in words.
  let title: String

  /// The metrics that are compared, in their order.
  let variables: [Variable]

  /// By metric, then by pair.
  public let rows: [Row]

  /// The strategies, the one with the highest mean worth first; empty where two runs are compared.
  let ranking: [Rank]

  /// That the ways to count what comes behind the end rank the strategies differently; nil where they do not.
  let disagreement: String?

  /// How many futures are compared.
  let futures: Int

  /// How many pairs the intervals hold for together.
  let pairCount: Int

  /// What nobody minds, as written; nil where nothing is.
  let indifference: String?

  /// The metrics that are compared where nobody names any: those that a model says are, and when the first
  /// site is live.
  private static func standard(_ columns: [Column]) -> [Variable] {
    let known = columns.filter { $0.scope == .all }.map(\.variable)
    let first = Worth.allCases.map(\.name) + [.levelisedCost, .servedTime]
    let variables =
      first.compactMap { name in
        known.first { $0.standardName == name && $0.role == .compared }
      } + known.filter { $0.role == .compared } + known.filter { $0.standardName == .firstLive }
    var seen: Set<Variable> = []
    return variables.filter { seen.insert($0).inserted }
  }

  /// The worth by which strategies are ranked.
  let worth: Worth

  /// Compares the strategies of one run.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - baseline: who is subtracted from each other strategy; nil for all pairs.
  ///   - metrics: names of metrics; empty for the standard ones.
  ///   - indifference: a difference that nobody minds, with its unit.
  /// - Throws: `ComparisonProblem`, or `StoreError`.
  public init(
    _ reader: ResultReader, baseline: String?, metrics: [String], indifference: String?
  ) throws {
    try self.init(of: reader, baseline: baseline, metrics: metrics, indifference: indifference)
  }

  init(
    of source: some FigureSource, baseline: String?, metrics: [String], indifference: String?
  ) throws {
    let names = source.record.strategies
    guard names.count > 1 else {
      throw ComparisonProblem(
        "there is one strategy alone, '\(names[0])': nothing to compare it with")
    }
    let all = names.indices.map { Contestant(name: names[$0], source: source, strategy: $0) }
    var pairs: [(Contestant, Contestant)] = []
    if let baseline {
      guard let base = all.first(where: { $0.name == baseline }) else {
        throw ComparisonProblem(
          "there is no strategy '\(baseline)'" + Self.hint(baseline, among: names))
      }
      pairs = all.filter { $0.strategy != base.strategy }.map { ($0, base) }
    } else {
      for a in all.indices {
        for b in all.indices.dropFirst(a + 1) { pairs.append((all[a], all[b])) }
      }
    }
    try self.init(
      pairs, title: Self.title(of: source.record.run), replications: source.replications.count,
      metrics: metrics, indifference: indifference)
  }

  init(
    _ pairs: [(Contestant, Contestant)], title: String, replications: Int, metrics: [String],
    indifference: String?, isOfOneRun: Bool = true
  ) throws {
    let record = pairs[0].0.source.record
    let inner = record.run.design.inner
    let worth = Worth.leading(in: record.layout.metrics)
    self.worth = worth
    let variables = try Self.variables(
      metrics, of: isOfOneRun ? [pairs[0].0] : [pairs[0].0, pairs[0].1])
    let margin = try indifference.map { text throws(ComparisonProblem) in
      try Indifference(text)
    }
    if let margin, variables.allSatisfy({ margin.amount(of: $0) == nil }) {
      throw ComparisonProblem(
        "--indifference \(margin.text): no metric that is compared is in such a unit")
    }
    var rows: [Row] = []
    for variable in variables {
      for (a, b) in pairs {
        guard let first = try a.values(of: variable.name, replications: replications),
          let second = try b.values(of: variable.name, replications: replications)
        else { continue }
        func compared(_ confidence: Double) -> PairedComparison {
          PairedComparison(first, second, of: variable, inner: inner, confidence: confidence)
        }
        rows.append(
          Row(
            a: a.name, b: b.name, variable: variable, alone: compared(0.95),
            together: compared(1 - 0.05 / Double(pairs.count)),
            gain: variable.comparison == .means ? Self.gain(first, second, inner: inner) : nil,
            indifference: margin?.amount(of: variable)))
      }
    }
    self.title = title
    self.variables = variables
    self.rows = rows
    self.indifference = indifference
    futures = (replications + inner - 1) / inner
    pairCount = pairs.count
    let worths = isOfOneRun ? Worth.all(in: record.layout.metrics) : []
    let rankings = try worths.map { worth in
      (worth: worth, ranks: try Self.ranking(of: pairs, by: worth, replications: replications))
    }
    ranking = rankings.first { $0.worth == worth }?.ranks ?? []
    disagreement = Worth.disagreement(
      rankings.map { entry in
        (worth: entry.worth, strategies: entry.ranks.map { (name: $0.name, mean: $0.mean) })
      })
  }

  /// The variables of the names that are given, which the results of each must have, or the standard ones.
  private static func variables(
    _ names: [String], of contestants: [Contestant]
  ) throws(ComparisonProblem) -> [Variable] {
    let metrics = contestants[0].source.record.layout.metrics
    guard !names.isEmpty else { return standard(metrics) }
    var variables: [Variable] = []
    for name in names {
      for contestant in contestants {
        let results =
          contestants.count == 1 ? "these results" : "the results of '\(contestant.name)'"
        let columns = contestant.source.record.layout.metrics
        let variable = columns[try place(of: name, in: columns, of: results)].variable
        if !variables.contains(variable) { variables.append(variable) }
      }
    }
    return variables
  }

  /// The place of a metric of strategies as a whole.
  ///
  /// - Parameters:
  ///   - name: what is asked for.
  ///   - columns: the metrics of some results.
  ///   - results: whose they are, in words.
  /// - Returns: the place among them.
  /// - Throws: `ComparisonProblem` where the results have none of that name, with what would give it, or it is a code.
  static func place(
    of name: String, in columns: [Column], of results: String = "these results"
  ) throws(ComparisonProblem) -> Int {
    guard
      let place = columns.firstIndex(where: { $0.variable.name == name && $0.scope == .all })
    else {
      let known = columns.filter { $0.scope == .all }.map(\.variable.name)
      if let reason = MetricCondition.whyMissing(name, among: known) {
        throw ComparisonProblem("\(results) have no metric '\(name)': \(reason)")
      }
      throw ComparisonProblem(
        "there is no metric '\(name)'" + hint(name, among: known, listsAll: false))
    }
    guard !columns[place].variable.isCode else {
      throw ComparisonProblem(
        "the metric '\(name)' is a code: a difference of codes means nothing")
    }
    return place
  }

  private static func hint(_ name: String, among known: [String], listsAll: Bool = true) -> String {
    NearestName.of(name, among: known).map { "; did you mean '\($0)'?" }
      ?? (listsAll
        ? "; there are: " + known.joined(separator: ", ")
        : "; variables.csv of 'millwright export' lists them")
  }

  private static func ranking(
    of pairs: [(Contestant, Contestant)], by worth: Worth, replications: Int
  ) throws -> [Rank] {
    var ranks: [Int: Rank] = [:]
    for contestant in pairs.flatMap({ [$0.0, $0.1] }) where ranks[contestant.strategy] == nil {
      guard
        let values = try contestant.values(of: worth.name.rawValue, replications: replications),
        let mean = SampleSummary(values, absence: .undefined, inner: 1).mean
      else { continue }
      ranks[contestant.strategy] = Rank(name: contestant.name, mean: mean.mean)
    }
    return ranks.sorted { (-$0.value.mean, $0.key) < (-$1.value.mean, $1.key) }.map(\.value)
  }

  /// What common random numbers gain: the sum of two variances by that of the difference, over the futures.
  private static func gain(_ a: [Double], _ b: [Double], inner: Int) -> Double? {
    func variance(_ values: [Double]) -> Double? {
      let means = stride(from: 0, to: values.count, by: inner).compactMap { start in
        SampleSummary(
          Array(values[start..<min(start + inner, values.count)]), absence: .undefined, inner: 1
        ).mean?.mean
      }
      let deviation = SampleSummary(means, absence: .undefined, inner: 1).standardDeviation
      return deviation.map { $0 * $0 }
    }
    guard let first = variance(a), let second = variance(b),
      let difference = variance(zip(a, b).map { $0 - $1 }), difference > 0, first + second > 0
    else { return nil }
    return (first + second) / difference
  }

  static func title(of run: RunDescription) -> String {
    let name = run.title.isEmpty ? run.scenario : run.title
    return "\(name), seed \(run.seed)"
  }
}
