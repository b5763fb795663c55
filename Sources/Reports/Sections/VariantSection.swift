import Charts
import Columns
import Experiments
import ResultStore

/// Whether the answer holds in the variants of the scenario.
struct VariantSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("variants", "Does it hold?")
    guard let comparison = figures.variants else {
      section.say(
        "This run has no variants; 'millwright sweep' runs some in the same futures, and says where the answer"
          + " turns.")
      return section
    }
    section.say(comparison.answer(figures.names))
    section.say(
      "Each variant meets the same futures. Shown is by how much its leader is worth more than the one that leads"
        + " in the scenario as it is, or where that leads, than the next best; where the line, the 95 % interval,"
        + " crosses zero, the run cannot tell.")
    if comparison.futures != figures.futures {
      section.say(
        "They stand on \(comparison.futures) futures each, so that the scenario as it is has other means here than on"
          + " the rest of the page, which stands on \(figures.futures).")
    }
    section.show([chart(of: comparison)].compactMap { $0 })
    if let tornado = try VariantTornado(figures.swept).tornado {
      section.say(
        "Some variants hold one uncertain input at a value, in the same futures and with all other draws as they"
          + " were. The bars say by how much the mean \(Worth.words(of: tornado.variable)) changes, the lines are 95 %"
          + " intervals."
          + " Where two inputs hang together, that is broken here.")
      section.show(
        tornado.outcomes.prefix(Self.tornadosDrawn).enumerated().compactMap {
          chart(of: $1, tornado.variable, number: $0)
        })
    }
    return section
  }

  /// How many outcomes have a tornado, the strategies first.
  private static let tornadosDrawn = 5

  /// How many inputs of an outcome are drawn.
  private static let inputsDrawn = 10

  private func chart(
    of outcome: Tornado.Outcome, _ variable: Variable, number: Int
  ) -> ReportChart? {
    let effects = outcome.inputs.prefix(Self.inputsDrawn).joined().compactMap {
      effect -> (Tornado.Effect, value: Double, low: Double, high: Double)? in
      guard let change = effect.change.difference, let low = change.low, let high = change.high
      else { return nil }
      return (effect, change.value, low, high)
    }
    guard !effects.isEmpty else { return nil }
    let unit = ChartUnit(
      upTo: effects.map { max(abs($0.low), abs($0.high)) }.max() ?? 1, of: variable.unit)
    func says(_ low: Double, _ high: Double) -> String {
      low > 0 ? "worth more" : high < 0 ? "worth less" : "cannot tell"
    }
    let worth = Worth.words(of: variable)
    var table = PageTable(
      "What inputs change in the \(worth) of \(figures.names.difference(outcome.strategies))",
      columns: ["input", "held at", "changes it by", "95 % from", "to"])
    for (effect, value, low, high) in effects {
      table.add(
        [PageTable.Cell(effect.held.input), PageTable.Cell(effect.held.level)]
          + [value, low, high].map { PageTable.Cell($0, ReadableNumber.money) })
    }
    let words = effects.prefix(4).map { effect, value, _, _ in
      "\(effect.held.input) at \(effect.held.level) \(ReadableNumber.moneyWords(value))"
    }
    return ReportChart(
      id: "tornado-\(number)",
      title:
        "What inputs change in the \(worth) of \(figures.names.difference(outcome.strategies))",
      subjects: outcome.strategies,
      view: IntervalChart(
        title: "change of \(Worth(variable)?.label ?? variable.name) (\(unit.name))",
        things: effects.map { effect, value, low, high in
          .init(
            name: "\(effect.held.input) at \(effect.held.level)", value: unit.scaled(value),
            low: unit.scaled(low), high: unit.scaled(high), says: says(low, high))
        },
        sayings: ["worth more", "worth less", "cannot tell"], hasBars: true,
        description:
          "Change of the \(worth) of \(figures.names.difference(outcome.strategies)): \(words.joined(separator: ", "))."
      ).view,
      table: table)
  }

  private func chart(of comparison: VariantComparison) -> ReportChart? {
    let known = comparison.rows.compactMap {
      row -> (VariantComparison.Row, low: Double, high: Double)? in
      guard let difference = row.lead?.difference, let low = difference.low,
        let high = difference.high
      else { return nil }
      return (row, low, high)
    }
    guard !known.isEmpty else { return nil }
    let unit = ChartUnit(
      upTo: known.map { max(abs($0.low), abs($0.high)) }.max() ?? 1, of: comparison.variable.unit)
    let words = known.map { row, _, _ in
      "\(row.words): \(figures.names.strategy(row.leader)) before \(figures.names.strategy(row.other)),"
        + " \(row.verdict.rawValue)"
    }
    return ReportChart(
      id: "variants-lead", title: "By how much the leader leads",
      view: IntervalChart(
        title: "lead, \(comparison.worth.label) (\(unit.name))",
        things: known.map { row, low, high in
          .init(
            name: row.words,
            value: unit.scaled(row.lead?.difference?.value ?? 0), low: unit.scaled(low),
            high: unit.scaled(high), says: row.verdict.rawValue)
        },
        sayings: [VariantComparison.Verdict.holds, .turns, .unsure].map(\.rawValue),
        description: "Who leads in each variant. \(words.joined(separator: "; "))."
      ).view,
      table: table(of: comparison))
  }

  private func table(of comparison: VariantComparison) -> PageTable {
    let amounts = VariantComparison.Amounts(comparison.rows.flatMap { [$0.by, $0.itself] })
    var table = PageTable(
      "Who leads in each variant, and whether that is worth more than nothing; in \(amounts.unit)",
      columns: [
        "variant", "what it changes", "leads", "before", "by (95 %)", "it", "itself worth (95 %)",
        "that",
      ])
    for row in comparison.rows {
      table.add([
        PageTable.Cell(row.name.isEmpty ? "as it is" : row.name),
        PageTable.Cell(row.name.isEmpty ? "" : row.title),
        PageTable.Cell(figures.names.strategy(row.leader)),
        PageTable.Cell(row.other.isEmpty ? "" : figures.names.strategy(row.other)),
        PageTable.Cell(
          amounts.words(row.by), sortedBy: row.lead?.difference?.value ?? .infinity),
        PageTable.Cell(row.verdict.rawValue, isMarked: row.verdict == .turns),
        PageTable.Cell(
          amounts.words(row.itself), sortedBy: row.worth?.mean ?? .infinity),
        PageTable.Cell(row.earning.rawValue, isMarked: row.earning == .turns),
      ])
    }
    return table
  }
}
