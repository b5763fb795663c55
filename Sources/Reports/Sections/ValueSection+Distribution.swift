import Charts
import Columns
import Experiments

extension ValueSection {
  /// How a kept metric of each strategy is distributed over replications; nil where it is not stored.
  func distribution(_ metric: StandardName, _ id: String, _ title: String) -> ReportChart? {
    let samples = figures.projects.compactMap { $0.values(of: metric) }
    guard samples.count == figures.projects.count, let bins = Bins(samples) else { return nil }
    var table = PageTable(
      title, columns: ["strategy", "p5", "p25", "median", "p75", "p95", "below zero"])
    for strategy in figures.projects {
      guard let summary = strategy[metric] else { continue }
      table.add(
        [PageTable.Cell(strategy.name)]
          + [0.05, 0.25, 0.5, 0.75, 0.95].map {
            PageTable.Cell(summary.quantile($0), ReadableNumber.money)
          } + [PageTable.Cell(summary.negativeFraction, ReadableNumber.share)])
    }
    let words = figures.projects.map { strategy in
      "\(strategy.name) median "
        + (strategy[metric]?.quantile(0.5).map(ReadableNumber.moneyWords) ?? "never")
    }
    return ReportChart(
      id: id, title: title,
      view: view(
        of: zip(figures.projects, samples).map { ($0, metric, $1) }, bins, title,
        description: "\(title): \(words.joined(separator: ", "))."),
      table: table)
  }

  /// Histograms over each other, or of more strategies than can be told apart so, their ranges.
  private func view(
    of outcomes: [(strategy: StrategyFigures, metric: StandardName, values: [Double])],
    _ bins: Bins,
    _ title: String, description: String
  ) -> ChartView {
    let scale = unit(of: bins)
    let axis = "\(title.lowercasedFirst) (\(scale.name))"
    guard outcomes.count > DistributionChart.mostSeries else {
      return DistributionChart(
        title: axis, edges: bins.edges.map(scale.scaled),
        series: outcomes.map {
          .init(
            name: $0.strategy.name, tint: figures.tint(of: $0.strategy),
            shares: bins.shares(of: $0.values))
        },
        description: description
      ).view
    }
    return RangeChart(
      title: axis,
      things: outcomes.compactMap { outcome in
        let summary = outcome.strategy[outcome.metric]
        let quantiles = [0.05, 0.25, 0.5, 0.75, 0.95].compactMap { summary?.quantile($0) }
        return quantiles.count == 5
          ? .init(
            name: outcome.strategy.name, tint: figures.tint(of: outcome.strategy),
            quantiles: quantiles.map(scale.scaled)) : nil
      }, description: description
    ).view
  }

  func unit(of bins: Bins) -> ChartUnit {
    ChartUnit(upTo: max(abs(bins.edges.first ?? 0), abs(bins.edges.last ?? 0)), of: "EUR")
  }
}

extension String {
  /// With a small first letter, for use within a sentence.
  fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
  /// The same with a capital letter.
  var uppercasedFirst: String { prefix(1).uppercased() + dropFirst() }
}
