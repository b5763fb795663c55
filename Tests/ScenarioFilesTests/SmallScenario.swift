import ScenarioInputs
import FactoryModel
import Quantities
import Sampling
import ScenarioFiles
import ScenarioReading

/// A scenario with one key of each kind, small enough to be written out in a test.
struct SmallScenario: Sendable {
  var uncertain: UncertainParameters
  var exchangeRate: Input
  var title: String
  var sites: [(name: String, value: Site)]
  var growth: Double
  var strategies: [(name: String, value: [Int])]

  struct Site: Sendable {
    var power: Double
    var takes: Input
    var costs: (input: Input, dimension: Int)
    var succeeds: Input
    var patience: Input?
  }

  init(_ reader: SectionReader) {
    uncertain = reader.uncertainParameters("uncertain", "Drawn once per future.")
    exchangeRate = reader.exchangeRate("usdPerEur", default: 1.13, "Dollars for a euro.")
    title = reader.text("title", default: "", "What it is called.")
    let start = reader.date("start", "The first day.")
    let end = reader.date("end", "The day after the last.")
    if start.day == 1, end.day == 1, start < end {
      reader.context.calendar = ReportingCalendar(start: start, end: end)
    } else {
      reader.report("'end' must come after 'start', both the first of a month", at: "end")
    }
    sites = reader.named("sites", each: "site", required: true, "The sites.") { _, site in
      Site(
        power: site.number("power", .power, in: .positive, "IT power."),
        takes: site.input(
          "takes", .duration, default: 8766, in: .notNegative, drawnPer: "site", "How long."),
        costs: site.input("costs", oneOf: [.money, .moneyPerPower], default: 0, "What it costs."),
        succeeds: site.input("succeeds", .share, default: 1, in: 0...1, "How likely."),
        patience: site.optionalInput(
          "patience", .duration, words: ["forever": .infinity], "How long one waits."))
    }
    growth =
      reader.variant(
        "growth", default: "constant", scalar: "exponential", "How demand grows.",
        [
          Variant("constant", "Not at all.") { _ in 0 },
          Variant("exponential", "By a rate.", shorthand: "rate") {
            $0.number("rate", .annualChange, "The rate.")
          },
          Variant("table", "By date.", shorthand: "points") {
            $0.points("points", x: .date, y: .factor, "The points.").last?.y ?? 0
          },
        ]) ?? 0
    let siteNames = sites.map(\.name)
    strategies = reader.named("strategies", each: "strategy", "What we do.") { _, strategy in
      strategy.references("sites", to: "site", among: siteNames, required: false, "Where.")
    }
  }

  /// The number that half of all draws do not exceed, with the middle of what is uncertain.
  func median(_ input: Input) -> Double {
    var draws = Draws(uncertain, exchangeRate: exchangeRate)
    draws.begin(Replication(masterSeed: 1, future: 0), uniforms: uncertain.names.map { _ in 0.5 })
    return input.median(&draws)
  }

  static let text = """
    title: A small one
    start: 2026-01-01
    end: 2028-01-01
    uncertain:
      slip: { lognormal: { median: 24 months, p90: 60 months }, source: a study }
      usdPerEur: { lognormal: { median: 1.13 USD/EUR, p90: 1.25 USD/EUR } }
    sites:
      pod:
        power: 3 MW
        takes: { triangular: { low: 1 months, mode: 2 months, high: 5 months } }
        costs: 9 MEUR/MW
        patience: forever
      campus: { power: 60 MW, takes: $slip, costs: 2 MUSD, succeeds: 80 % }
    growth: { exponential: 25 %/year }
    strategies:
      modular: { sites: [pod] }
      none:

    """

  /// Reads a text; the problems as users see them where there are any.
  static func read(
    text: String = text, sets: [String] = []
  ) -> (scenario: SmallScenario?, effective: EffectiveScenario?, problems: [String]) {
    do throws(ScenarioProblems) {
      let loaded = try ScenarioFile.load(text: text, file: "s.yaml", sets: sets)
      return outcome(ScenarioFile.read(loaded, SmallScenario.init))
    } catch {
      return (nil, nil, error.problems.map(\.description))
    }
  }

  /// Reads files; the problems as users see them where there are any.
  static func read(
    _ paths: [String], sets: [String] = []
  ) -> (scenario: SmallScenario?, effective: EffectiveScenario?, problems: [String]) {
    outcome(ScenarioFile.read(paths: paths, sets: sets, SmallScenario.init))
  }

  private static func outcome(
    _ result: Result<(model: SmallScenario, effective: EffectiveScenario), ScenarioProblems>
  ) -> (scenario: SmallScenario?, effective: EffectiveScenario?, problems: [String]) {
    switch result {
    case .success(let (model, effective)):
      (model, effective, effective.warnings.map(\.description))
    case .failure(let failure): (nil, nil, failure.problems.map(\.description))
    }
  }
}
