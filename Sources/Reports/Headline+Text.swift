import Columns
import Experiments
import Quantities
import ResultStore

extension Headline {
  /// The headline as a table for the terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    var table = TextTable()
    // A world without a project is there to be compared with; it has no column of zeros.
    let shown = strategies.filter(\.hasProject)
    guard !shown.isEmpty else {
      return style.marked(title, .strong) + "\n\n\(Self.nothingBuilt)\n"
    }
    table.add([""] + shown.map { names.strategy($0.name) }, .strong)
    func row(_ label: String, _ summaries: [SampleSummary?], _ cell: (SampleSummary) -> String) {
      guard summaries.contains(where: { $0 != nil }) else { return }
      table.add([label] + summaries.map { $0.map(cell) ?? "" })
    }
    func row(_ label: String, _ name: StandardName, _ cell: (SampleSummary) -> String) {
      row(label, shown.map { $0.summaries[name] }, cell)
    }
    func row(
      _ label: String, endOf year: Int, _ stock: StandardName, _ cell: (SampleSummary) -> String
    ) {
      let part = Part.end(of: year, stock)
      row("\(label), end of \(year)", shown.map { $0.summaries[part] }, cell)
    }
    for year in years {
      row("IT power live", endOf: year, .livePower) {
        Self.meanAndRange($0, ReadableNumber.power)
      }
      row("H100e live", endOf: year, .liveCompute) {
        Self.meanAndRange($0) { ReadableNumber.count($0) }
      }
    }
    addGrowth(of: shown, to: &table)
    row("first power (median)", .firstPower) { $0.dateWords(calendar).line }
    row("first live (median)", .firstLive) { $0.dateWords(calendar).line }
    row("utilisation", .utilisation) { Self.meanAndRange($0, ReadableNumber.share) }
    for (label, name) in [
      ("demanded", StandardName.demandedTime), ("served", .servedTime), ("lost", .lostTime),
    ] {
      row("H100e-hours \(label)", name) {
        Self.meanAndRange($0) { ReadableNumber.count($0) }
      }
    }
    row("requests lost, gave up", .lostReneged) {
      Self.meanAndRange($0) { ReadableNumber.count($0) }
    }
    row("requests lost, too large", .lostTooLarge) {
      Self.meanAndRange($0) { ReadableNumber.count($0) }
    }
    row("EUR per H100e-h, levelised (median)", .levelisedCost) {
      Self.medianAndRange($0, ReadableNumber.digits)
    }
    row("price of an H100e-h, levelised (median)", .levelisedPrice) {
      Self.medianAndRange($0, ReadableNumber.digits)
    }
    row("costs by revenue, discounted (median)", .costToRevenue) {
      Self.medianAndRange($0, ReadableNumber.share)
    }
    for (place, worth) in worths.enumerated() {
      // The one that leads is told by its spread, the others by their middle.
      for (label, probability) in place == 0
        ? [("p5", 0.05), ("p50", 0.5), ("p95", 0.95)] : [("p50", 0.5)]
      {
        row("\(worth.label), \(label)", worth.name) {
          $0.quantile(probability).map(ReadableNumber.money) ?? "none"
        }
      }
      row("P(\(worth.label) < 0)", worth.name) { ReadableNumber.share($0.negativeFraction) }
    }
    if let worth = worths.first {
      row("rate of return of the first (median)", worth.rateOfReturn) {
        Self.medianAndRange($0, ReadableNumber.share)
      }
    }
    row("payback by the end (median)", .payback) { $0.dateWords(calendar).line }
    row("peak funding", .peakFunding) { Self.meanAndRange($0, ReadableNumber.money) }
    let notes = (notes(names) + [names.key(to: shown.map(\.name))].compactMap(\.self))
      .map { "\n\($0.printable)\n" }.joined()
    return style.marked(title, .strong) + "\n\n" + table.text(style) + constraintText(style, names)
      + differenceText(style, names) + notes
  }

  /// A little bar for each year; with fewer than three there is no course to see.
  private func addGrowth(of shown: [Strategy], to table: inout TextTable) {
    guard allYears.count > 2, let first = allYears.first, let last = allYears.last else { return }
    let courses = shown.map { strategy in
      allYears.map { strategy.summaries[.end(of: $0, .livePower)]?.mean?.mean }
    }
    guard let top = courses.joined().compactMap(\.self).max(), top > 0 else { return }
    table.add(
      ["IT power live, \(first) to \(last) (█ = \(ReadableNumber.power(top)))"]
        + courses.map { Sparkline.text($0, top: top) })
  }

  private var title: String {
    let name = run.title.isEmpty ? run.scenario : run.title
    let inner = run.design.inner == 1 ? "" : " of \(run.design.inner) inner runs each"
    let missing =
      replications == run.design.count ? "" : "; \(replications) of \(run.design.count) so far"
    let futures = run.design.futures == 1 ? "1 future" : "\(run.design.futures) futures"
    return "\(name.printable): \(futures)\(inner), seed \(run.seed)\(missing);"
      + " mean (p10 to p90) unless said otherwise"
  }

  /// A difference that may be chance is faint on a terminal; the interval says so in any case.
  private func differenceText(_ style: TextStyle, _ names: ReaderNames) -> String {
    var table = TextTable()
    let projects = strategies.filter(\.hasProject).map(\.name)
    let shown = differences.filter { projects.contains($0.a) && projects.contains($0.b) }
    // Half of the ties are in P(A > B), so where there are any, they are told.
    let hasTies = shown.contains { ($0.comparison.tiedFraction ?? 0) > 0 }
    table.add(
      ["A - B in the same futures", "difference", "95 % interval", "P(A > B)"]
        + (hasTies ? ["ties"] : []) + ["pairs"], .strong)
    for difference in shown {
      let pair = difference.comparison
      func text(_ number: Double?) -> String {
        number.map { ReadableNumber.text($0, unit: difference.variable.unit) } ?? "-"
      }
      table.add(
        [
          "\(names.strategy(difference.a)) - \(names.strategy(difference.b)): \(Self.label(of: difference.variable))"
            + (pair.comparison == .medians ? " (median)" : ""),
          text(pair.difference?.value),
          pair.difference?.low == nil
            ? "-" : "\(text(pair.difference?.low)) to \(text(pair.difference?.high))",
          pair.probabilityGreater.map(ReadableNumber.share) ?? "-",
        ] + (hasTies ? [pair.tiedFraction.map(ReadableNumber.share) ?? "-"] : [])
          + [pair.countWords], pair.difference?.excludesZero == true ? nil : .faint)
    }
    return shown.isEmpty ? "" : "\n" + table.text(style)
  }

  /// What a compared metric is called in the table; its name where it has no other.
  private static func label(of variable: Variable) -> String {
    if let part = variable.part, let year = part.year {
      for (stock, words) in [
        (StandardName.livePower, "IT power live"), (.liveCompute, "H100e live"),
      ] where part == .end(of: year, stock) {
        return "\(words), end of \(year)"
      }
    }
    return switch variable.standardName {
    case .servedTime: "H100e-hours served"
    case .levelisedCost: "levelised cost"
    default: Worth(variable)?.label ?? variable.name
    }
  }

  private static func meanAndRange(
    _ summary: SampleSummary, _ format: (Double) -> String
  ) -> String {
    summary.words(around: summary.mean?.mean, format)?.line ?? "none"
  }

  /// For ratios whose mean a few replications with next to nothing below the line would decide.
  private static func medianAndRange(
    _ summary: SampleSummary, _ format: (Double) -> String
  ) -> String {
    summary.words(around: summary.quantile(0.5), format)?.line ?? "none"
  }
}
