import Columns
import Experiments
import ResultStore

extension ExportTable {
  private static let percents = [5, 10, 25, 50, 75, 90, 95]
  private static let fewPercents = [10, 50, 90]
  private static let mean = Field(
    "mean", .number, "Mean over all replications that have the number")
  private static let deviation = Field(
    "sd", .number, "Standard deviation over the same replications (n − 1)")
  static let at = Field(
    "at", .string,
    "What a number tells of its period: its 'mean' or its 'end' of a level, the 'total' of a flow")

  /// A row for each month of each series: what it is, its mean and its quantiles over replications.
  private static func writeBands(
    of kinds: [SeriesKind], _ percents: [Int], _ reader: ResultReader, _ csv: CSVFile,
    _ addScope: (Column, SeriesKind) -> Void
  ) throws {
    let record = reader.record
    let months = record.layout.monthTexts
    for strategy in record.strategies.indices {
      for kind in kinds {
        try reader.forEachBand(kind, strategy, percents: percents) {
          column, counts, deviations, band in
          for (index, month) in months.enumerated() {
            csv.add(record.run.runID)
            csv.add(record.run.scenario)
            csv.add(record.strategies[strategy])
            csv.add(month)
            addScope(column, kind)
            csv.add(column.variable.unit)
            csv.add(counts[index])
            csv.add(band.means[index].map { Float($0) })
            csv.add(deviations[index].map { Float($0) })
            for quantile in band.quantiles[index] { csv.add(quantile.map { Float($0) }) }
            try csv.endRow()
          }
        }
      }
    }
  }

  static let timeseries = ExportTable(
    name: "timeseries",
    description: "Monthly numbers over replications: means over the month and its ends of levels,"
      + " totals of flows. " + monthlyPrecision,
    fields: runFields + [
      strategy, month, variable, segment, region, tier, at, unit, count, mean, deviation,
    ] + keptQuantiles(percents),
    key: ["run_id", "strategy", "month", "variable", "segment", "region", "tier", "at"]
  ) { reader, csv in
    try writeBands(of: [.stockMeans, .stockEnds, .flows], percents, reader, csv) { column, kind in
      csv.add(column: column)
      csv.add(kind.at)
    }
  }

  static let years = ExportTable(
    name: "years",
    description: "Yearly numbers over replications, made in every replication first: means over the"
      + " year and its ends of levels, totals of flows. A year of which the horizon covers a part"
      + " counts that part. " + monthlyPrecision,
    fields: runFields + [
      strategy, Field("year", .integer, "Calendar year"), variable, segment, region, tier, at, unit,
      Field("n", .integer, "Replications that the mean is of"),
      Field(
        "mean", .number,
        "Mean over all replications; where some have no number in some month, such as a ratio of"
          + " nothing, the mean of the year is over those whose series are kept"),
    ] + keptQuantiles(percents),
    key: ["run_id", "strategy", "year", "variable", "segment", "region", "tier", "at"]
  ) { reader, csv in
    let record = reader.record
    let years = CalendarYears(record.layout.calendar)
    for strategy in record.strategies.indices {
      for kind in [SeriesKind.stockMeans, .stockEnds, .flows] {
        try reader.forEachYearBand(kind, strategy, years, percents: percents) { column, band in
          for (index, year) in years.numbers.enumerated() {
            csv.add(record.run.runID)
            csv.add(record.run.scenario)
            csv.add(record.strategies[strategy])
            csv.add(year)
            csv.add(column: column)
            csv.add(kind.at)
            csv.add(kind == .flows ? column.variable.unit + "/yr" : column.variable.unit)
            csv.add(band.count(ofPeriod: index))
            csv.add(band.means[index].map { Float($0) })
            for quantile in band.quantiles[index] { csv.add(quantile.map { Float($0) }) }
            try csv.endRow()
          }
        }
      }
    }
  }

  static let grid = ExportTable(
    name: "grid",
    description: "Monthly numbers of the grid by region, tier and class of applicant. "
      + monthlyPrecision,
    fields: runFields + [
      strategy, month, region, tier, applicantClass, variable, unit, count, mean, deviation,
    ] + keptQuantiles(fewPercents),
    key: ["run_id", "strategy", "month", "region", "tier", "class", "variable"]
  ) { reader, csv in
    try writeBands(of: [.gridStockMeans, .gridFlows], fewPercents, reader, csv) { column, _ in
      csv.add(column.scope.region)
      csv.add(column.scope.tier)
      csv.add(column.scope.applicantClass)
      csv.add(column.variable.name)
    }
  }

