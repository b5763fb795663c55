import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension ValueSection {
  func difference(_ a: StrategyFigures, _ b: StrategyFigures, number: Int) -> ReportChart? {
    guard let first = a.values(of: worth.name), let second = b.values(of: worth.name),
      let pair = figures.comparison(worth.name, a, b), let mean = pair.mean
    else { return nil }
    let sample = zip(first, second).map { $0 - $1 }
    guard let bins = Bins([sample]) else { return nil }
    let scale = unit(of: bins)
    let interval = mean.low.flatMap { low in
      mean.high.map {
        DistributionChart.Interval(
          low: scale.scaled(low), mean: scale.scaled(mean.mean), high: scale.scaled($0))
      }
    }
    let words =
      interval == nil
      ? "no interval from one future"
      : "95 % interval \(ReadableNumber.range(mean.low ?? 0, mean.high ?? 0, "EUR"))"
    var table = PageTable("\(a.name) less \(b.name)", columns: ["difference", "share of futures"])
    let shares = bins.shares(of: sample)
    for (bin, share) in shares.enumerated() where share > 0 {
      table.add([
        PageTable.Cell(
          "\(ReadableNumber.money(bins.edges[bin])) to \(ReadableNumber.money(bins.edges[bin + 1]))"
        ),
        PageTable.Cell(share, ReadableNumber.share),
      ])
    }
    return ReportChart(
      id: "difference-\(number)", title: "\(worth.words.uppercasedFirst): \(a.name) less \(b.name)",
      subjects: [a.key, b.key],
      view: DistributionChart(
        title: "difference of \(worth.words) (\(scale.name))",
        edges: bins.edges.map(scale.scaled),
        series: [.init(name: "\(a.name) less \(b.name)", tint: .difference, shares: shares)],
        interval: interval,
        description: "\(a.name) less \(b.name), \(worth.words) in the same futures: mean"
          + " \(ReadableNumber.moneyWords(mean.mean)), \(words)."
      ).view,
      table: table)
  }

  /// What is said for metrics that are compared, in the order of the table.
  private static let labels: [(name: StandardName, words: String)] = [
    (.servedTime, "H100e-hours served"), (.levelisedCost, "levelised cost"),
  ]

  /// The metrics that are compared: those for which there are words, then others by their names.
  private var compared: [(variable: Variable, label: String)] {
    let variables = figures.compared
    let labels = Worth.allCases.map { ($0.name, $0.words) } + Self.labels
    let known = labels.compactMap { label in
      variables.first { $0.standardName == label.0 }.map { ($0, label.1) }
    }
    let names = labels.map(\.0.rawValue)
    return known + variables.filter { !names.contains($0.name) }.map { ($0, $0.name) }
  }

  var differenceTable: PageTable {
    var table = PageTable(
      "Differences in the same futures, A less B: of amounts the mean, of ratios and instants the median;"
        + " P(A > B) counts half of the ties",
      columns: [
        "A less B", "of", "by", "difference", "95 % from", "to", "what it says", "P(A > B)", "ties",
        "pairs",
      ])
    for (a, b) in figures.pairs {
      for (variable, label) in compared {
        guard let pair = figures.comparison(variable, a, b) else { continue }
        let difference = pair.difference
        table.add(
          [
            PageTable.Cell("\(a.name) less \(b.name)"), PageTable.Cell(label),
            PageTable.Cell(pair.comparison.word),
          ]
            + [difference?.value, difference?.low, difference?.high].map {
              PageTable.Cell($0) { ReadableNumber.text($0, unit: variable.unit) }
            }
            + [
              PageTable.Cell(pair.verdict(of: variable)),
              PageTable.Cell(pair.probabilityGreater, ReadableNumber.share),
              PageTable.Cell(pair.tiedFraction, ReadableNumber.share),
              PageTable.Cell(pair.countWords, sortedBy: Double(pair.count)),
            ])
      }
    }
    return table
  }
}
