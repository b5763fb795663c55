public import Columns
import Experiments
import Quantities
public import ResultStore

/// What moves an outcome of a run, and the difference between two strategies, by the data at hand.
///
/// Of each driver: the share of the outcome's variance that it explains alone (`FirstOrderIndex`), and how the
/// outcome rises with it, in ranks and beside the other drivers of its group (`RankRegression`). Of each group, and
/// of all together: the share of the variance of the ranks that they explain.
public struct Sensitivity: Sendable {
  /// What a driver does to an outcome.
  struct Effect: Sendable {
    let group, name: String
    /// Which date or duration it is; nil of an input.
    let date: Driver.Date?
    /// Nil where the driver does not vary.
    let alone: FirstOrderIndex?
    /// The standardised rank regression coefficient within the group, with its 95 % interval; nil where there are
    /// too few futures for the group.
    let coefficient: RankRegression.Effect?

    /// Whether it explains more alone than chance would.
    var isTelling: Bool { alone.map { $0.index > $0.chance } ?? false }

    /// What readers are shown for the driver.
    func words(_ names: ReaderNames) -> String {
      date.map { "\(names.phase($0.phase, of: $0.strategy)): \($0.measure)" } ?? name
    }
  }

  /// An outcome, and what moves it.
  struct Outcome: Sendable {
    let title: String
    /// The strategies that it is made of: one, or the two of a difference.
    let strategies: [String]
    let variable: Variable
    /// How many futures have it.
    let futures: Int
    /// What explains most alone first.
    let effects: [Effect]
    /// The share of the variance of the ranks that each group explains; nil with too few futures.
    let groups: [(name: String, explained: Double?)]
    /// What all drivers together explain; nil with too few futures.
    let explained: Double?
  }

  let title: String
  let outcomes: [Outcome]

  /// How many futures there must be for each driver of a regression, so that it does not fit chance.
  private static let futuresPerDriver = 4

  /// The place of the metric whose causes are sought.
  ///
  /// - Parameters:
  ///   - name: its name; nil for the worth by which strategies are ranked.
  ///   - metrics: the columns of the results.
  /// - Returns: the place among them.
  /// - Throws: `ComparisonProblem` where there is none of that name, or it is a code.
  public static func place(of name: String?, in metrics: [Column]) throws(ComparisonProblem) -> Int
  {
    try StrategyComparison.place(
      of: name ?? Worth.leading(in: metrics).name.rawValue, in: metrics)
  }

  /// Analyses a run.
  ///
  /// - Parameters:
  ///   - reader: the results.
  ///   - metric: the outcome; nil for the worth by which strategies are ranked.
  ///   - difference: two strategies whose difference is analysed; nil for the best two.
  /// - Throws: `ComparisonProblem` where there is no such metric or strategy, or `StoreError`.
  public init(
    _ reader: ResultReader, metric: String? = nil, difference: (a: String, b: String)? = nil
  ) throws {
    try self.init(of: reader, metric: metric, difference: difference)
  }

  init(
    of source: some FigureSource, metric: String? = nil,
    difference: (a: String, b: String)? = nil
  ) throws {
    let record = source.record
    let metrics = record.layout.metrics
    let variable = metrics[try Self.place(of: metric, in: metrics)].variable
    for wanted in difference.map({ [$0.a, $0.b] }) ?? [] {
      guard record.strategies.contains(wanted) else {
        throw ComparisonProblem(
          "there is no strategy '\(wanted)'; there are: \(record.strategies.joined(separator: ", "))"
        )
      }
    }
    if let difference, difference.a == difference.b {
      throw ComparisonProblem(
        "'\(difference.a)' less itself is nothing: name two strategies, such as"
          + " \(record.strategies.prefix(2).joined(separator: ","))")
    }
    let values = try record.strategies.indices.map { strategy in
      let contestant = Contestant(
        name: record.strategies[strategy], source: source, strategy: strategy)
      return try contestant.values(of: variable.name, replications: source.replications.count) ?? []
    }
    let inputs = try source.inputDrivers()
    let headline = try Headline(of: source)
    let projects = headline.strategies.indices.filter { headline.strategies[$0].hasProject }
    var pair = difference.flatMap { wanted in
      record.strategies.firstIndex(of: wanted.a).flatMap { a in
        record.strategies.firstIndex(of: wanted.b).map { (a, $0) }
      }
    }
    if difference == nil, projects.count > 1 {
      func mean(_ strategy: Int) -> Double {
        SampleSummary(values[strategy], absence: variable.absence, inner: 1).mean?.mean
          ?? -.infinity
      }
      let best = projects.sorted { (-mean($0), $0) < (-mean($1), $1) }.prefix(2).sorted()
      pair = (best[0], best[1])
    }
    let alone = difference == nil ? projects : []
    let dates = try source.dateDrivers(
      of: difference == nil ? projects : pair.map { [$0.0, $0.1] } ?? [])
    func outcome(_ values: [Double], of strategies: Int...) -> Outcome {
      let names = strategies.map { record.strategies[$0] }
      let groups = names.map(Driver.dates(of:))
      return Self.outcome(
        source.byFuture(values), of: names, variable,
        inputs + dates.filter { groups.contains($0.group) })
    }
    var outcomes = alone.map { outcome(values[$0], of: $0) }
    if let (a, b) = pair {
      outcomes.append(outcome(zip(values[a], values[b]).map { $0 - $1 }, of: a, b))
    }
    self.outcomes = outcomes
    title = StrategyComparison.title(of: record.run)
  }

  private static func outcome(
    _ all: [Double], of strategies: [String], _ variable: Variable, _ drivers: [Driver]
  ) -> Outcome {
    // An instant that never comes is later than any and has a rank; a ratio of nothing has none.
    let ranked =
      variable.absence == .never && strategies.count == 1
      ? Array(all.indices) : all.indices.filter { all[$0].isFinite }
    let finite = all.indices.filter { all[$0].isFinite }
    func fit(_ drivers: [Driver]) -> RankRegression? {
      guard ranked.count > futuresPerDriver * drivers.count else { return nil }
      return RankRegression(
        drivers.map { driver in ranked.map { driver.values[$0] } }, outcome: ranked.map { all[$0] })
    }
    var names: [String] = []
    for driver in drivers where !names.contains(driver.group) { names.append(driver.group) }
    var effects: [Effect] = []
    var groups: [(name: String, explained: Double?)] = []
    for group in names {
      let members = drivers.filter { $0.group == group }
      let regression = fit(members)
      groups.append((group, regression?.explained))
      for (place, driver) in members.enumerated() {
        effects.append(
          Effect(
            group: group, name: driver.name, date: driver.date,
            alone: FirstOrderIndex(
              finite.map { driver.values[$0] }, outcome: finite.map { all[$0] }),
            coefficient: regression?.effects.first { $0.parameter == place }))
      }
    }
    let order = effects.indices.sorted {
      (-(effects[$0].alone?.index ?? -1), $0) < (-(effects[$1].alone?.index ?? -1), $1)
    }
    return Outcome(
      title: strategies.joined(separator: " less "), strategies: strategies, variable: variable,
      futures: ranked.count, effects: order.map { effects[$0] }, groups: groups,
      explained: names.count > 1 ? fit(drivers)?.explained : groups.first?.explained)
  }
}
