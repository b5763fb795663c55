import Columns
import Charts
import Experiments
import Quantities
import ResultStore

extension PageFigures {
  /// Pairs of strategies that are shown one by one.
  var pairs: [(a: Strategy, b: Strategy)] {
    let best = ranked.compactMap { strategy in
      projects.firstIndex { $0.index == strategy.index }
    }
    return Self.pairs(ranked: best).map { (projects[$0.a], projects[$0.b]) }
  }

  /// Pairs of places in a list, a before b: the best two, which the answer names, then the first
  /// place against each other one.
  static func pairs(ranked: [Int]) -> [(a: Int, b: Int)] {
    guard ranked.count > 1 else { return [] }
    let named = (a: min(ranked[0], ranked[1]), b: max(ranked[0], ranked[1]))
    return [named] + (1..<ranked.count).map { (0, $0) }.filter { $0 != named }
  }

  /// How many pairs have a chart; the table has all.
  private static let pairsDrawn = 3

  /// Net present values, and how they differ in the same futures.
  func valueSection() -> ReportSection {
    var section = ReportSection("value", "What it is worth")
    guard !projects.isEmpty else {
      section.say(Headline.nothingBuilt)
      return section
    }
    section.say(
      "Net present value over replications, without and with the value of what still stands at the"
        + " end. What lies left of the dashed line loses money."
        + (projects.count > DistributionChart.mostSeries
          ? " A line runs from p5 to p95, a bar from p25 to p75; the tick is the median." : ""))
    section.show(
      [
        distribution("npv_eur", "npv", "Net present value"),
        distribution(
          "npv_with_horizon_value_eur", "npv-horizon", "Net present value with horizon value"),
      ].compactMap { $0 })
    section.show(valueTable)
    guard !pairs.isEmpty else { return section }
    section.say(
      "Both strategies of a pair meet the same futures, so their difference is far surer than either"
        + " value. The thick line is the 95 % interval of the mean difference: where it includes zero,"
        + " the run cannot tell the two apart."
        + (pairs.count > Self.pairsDrawn
          ? " Drawn are the first \(Self.pairsDrawn) pairs; the table has all." : ""))
    section.show(
      pairs.prefix(Self.pairsDrawn).enumerated().compactMap { difference($1.a, $1.b, number: $0) })
    section.show(differenceTable)
    return section
  }

  func unit(of bins: Bins) -> ChartUnit {
    ChartUnit(upTo: max(abs(bins.edges.first ?? 0), abs(bins.edges.last ?? 0)), of: "EUR")
  }

  private func difference(_ a: Strategy, _ b: Strategy, number: Int) -> ReportChart? {
    guard let first = a.values["npv_eur"], let second = b.values["npv_eur"],
      let pair = comparison("npv_eur", a, b), let mean = pair.difference
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
      : "95 % interval \(ReadableNumber.money(mean.low ?? 0)) to"
        + " \(ReadableNumber.money(mean.high ?? 0))"
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
      id: "difference-\(number)", title: "Net present value: \(a.name) less \(b.name)",
      subjects: [a.name, b.name],
      view: DistributionChart(
        title: "difference of net present value (\(scale.name))",
        edges: bins.edges.map(scale.scaled),
        series: [.init(name: "\(a.name) less \(b.name)", shares: shares)], interval: interval,
        description: "\(a.name) less \(b.name), net present value in the same futures: mean"
          + " \(ReadableNumber.money(mean.mean)), \(words)."
      ).view,
      table: table)
  }

  private var valueTable: PageTable {
    var table = PageTable(
      "Net present value", columns: ["strategy", "mean", "95 % from", "to", "below zero"])
    for strategy in projects {
      guard let summary = strategy["npv_eur"] else { continue }
      table.add(
        [PageTable.Cell(strategy.name)]
          + [summary.mean?.mean, summary.mean?.low, summary.mean?.high].map {
            PageTable.Cell($0, ReadableNumber.money)
          } + [PageTable.Cell(summary.negativeFraction, ReadableNumber.share)])
    }
    return table
  }

  private var differenceTable: PageTable {
    var table = PageTable(
      "Differences in the same futures, A less B; P(A > B) counts half of the ties",
      columns: [
        "A less B", "of", "mean difference", "95 % from", "to", "what it says", "P(A > B)", "ties",
        "pairs",
      ])
    for (a, b) in pairs {
      for (metric, label) in [
        ("npv_eur", "net present value"),
        ("npv_with_horizon_value_eur", "net present value with horizon value"),
        ("served_h100e_h", "H100e-hours served"),
        ("levelised_cost_eur_per_h100e_h", "levelised cost"),
      ] {
        guard let pair = comparison(metric, a, b),
          let unit = layout.metrics.first(where: { $0.variable.name == metric })?.variable.unit
        else { continue }
        let mean = pair.difference
        table.add(
          [PageTable.Cell("\(a.name) less \(b.name)"), PageTable.Cell(label)]
            + [mean?.mean, mean?.low, mean?.high].map {
              PageTable.Cell($0) { ReadableNumber.text($0, unit: unit) }
            }
            + [
              PageTable.Cell(Self.verdict(mean)),
              PageTable.Cell(pair.probabilityGreater, ReadableNumber.share),
              PageTable.Cell(pair.tiedFraction, ReadableNumber.share),
              PageTable.Cell(of: pair.count),
            ])
      }
    }
    return table
  }

  /// What an interval says about two strategies.
  static func verdict(_ mean: MeanEstimate?) -> String {
    guard let mean else { return "no future has both" }
    guard let low = mean.low, let high = mean.high else { return "one future: no interval" }
    if low == 0, high == 0 { return "the same" }
    return low > 0 ? "A has more" : high < 0 ? "B has more" : "cannot be told apart"
  }
}

extension String {
  /// With a small first letter, for use within a sentence.
  var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
