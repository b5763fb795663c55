import Columns
import ResultStore

extension ExportTable {
  private static let period = Field(
    "period", .integer, "0 = opening, 1 = first month, and so on")
  private static let line = Field("line", .string, "Cash-flow line, see variables.csv")

  static let cashflow = ExportTable(
    name: "cashflow", description: "Cash flows by line over replications, nominal EUR",
    fields: runFields + [
      strategy, period, line, Field("mean_eur", .number, "Mean over all replications"),
    ] + keptQuantiles([10, 50, 90], suffix: "_eur"),
    key: ["run_id", "strategy", "period", "line"]
  ) { reader, csv in
    let record = reader.record
    let periods = record.layout.periods
    let means = try reader.seriesMeans()
    let ranges = ResultReader.ranges(
      of: record.layout.cashLines.count, numbersPerColumn: reader.keptCount(of: .cash) * periods)
    for strategy in record.strategies.indices {
      for range in ranges {
        let numbers = try reader.cash(strategy: strategy, columns: range)
        for (index, numbers) in zip(range, numbers) {
          let column = record.layout.cashLines[index]
          let band = SeriesBand(
            numbers, means: means.means(.cash, strategy: strategy, column: index),
            periods: periods, probabilities: [0.1, 0.5, 0.9])
          for period in 0..<periods {
            csv.add(record.run.runID)
            csv.add(record.run.scenario)
            csv.add(record.strategies[strategy])
            csv.add(period)
            csv.add(column.cashLineName)
            csv.add(band.means[period])
            for quantile in band.quantiles[period] { csv.add(quantile) }
            try csv.endRow()
          }
        }
      }
    }
  }

  static let cashflowSeries = ExportTable(
    name: "cashflow_series",
    description: "Cash flows by line of every replication whose series are kept, nominal EUR",
    fields: runFields + [
      strategy, replication, period, line, Field("eur", .number, "Amount, income positive"),
    ], key: ["run_id", "strategy", "replication", "period", "line"], isPerReplication: true
  ) { reader, csv in
    let record = reader.record
    let periods = record.layout.periods
    for number in 0..<reader.keptCount(of: .cash) {
      for strategy in record.strategies.indices {
        let amounts = try reader.cash(strategy: strategy, replication: number)
        for (index, column) in record.layout.cashLines.enumerated() {
          for period in 0..<periods {
            csv.add(record.run.runID)
            csv.add(record.run.scenario)
            csv.add(record.strategies[strategy])
            csv.add(number)
            csv.add(period)
            csv.add(column.cashLineName)
            csv.add(amounts[index * periods + period])
            try csv.endRow()
          }
        }
      }
    }
  }
}

extension Column {
  /// A cash line with its segment, where it has one: `revenue_eur/training`.
  fileprivate var cashLineName: String {
    scope.segment.isEmpty ? variable.name : "\(variable.name)/\(scope.segment)"
  }
}
