import Columns
import ResultStore

extension ExportTable {
  /// The long form of the Integrated Assessment Modeling Consortium, which pyam reads.
  ///
  /// Variables keep the names of `variables.csv`, and what they are split by follows behind bars:
  /// `requests|training`, `cash_flow|capex_connection`, `grid_waiting_mw|transmission|other`. The
  /// number of a year is made in every replication first, and summarised over them then: without an
  /// ending the mean, with `|10th percentile` and so on a quantile. A year of which the horizon covers
  /// a part counts that part.
  static let iamc = ExportTable(
    name: "iamc",
    description: "Yearly numbers over replications in the long form of the IAMC:"
      + " means over the year and ends of the year of stocks, totals of flows and cash flows. "
      + monthlyPrecision
      + " Years of stocks and flows are made of them; cash flows have all digits.",
    fields: [
      Field("model", .string, "Program and version"),
      Field("scenario", .string, "Scenario and strategy"),
      Field("region", .string, "Region of the grid; All = the whole scenario"),
      Field(
        "variable", .string,
        "Name as in variables.csv, its parts behind bars; with |10th percentile a quantile over"
          + " replications, with |year end the level at the end of the year"),
      Field("unit", .string, "Unit; empty for a count or a share"),
      Field("year", .integer, "Calendar year"),
      Field("value", .number, "Value"),
    ], key: ["model", "scenario", "region", "variable", "year"]
  ) { reader, csv in
    for strategy in reader.record.strategies.indices {
      let table = YearlyTable(reader, strategy: strategy, csv)
      try table.write(.stockMeans)
      try table.write(.stockEnds, part: "year end")
      try table.write(.flows)
      try table.write(.gridStockMeans)
      try table.write(.gridFlows)
      try table.writeCash()
    }
  }
}

/// Writes yearly numbers of one strategy.
private struct YearlyTable {
  private static let percents = [5, 10, 25, 50, 75, 90, 95]
  private static let fewPercents = [10, 50, 90]

  private let reader: ResultReader
  private let strategy: Int
  private let csv: CSVFile
  private let years: CalendarYears

  init(_ reader: ResultReader, strategy: Int, _ csv: CSVFile) {
    self.reader = reader
    self.strategy = strategy
    self.csv = csv
    years = CalendarYears(reader.record.layout.calendar)
  }

  /// Writes the years of one kind of monthly series.
  func write(_ kind: SeriesKind, part: String = "") throws {
    let percents = kind.isOfGrid ? Self.fewPercents : Self.percents
    try reader.forEachYearBand(kind, strategy, years, percents: percents) { column, band in
      let parts = [
        column.variable.name, column.scope.segment, column.scope.tier, column.scope.applicantClass,
        part,
      ]
      let unit = kind.rule == .total ? column.variable.unit + "/yr" : column.variable.unit
      try write(band, percents, of: parts, region: column.scope.region, unit: unit)
    }
  }

  /// Writes the years of the cash flow; the opening belongs to the first.
  func writeCash() throws {
    try reader.forEachYearBand(.cash, strategy, years, percents: Self.percents) { column, band in
      let parts = ["cash_flow", column.variable.name, column.scope.segment]
      try write(band, Self.percents, of: parts, region: column.scope.region, unit: "EUR/yr")
    }
  }

  /// Writes mean and quantiles of one variable; a year without a value has no row.
  private func write(
    _ band: YearBand, _ percents: [Int], of parts: [String], region: String,
    unit: String
  ) throws {
    let run = reader.record.run
    let name = parts.filter { !$0.isEmpty }.joined(separator: "|")
    // No name of a scenario holds a bar or a blank, so none is mistaken for an ending.
    func add(_ variable: String, _ values: [Double?]) throws {
      for (year, value) in zip(years.numbers, values) {
        guard let value else { continue }
        csv.add("Millwright \(run.engineVersion)")
        csv.add("\(run.scenario) - \(reader.record.strategies[strategy])")
        csv.add(region.isEmpty ? "All" : region)
        csv.add(variable)
        csv.add(unit)
        csv.add(year)
        csv.add(value)
        try csv.endRow()
      }
    }
    try add(name, band.means)
    for (index, percent) in percents.enumerated() {
      try add("\(name)|\(percent)th percentile", band.quantiles.map { $0[index] })
    }
  }
}
