import Charts
import Columns
import Experiments
import ResultStore

/// Which uncertain inputs and realised dates move the worth of each plan, and the difference of the best two.
struct DriversSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  /// How many strategies have a chart of their own; of more, the first ones.
  private static let strategiesDrawn = 3

  /// How many drivers a chart shows; its table has all.
  private static let driversDrawn = 10

  func section() -> ReportSection {
    var section = ReportSection("drivers", "What moves it")
    let outcomes = figures.sensitivity?.outcomes ?? []
    guard outcomes.contains(where: { !$0.effects.isEmpty }) else {
      section.say("Nothing is drawn under 'uncertain' in this scenario, so no input can move it.")
      return section
    }
    section.say(
      "What moves the worth of a plan, and the difference of the best two: numbers drawn once per future, and"
        + " the dates and durations that came of it. A bar is the share of the variance that the driver"
        + " explains by itself; the thin line is as far as chance would reach once in 20, and a driver"
        + " below it may have no effect. Dates are not causes of their own: they show through what the"
        + " inputs and chance act. The table has the coefficient of a rank regression beside the other"
        + " drivers of the same group: by how many standard deviations the outcome rises with one of the"
        + " driver, with its 95 % interval.")
    let alone = outcomes.filter { $0.strategies.count == 1 }
    let shown =
      alone.prefix(Self.strategiesDrawn) + outcomes.filter { $0.strategies.count > 1 }.prefix(1)
    let charts = shown.compactMap(chart)
    if charts.isEmpty {
      section.say("\(figures.futures) futures are too few for that, or nothing varies.")
    }
    if alone.count > Self.strategiesDrawn {
      section.say("Drawn are the first \(Self.strategiesDrawn) of \(alone.count) strategies.")
    }
    section.show(charts)
    return section
  }

  /// The id of an outcome's chart.
  private func id(of outcome: Sensitivity.Outcome) -> String {
    guard outcome.strategies.count == 1,
      let index = figures.record.strategies.firstIndex(of: outcome.strategies[0])
    else { return "drivers-difference" }
    return "drivers-\(index)"
  }

  private func chart(_ outcome: Sensitivity.Outcome) -> ReportChart? {
    let names = figures.names
    let known = outcome.effects.filter { $0.alone != nil }
    guard !known.isEmpty else { return nil }
    let title =
      "What moves the \(Worth.words(of: outcome.variable)) of \(names.difference(outcome.strategies))"
    var table = PageTable(
      title,
      columns: [
        "driver", "group", "explains alone", "chance reaches", "coefficient", "95 % from", "to",
      ])
    for effect in known {
      let fit = effect.coefficient
      table.add(
        [
          PageTable.Cell(effect.words(names)),
          PageTable.Cell(Driver.words(ofGroup: effect.group, of: outcome.strategies, names)),
          PageTable.Cell(effect.alone?.index, ReadableNumber.share),
          PageTable.Cell(effect.alone?.chance, ReadableNumber.share),
        ]
          + [fit?.coefficient, fit?.low, fit?.high].map { PageTable.Cell($0, TableNumber.signed) })
    }
    let telling = known.filter(\.isTelling)
    let drawn = (telling.isEmpty ? known : telling).prefix(Self.driversDrawn)
    // Of a difference, a date says of which plan it is.
    func label(_ effect: Sensitivity.Effect) -> String {
      guard outcome.strategies.count > 1, let date = effect.date else { return effect.words(names) }
      return "\(names.strategy(date.strategy)), \(effect.words(names))"
    }
    let first = telling.prefix(3).map { effect in
      "\(label(effect)) \(ReadableNumber.share(effect.alone?.index ?? 0))"
    }
    let said =
      first.isEmpty
      ? "No driver alone explains more than chance would."
      : "Most alone: \(first.joined(separator: ", "))."
    return ReportChart(
      id: id(of: outcome), title: title, subjects: outcome.strategies,
      subtitle: "\(said) \(outcome.explanation(names))",
      view: InfluenceChart(
        title: "share of the variance explained alone",
        drivers: drawn.compactMap { effect in
          effect.alone.map {
            .init(
              name: label(effect), share: max(0, $0.index), chance: max(0, $0.chance),
              coefficient: effect.coefficient?.coefficient)
          }
        }, description: "\(title). \(said)"
      ).view,
      table: table)
  }
}
