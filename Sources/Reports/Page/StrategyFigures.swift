import Columns
import Experiments

/// What is known of one strategy.
struct StrategyFigures {
  /// Its place in the record.
  let index: Int
  /// Its name in the scenario, in files and in commands.
  let key: String
  /// What readers are shown.
  let name: String
  /// Summaries of metrics: those of the strategy as a whole, and with a standard name those of its
  /// parts.
  var summaries = MetricSummaries()
  /// By replication, of metrics of the strategy as a whole; NaN = never.
  private var values: [String: [Double]] = [:]

  init(index: Int, key: String, name: String) {
    self.index = index
    self.key = key
    self.name = name
  }

  /// Takes the values of a metric; they are kept where they may be drawn or compared pair by pair.
  mutating func add(_ column: Column, _ values: [Double], inner: Int) {
    let variable = column.variable
    summaries.add(column, SampleSummary(values, absence: variable.absence, inner: inner))
    if column.scope == .all, variable.standardName != nil || variable.role == .compared {
      self.values[variable.name] = values
    }
  }

  /// The summary of a metric of the strategy as a whole.
  subscript(name: StandardName) -> SampleSummary? { summaries[name] }

  /// The values of a metric of the strategy as a whole; nil where it is not stored.
  func values(of name: StandardName) -> [Double]? { values[name.rawValue] }

  /// The values of a metric that is compared.
  func values(of variable: Variable) -> [Double]? { values[variable.name] }

  /// Whether anything is built, run or paid in any replication.
  var hasProject: Bool { summaries.tellOfProject }
}
