import Columns
import Charts
import Experiments
import ResultStore

/// Which uncertain inputs move the net present value, and the difference between two strategies.
struct DriversSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  /// How many strategies have a tornado of their own; of more, the first ones.
  private static let strategiesDrawn = 3

  func section() throws -> ReportSection {
    var section = ReportSection("drivers", "Which uncertain input moves it")
    let names = figures.record.parameters.map(\.name)
    guard !names.isEmpty else {
      section.say("Nothing is drawn under 'uncertain' in this scenario, so no input can move it.")
      return section
    }
    let draws = try figures.source.inputDrivers().map(\.values)
    section.say(
      "Standardised rank regression of an outcome on the numbers drawn once per future: a bar of 0.5"
        + " says that the outcome rises by half a standard deviation where the input rises by one of"
        + " its own, counted in ranks. The thin line is the 95 % interval; where it crosses zero, the"
        + " run cannot tell whether the input matters. What the regression leaves unexplained is chance"
        + " within a future, and effects of the inputs that are not monotonic or that depend on each"
        + " other.")
    var charts: [ReportChart] = []
    for strategy in figures.projects.prefix(Self.strategiesDrawn) {
      guard let values = strategy.values(of: figures.worth.name) else { continue }
      charts += [
        tornado(
          "drivers-\(strategy.index)", "\(figures.worth.words) of \(strategy.name)", values, draws,
          subjects: [strategy.key])
      ].compactMap { $0 }
    }
    if let pair = figures.pairs.first, let a = pair.a.values(of: figures.worth.name),
      let b = pair.b.values(of: figures.worth.name)
    {
      charts += [
        tornado(
          "drivers-difference",
          "\(figures.worth.words) of \(pair.a.name) less that of \(pair.b.name)",
          zip(a, b).map { $0 - $1 }, draws, subjects: [pair.a.key, pair.b.key])
      ].compactMap { $0 }
    }
    if charts.isEmpty {
      section.say(
        "\(figures.futures) futures are too few for that with \(names.count) inputs, or nothing varies; at"
          + " least \(names.count + 3) are needed.")
    }
    if figures.projects.count > Self.strategiesDrawn {
      section.say(
        "Drawn are the first \(Self.strategiesDrawn) of \(figures.projects.count) strategies.")
    }
    section.show(charts)
    return section
  }

  private func tornado(
    _ id: String, _ outcome: String, _ values: [Double], _ draws: [[Double]],
    subjects: [String]
  ) -> ReportChart? {
    guard let fit = RankRegression(draws, outcome: figures.source.byFuture(values)) else {
      return nil
    }
    let names = figures.record.parameters.map(\.name)
    var table = PageTable(
      "What moves the \(outcome)", columns: ["input", "coefficient", "95 % from", "to"])
    for effect in fit.effects {
      table.add(
        [PageTable.Cell(names[effect.parameter])]
          + [effect.coefficient, effect.low, effect.high].map {
            PageTable.Cell($0, TableNumber.signed)
          })
    }
    let first = fit.effects.prefix(3).map {
      "\(names[$0.parameter]) \(TableNumber.signed($0.coefficient))"
    }
    return ReportChart(
      id: id,
      title: "What moves the \(outcome) (explains \(ReadableNumber.share(fit.explained)))",
      subjects: subjects,
      view: TornadoChart(
        title: "standardised rank regression coefficient",
        inputs: fit.effects.map {
          .init(
            name: names[$0.parameter], coefficient: $0.coefficient, low: $0.low, high: $0.high)
        },
        description: "What moves the \(outcome), most first: \(first.joined(separator: ", "))."
      ).view,
      table: table)
  }
}
