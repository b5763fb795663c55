import Quantities
import ScenarioReading
import TestSupport
import Testing

@testable import FactoryModel

/// Changes that compound are stated for a year; a twelfth of one is no change in a month.
@Suite struct YearlyChangeTests {
  /// Every key that is an effective yearly change, as the readers declare them.
  private static var compounding: Set<String> {
    var keys: Set<String> = []
    func collect(_ catalogue: ScenarioCatalogue) {
      for key in catalogue.keys { collect(key.name, key.content) }
      for alternative in catalogue.alternatives { collect(alternative.keys) }
    }
    func collect(_ name: String, _ content: ScenarioCatalogue.Content) {
      switch content {
      case .number(let dimensions, _, _, _):
        if dimensions.contains(where: \.compounds) { keys.insert(name) }
      case .section(let inner, _), .named(_, let inner), .list(let inner): collect(inner)
      case .variant(let alternatives, _): for one in alternatives { collect(one.keys) }
      default: break
      }
    }
    collect(ReadingContext.describe { Scenario(from: $0) })
    return keys
  }

  @Test func `these keys compound, and no other that is a share in a year`() {
    #expect(
      Self.compounding == [
        "discount", "inflation", "staff", "maintenance", "grid", "energyTax", "construction",
        "siteCosts", "indexation", "changes", "growth", "sizeGrowth", "capitalCost", "rate",
        "h100ePerKilowatt", "pricePerH100e",
      ])
  }

  static let paths = [
    "money.discount", "money.inflation", "money.escalators.staff", "money.escalators.maintenance",
    "money.escalators.grid", "money.escalators.energyTax", "money.escalators.construction",
    "money.escalators.siteCosts", "energy.ppa.indexation", "energy.spot.ornsteinUhlenbeck.changes",
    "demand.price.exponential.changes", "demand.segments.companies.sizeGrowth",
    "grid.regions.north.tiers.mediumVoltage.growth", "accelerators.generations.GB300.price.changes",
    "accelerators.successors.h100ePerKilowatt", "accelerators.successors.pricePerH100e",
  ]

  @Test(arguments: paths)
  func `a change in a month is refused with what it makes in a year`(path: String) {
    let key = path.split(separator: ".").last ?? ""
    for (value, words) in [
      (
        "1 %/month",
        "'\(key)' must be a yearly change with its unit: write '12.68 %/year' for '1 %/month'"
      ),
      ("1 % per month", "write '12.68 %/year' for '1 % per month'"),
      ("0.01 /month", "write '12.68 %/year' for '0.01 /month'"),
      ("{ value: 0.1 %/week, source: me }", "write '5.354 %/year' for '0.1 %/week'"),
      ("0.01 %/d", "write '3.72 %/year' for '0.01 %/d'"),
      ("0.0001 %/h", "write '0.8805 %/year' for '0.0001 %/h'"),
      (
        "{ uniform: { low: 0.1 %/month, high: 1 %/year } }",
        "'low' of '\(key)' must be a yearly change with its unit: write '1.207 %/year'"
      ),
      ("{ discrete: { values: [0.1 %/month] } }", "write '1.207 %/year' for '0.1 %/month'"),
      ("$monthly", "'$monthly' is in '%/month': write it as what it makes in a whole year"),
      (
        "{ uniform: { low: 0 %/year, high: $monthly } }",
        "'$monthly' is in '%/month': write it as what it makes in a whole year"
      ),
    ] {
      let problems = WrittenScenario(
        completeScenario, sets: ["uncertain.monthly=1 %/month", "\(path)=\(value)"]
      ).problems
      #expect(problems.count == 1, "\(value): \(problems)")
      #expect(problems.first?.contains(words) == true, "\(value): \(problems)")
    }
  }

  @Test(arguments: [
    "{ discrete: { values: [0 %/year, 1 %/month] } }",
    "{ triangular: { low: 15 %/year, mode: 1 %/month, high: 50 %/year } }",
    "{ normal: { mean: 20 %/year, sd: 1 %/month } }",
  ])
  func `an uncertain change is given for one time throughout`(_ value: String) {
    let problems = WrittenScenario(
      completeScenario, sets: ["uncertain.change=\(value)", "money.inflation=$change"]
    ).problems
    #expect(problems.count == 1, "\(problems)")
    #expect(
      problems.first?.contains("each number of 'change' must be given for the same time") == true,
      "\(problems)")
  }

  @Test func `what compounds beyond all measure, or to less than nothing, gets no number`() {
    for value in ["10 %/h", "-150 %/month", "1 h/month/week"] {
      let problems = WrittenScenario(completeScenario, sets: ["money.inflation=\(value)"]).problems
      #expect(
        problems == [
          "--set money.inflation=\(value): error: 'inflation' must be a yearly change with its unit, "
            + "such as '25 %/year' (found '\(value)')"
        ])
    }
  }

  @Test(arguments: [
    "sites.podSite.maintenance.shareOfCapex=0.3 %/month", "accelerators.maintenance=0.3 %/month",
    "grid.regions.north.tiers.mediumVoltage.withdrawal=0.01 /month",
    "accelerators.generations.GB300.failures=0.01 /month",
    "demand.segments.companies.arrivals=3 /month",
  ])
  func `what does not compound may be stated for any time`(setting: String) {
    let scenario = WrittenScenario(completeScenario, sets: [setting])
    #expect(scenario.isValid, "\(scenario.problems)")
  }

  @Test func `the continuous rate of logistic growth may be stated for any time`() throws {
    let growth = "demand.segments.companies.growth={ logistic: { rate: 1 %/month, ceiling: 3 x } }"
    // What is uncertain is used elsewhere then.
    let scenario = WrittenScenario(
      completeScenario, sets: [growth, "demand.segments.companies.sizeGrowth=$growth"])
    #expect(scenario.isValid, "\(scenario.problems)")
  }
}
