import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// A monthly number of one thing: p10, median and p90 by month.
  struct Band {
    let name: String
    let tint: Tint
    let quantiles: [[Double?]]
    /// How many replications have a number, by month; nil where all do.
    var counts: [Int]?
  }

  /// How a monthly number spreads: the means over all replications, the quantiles over those kept.
  func band(
    _ kind: SeriesKind, _ strategy: StrategyFigures, column: Int, probabilities: [Double]
  ) throws -> SeriesBand<Float> {
    SeriesBand(
      try monthly(kind, strategy, column: column),
      means: try source.means(kind, strategy: strategy.index, column: column),
      periods: layout.months, probabilities: probabilities)
  }

  /// Charts of one monthly number of all strategies; none where it is not stored.
  func bandCharts(
    id: String, _ kind: SeriesKind, _ name: StandardName, _ what: String, unit: String,
    domain: ClosedRange<Double>? = nil
  ) throws -> [ReportChart] {
    guard let column = place(kind, name) else { return [] }
    let bands = try projects.map { strategy in
      let band = try band(kind, strategy, column: column, probabilities: [0.1, 0.5, 0.9])
      return Band(
        name: strategy.name, tint: tint(of: strategy), quantiles: band.quantiles,
        counts: band.counts)
    }
    return bandCharts(
      id: id, what, axis: what, unit: unit, domain: domain, isMean: kind != .stockEnds, bands)
  }

  /// Charts of bands, as many as are needed for each band to have a colour of its own; none where
  /// there is nothing to show.
  ///
  /// The figures tell how many replications stand behind a month where not all do, as of a ratio
  /// that does not exist before anything opens. `isMean` says that they are means over a month and
  /// not its end.
  ///
  /// The title of the axis holds no name from outside: Vega-Lite puts it into an expression, which
  /// some characters end.
  func bandCharts(
    id: String, _ what: String, axis: String, unit: String, domain: ClosedRange<Double>? = nil,
    isMean: Bool, _ bands: [Band], subjects: [String] = []
  ) -> [ReportChart] {
    let sizes = bands.flatMap { $0.quantiles.flatMap { $0.compactMap { $0.map(abs) } } }
    guard !sizes.isEmpty else { return [] }
    let scale = ChartUnit(upTo: sizes.max() ?? 0, of: unit)
    func series(_ band: Band) -> BandChart.Series {
      BandChart.Series(
        name: band.name, tint: band.tint,
        months: band.quantiles.map {
          ($0[0].map(scale.scaled), $0[1].map(scale.scaled), $0[2].map(scale.scaled))
        })
    }
    return ColorGroup.all(of: bands).map { group in
      let last = group.shown.map { band in
        "\(band.name) "
          + (band.quantiles.last?[1].map { ReadableNumber.text($0, unit: unit) } ?? "missing")
      }
      return ReportChart(
        id: group.id(id), title: what + group.words, subjects: subjects,
        view: BandChart(
          title: "\(axis) (\(unit == "fraction" ? "share" : scale.name))", days: layout.monthTexts,
          series: group.shown.map(series), others: group.others.map(series), domain: domain,
          description: "\(what) by month; medians of the last month: "
            + last.joined(separator: ", ") + "."
        ).view,
        table: bandTable(what, unit: unit, isMean: isMean, group.shown))
    }
  }

  private func bandTable(_ what: String, unit: String, isMean: Bool, _ bands: [Band]) -> PageTable {
    let months = tableMonths
    let count = keptCount
    let isPartial = bands.contains { band in
      months.contains { (band.counts?[$0.index] ?? count) < count }
    }
    let kept = count < self.count ? " that are kept by month" : ""
    var table = PageTable(
      isPartial
        ? "\(what): over the n of \(count) replications\(kept) in which there is a number" : what,
      columns: ["of", isMean ? "mean of" : "end of", "p10", "median", "p90"]
        + (isPartial ? ["n"] : []))
    for band in bands {
      for month in months {
        table.add(
          [PageTable.Cell(band.name), PageTable.Cell(month.name, sortedBy: Double(month.index))]
            + band.quantiles[month.index].map {
              PageTable.Cell($0) { ReadableNumber.text($0, unit: unit) }
            }
            + (isPartial ? [PageTable.Cell(of: band.counts?[month.index] ?? count)] : []))
      }
    }
    return table
  }
}
