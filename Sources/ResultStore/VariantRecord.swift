public import Columns
import Digests

/// The scenario of an experiment, or a variant of it with some values changed, and what its replications return.
public struct VariantRecord: Sendable, Hashable {
  /// What it is called; empty for the scenario as it is.
  public let name: String

  /// What it changes, in words; of the scenario as it is, its title.
  public let title: String

  /// The effective scenario.
  public let scenarioText: String

  /// The names of the strategies, in file order.
  public let strategies: [String]

  /// What every replication returns; of a variant metrics, milestones and what held up sites alone.
  public internal(set) var layout: ResultLayout

  /// The numbers drawn once per future.
  public let parameters: [Parameter]

  /// The values the scenario was read with.
  public let inputs: [InputRecord]

  /// The SHA-256 digest of `scenarioText`, 64 hexadecimal digits.
  var scenarioSHA256: String { SHA256Digest.hexadecimal(of: scenarioText) }

  /// Describes a variant; series in its layout are left out.
  public init(
    name: String, title: String, scenarioText: String, strategies: [String], layout: ResultLayout,
    parameters: [Parameter], inputs: [InputRecord]
  ) {
    precondition(!name.isEmpty, "a variant needs a name")
    self.init(
      named: name, title: title, scenarioText: scenarioText, strategies: strategies,
      layout: layout.withoutSeries, parameters: parameters, inputs: inputs)
  }

  init(
    named name: String, title: String, scenarioText: String, strategies: [String],
    layout: ResultLayout, parameters: [Parameter], inputs: [InputRecord]
  ) {
    precondition(!strategies.isEmpty, "a variant without a strategy")
    self.name = name
    self.title = title
    self.scenarioText = scenarioText
    self.strategies = strategies
    self.layout = layout
    // Where nothing can hold up any site, the tables have no row that would tell of how many strategies.
    if layout.constraintPlaces.allSatisfy(\.isEmpty) { self.layout.constraintPlaces = [] }
    self.parameters = parameters
    self.inputs = inputs
  }
}

extension ResultLayout {
  /// The same layout without what is reported by month.
  public var withoutSeries: ResultLayout {
    var layout = self
    layout.stocks = []
    layout.flows = []
    layout.gridStocks = []
    layout.gridFlows = []
    layout.cashLines = []
    return layout
  }

  /// The variables of all columns, each once, in the order of their first column.
  var variables: [Variable] {
    var seen: Set<Variable> = []
    return ColumnSection.allCases.flatMap { columns(in: $0) }.map(\.variable)
      .filter { seen.insert($0).inserted }
  }
}

extension ReplicationResult {
  /// The same result without what is reported by month.
  public var withoutSeries: ReplicationResult {
    var result = self
    result.stockMeans = []
    result.stockEnds = []
    result.flows = []
    result.gridStockMeans = []
    result.gridFlows = []
    result.cash = []
    return result
  }
}