  static let bands = ExportTable(
    name: "bands",
    description:
      "From how many futures the quantiles of series are, and how far their rank among all"
      + " futures may be off; means are of all replications",
    fields: [
      runFields[0],
      Field("of", .string, "'series' of our own, or 'grid' of the waiting lists"),
      Field("futures_kept", .integer, "Futures, from the first, whose series are kept"),
      Field("futures", .integer, "Futures that are there"),
      Field("probability", .number, "Probability of the quantile"),
      Field(
        "rank_low", .number,
        "Lower end of the 95 % interval of its rank among all futures (order statistics)"),
      Field("rank_high", .number, "Upper end of that interval"),
    ], key: ["run_id", "of", "probability"]
  ) { reader, csv in
    for (name, kind, percents) in [
      ("series", SeriesKind.stockMeans, percents), ("grid", .gridStockMeans, fewPercents),
    ] {
      let kept = reader.keptFutures(of: kind)
      for percent in percents {
        let rank = RankInterval(Double(percent) / 100, futures: kept)
        csv.add(reader.record.run.runID)
        csv.add(name)
        csv.add(kept)
        csv.add(reader.futures)
        csv.add(rank.probability)
        csv.add(rank.low)
        csv.add(rank.high)
        try csv.endRow()
      }
    }
  }

  static let series = ExportTable(
    name: "series",
    description: "Monthly numbers of every replication whose series are kept. " + monthlyPrecision,
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
    for number in 0..<reader.keptCount(of: .stockMeans) {
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

extension SeriesKind {
  /// What its numbers tell of their period.
  var at: String {
    switch self {
    case .stockMeans, .gridStockMeans: "mean"
    case .stockEnds: "end"
    case .flows, .gridFlows, .cash: "total"
    }
  }

  /// How its months become years.
  var rule: CalendarYears.Rule {
    switch self {
    case .stockMeans, .gridStockMeans: .mean
    case .stockEnds: .end
    case .flows, .gridFlows, .cash: .total
    }
  }
}

extension ResultReader {
  /// Summarises each monthly column of one strategy: in how many replications each number exists, and how
  /// it spreads.
  ///
  /// - Throws: `StoreError`, or what `body` throws.
  func forEachBand(
    _ kind: SeriesKind, _ strategy: Int, percents: [Int],
    _ body: (Column, [Int], [Double?], SeriesBand<Float>) throws -> Void
  ) throws {
    let columns = record.layout.columns(of: kind)
    let months = record.layout.months
    let means = try seriesMeans()
    let ranges = Self.ranges(of: columns.count, numbersPerColumn: keptCount(of: kind) * months)
    for range in ranges {
      let numbers = try monthly(kind, strategy: strategy, columns: range)
      let bands = parallelMap(numbers.count) { column in
        SeriesBand(
          numbers[column],
          means: means.means(kind, strategy: strategy, column: range.lowerBound + column),
          periods: months, probabilities: percents.map { Double($0) / 100 })
      }
      for (column, band) in zip(range, bands) {
        let counts = means.counts(kind, strategy: strategy, column: column)
        let deviations = means.standardDeviations(kind, strategy: strategy, column: column)
        try body(columns[column], counts, deviations, band)
      }
    }
  }

  /// Summarises the years of each monthly column of one strategy.
  ///
  /// Ends are those of the last month, over all replications. Other means are of all replications where
  /// every one has the number in every month, and else of those whose series are kept.
  ///
  /// - Throws: `StoreError`, or what `body` throws.
  func forEachYearBand(
    _ kind: SeriesKind, _ strategy: Int, _ years: CalendarYears, percents: [Int],
    _ body: (Column, YearBand) throws -> Void
  ) throws {
    let columns = record.layout.columns(of: kind)
    let length = kind == .cash ? record.layout.periods : record.layout.months
    let means = try seriesMeans()
    let ranges = Self.ranges(of: columns.count, numbersPerColumn: keptCount(of: kind) * length)
    for range in ranges {
      let numbers =
        kind == .cash
        ? try cash(strategy: strategy, columns: range)
        : try monthly(kind, strategy: strategy, columns: range).map { $0.map(Double.init) }
      let bands = parallelMap(numbers.count) { [count = replications.count] index in
        let column = range.lowerBound + index
        let before = kind == .cash ? 1 : 0
        let monthly = means.means(kind, strategy: strategy, column: column)
        let counts = means.counts(kind, strategy: strategy, column: column)
        let ofAll: [Double?]?
        let countOfAll: [Int]?
        if kind.rule == .end {
          ofAll = years.ends(of: monthly)
          countOfAll = years.ends(of: counts)
        } else {
          let isWhole = counts.allSatisfy { $0 == count }
          ofAll = isWhole ? years.means(monthly, kind.rule, periodsBefore: before) : nil
          countOfAll = ofAll.map { $0.map { _ in count } }
        }
        return YearBand(
          band: SeriesBand(
            years.values(numbers[index], kind.rule, periodsBefore: before), means: ofAll,
            periods: years.count, probabilities: percents.map { Double($0) / 100 }),
          countOfAll: countOfAll)
      }
      for (column, band) in zip(columns[range], bands) { try body(column, band) }
    }
  }
}

/// How a yearly number spreads over replications.
struct YearBand: Sendable {
  let band: SeriesBand<Double>
  /// How many replications the mean of each year is of; nil where they are of those that are kept.
  let countOfAll: [Int]?

  var means: [Double?] { band.means }
  var quantiles: [[Double?]] { band.quantiles }

  /// How many replications the mean of a year is of.
  func count(ofPeriod index: Int) -> Int { countOfAll?[index] ?? band.counts[index] }
}
