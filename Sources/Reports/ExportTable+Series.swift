import Columns
import ResultStore

extension ExportTable {
  private static let percents = [5, 10, 25, 50, 75, 90, 95]
  private static let fewPercents = [10, 50, 90]

  /// A row for each month of each series: what it is, its mean and its quantiles over replications.
  private static func writeBands(
    of kinds: [SeriesKind], _ percents: [Int], _ reader: ResultReader, _ csv: CSVFile,
    _ addScope: (Column) -> Void
  ) throws {
    let record = reader.record
    let months = record.layout.monthTexts
    for strategy in record.strategies.indices {
      for kind in kinds {
        try reader.forEachBand(kind, strategy, percents: percents) { column, band in
          for (index, month) in months.enumerated() {
            csv.add(record.run.runID)
            csv.add(record.run.scenario)
            csv.add(record.strategies[strategy])
            csv.add(month)
            addScope(column)
            csv.add(column.variable.unit)
            csv.add(band.means[index].map { Float($0) })
            for quantile in band.quantiles[index] { csv.add(quantile.map { Float($0) }) }
            try csv.endRow()
          }
        }
      }
    }
  }

  static let timeseries = ExportTable(
    name: "timeseries",
    description: "Monthly numbers over replications: month means of stocks, totals of flows. "
      + monthlyPrecision,
    fields: runFields + [strategy, month, variable, segment, region, tier, unit]
      + [Field("mean", .number, "Mean over replications")] + quantiles(percents),
    key: ["run_id", "strategy", "month", "variable", "segment", "region", "tier"]
  ) { reader, csv in
    try writeBands(of: [.stockMeans, .flows], percents, reader, csv) { csv.add(column: $0) }
  }

  static let grid = ExportTable(
    name: "grid",
    description: "Monthly numbers of the grid by region, tier and class of applicant. "
      + monthlyPrecision,
    fields: runFields + [
      strategy, month, region, tier,
      Field("class", .string, "Class of applicant; empty = all"), variable, unit,
      Field("mean", .number, "Mean over replications"),
    ] + quantiles(fewPercents),
    key: ["run_id", "strategy", "month", "region", "tier", "class", "variable"]
  ) { reader, csv in
    try writeBands(of: [.gridStockMeans, .gridFlows], fewPercents, reader, csv) { column in
      csv.add(column.scope.region)
      csv.add(column.scope.tier)
      csv.add(column.scope.applicantClass)
      csv.add(column.variable.name)
    }
  }

  static let series = ExportTable(
    name: "series", description: "Monthly numbers of every replication. " + monthlyPrecision,
    fields: runFields + [
      strategy, replication, month, variable, segment, region, tier,
      Field("month_mean", .number, "Time-weighted mean of a stock over the month"),
      Field("month_end", .number, "Level of a stock at the end of the month"),
      Field("total", .number, "Total of a flow over the month"), unit,
    ],
    key: ["run_id", "strategy", "replication", "month", "variable", "segment", "region", "tier"],
    isPerReplication: true
  ) { reader, csv in
    let record = reader.record
    let months = record.layout.monthTexts
    for number in reader.replications {
      for strategy in record.strategies.indices {
        let means = try reader.monthly(.stockMeans, strategy: strategy, replication: number)
        let ends = try reader.monthly(.stockEnds, strategy: strategy, replication: number)
        let totals = try reader.monthly(.flows, strategy: strategy, replication: number)
        func add(_ column: Column, _ month: Int, _ values: [Float?]) throws {
          csv.add(record.run.runID)
          csv.add(record.run.scenario)
          csv.add(record.strategies[strategy])
          csv.add(number)
          csv.add(months[month])
          csv.add(column: column)
          for value in values { csv.add(value) }
          csv.add(column.variable.unit)
          try csv.endRow()
        }
        for (index, column) in record.layout.stocks.enumerated() {
          for month in months.indices {
            let place = index * months.count + month
            try add(column, month, [means[place], ends[place], nil])
          }
        }
        for (index, column) in record.layout.flows.enumerated() {
          for month in months.indices {
            try add(column, month, [nil, nil, totals[index * months.count + month]])
          }
        }
      }
    }
  }
}

extension ResultReader {
  /// Summarises each monthly column of one strategy over replications.
  ///
  /// - Throws: `StoreError`, or what `body` throws.
  func forEachBand(
    _ kind: SeriesKind, _ strategy: Int, percents: [Int],
    _ body: (Column, SeriesBand<Float>) throws -> Void
  ) throws {
    let columns = record.layout.columns(of: kind)
    let months = record.layout.months
    let ranges = Self.ranges(
      of: columns.count, numbersPerColumn: replications.count * months)
    for range in ranges {
      let numbers = try monthly(kind, strategy: strategy, columns: range)
      let bands = parallelMap(numbers.count) { column in
        SeriesBand(
          numbers[column], periods: months, probabilities: percents.map { Double($0) / 100 })
      }
      for (column, band) in zip(columns[range], bands) { try body(column, band) }
    }
  }
}
