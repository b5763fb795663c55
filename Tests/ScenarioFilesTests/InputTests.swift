import ScenarioInputs
import FactoryModel
import Quantities
import Sampling
import ScenarioReading
import Testing

@Suite struct InputTests {
  /// The problems of one value for a key that a site has.
  private func problems(_ key: String, _ value: String) -> [String] {
    let text = """
      start: 2026-01-01
      end: 2028-01-01
      uncertain: { slip: { uniform: { low: 24 months, high: 60 months } }, odds: 0.7 }
      sites: { pod: { power: 3 MW,
      \(key):
        \(value) } }
      """
    return SmallScenario.read(text: text).problems
  }

  @Test func `numbers are fixed, drawn, named or words`() throws {
    let scenario = try #require(SmallScenario.read().scenario)
    let (pod, campus) = (scenario.sites[0].value, scenario.sites[1].value)
    #expect(abs(scenario.median(pod.takes) - Hours.months(2.5505).value) < 0.1)
    #expect(abs(scenario.median(campus.takes) - Hours.months(24).value) < 1e-6)
    #expect(abs(scenario.median(campus.costs.input) - 2e6 / 1.13) < 1e-6)
    #expect([pod.costs.dimension, campus.costs.dimension] == [1, 0])
    #expect(campus.succeeds.isConstant && !campus.costs.input.isConstant)
    #expect(try #require(pod.patience).isConstant)
    #expect(scenario.uncertain.units == ["months", "USD/EUR"])
  }

  @Test func `draws are addressed, and each future has its own parameters`() throws {
    let scenario = try #require(SmallScenario.read().scenario)
    var draws = Draws(scenario.uncertain, exchangeRate: scenario.exchangeRate)
    let takes = scenario.sites[0].value.takes
    draws.begin(Replication(masterSeed: 7, future: 3))
    let first = (draws.uncertain, takes.value(&draws, entity: 5), takes.value(&draws, entity: 6))
    let other = takes.within("second").value(&draws, entity: 5)
    draws.begin(Replication(masterSeed: 7, future: 4))
    #expect(draws.uncertain != first.0)
    draws.begin(Replication(masterSeed: 7, future: 3))
    #expect(draws.uncertain == first.0)
    #expect(takes.value(&draws, entity: 6) == first.2)
    #expect(takes.value(&draws, entity: 5) == first.1)
    #expect(first.1 != first.2 && first.1 != other)
    draws.begin(Replication(masterSeed: 7, future: 3, inner: 1))
    #expect(draws.uncertain == first.0)
    #expect(takes.value(&draws, entity: 5) != first.1)
    #expect(draws.usdPerEur == draws.uncertain[1])
  }

  @Test func `an uncertain number may be a parameter of a distribution`() throws {
    let text = SmallScenario.text
      .replacing("{ low: 1 months, mode: 2 months, high: 5 months }", with: "MODE")
      .replacing("triangular: MODE", with: "exponential: { mean: $slip }")
    let scenario = try #require(SmallScenario.read(text: text).scenario)
    let median = scenario.median(scenario.sites[0].value.takes)
    #expect(abs(median / Hours.months(24).value - 0.693147) < 1e-5)
  }

  @Test(arguments: [
    (
      "takes", "{ trianglar: { low: 1 months, mode: 2 months, high: 5 months } }",
      "6:5: error: unknown key 'trianglar'; did you mean 'triangular'?"
    ),
    (
      "takes", "{ lognormal: { median: 12 months } }",
      "6:16: error: 'lognormal' needs other parameters: write it as "
        + "{ lognormal: { median: …, p90: … } } or { lognormal: { mean: …, sd: … } } or "
        + "{ lognormal: { p10: …, p90: … } } (found median)"
    ),
    (
      "takes", "{ lognormal: { median: 12 months, p95: 20 months } }",
      "6:37: error: unknown key 'p95'; did you mean 'p90'?"
    ),
    (
      "takes", "{ lognormal: { median: 12 months, p90: 8 months } }",
      "6:42: error: 'lognormal': p90 (8 months) must be above the median (12 months)"
    ),
    (
      "takes", "{ normal: { mean: 12 months, sd: 6 months } }",
      "6:13: error: 'takes' can be negative; truncate it: { normal: { …, low: 0 h } }"
    ),
    (
      "succeeds", "{ lognormal: { median: 80 %, p90: 90 % } }",
      "6:16: error: 'succeeds' can be above 1; choose one that stays below it, such as triangular "
        + "or pert"
    ),
    (
      "succeeds", "{ uniform: { low: 0.5, high: 1.5 } }",
      "6:14: error: 'succeeds' can be above 1; move 'high' to 1 or below"
    ),
    (
      "takes", "{ uniform: { low: 1 /year, high: 2 /year } }",
      "6:21: error: 'low' of 'takes' must be a duration with its unit, such as '18 months'; "
        + "'1 /year' is a rate, which is a mean time of 12 months"
    ),
    (
      "takes", "{ uniform: { low: { exponential: { mean: 1 d } }, high: 2 d } }",
      "6:21: error: 'low' of 'takes' is a distribution inside a distribution; name it under "
        + "'uncertain' and write its $name here"
    ),
    (
      "takes", "{ bernoulli: { probability: 50 % } }",
      "6:16: error: 'bernoulli' draws 1 or 0, which have no unit; write both values with theirs, "
        + "as in '{ discrete: { values, weights } }'"
    ),
    (
      "takes", "{ exponential: 3 months }",
      "6:18: error: 'exponential' must be a map of its parameters, as in "
        + "'{ exponential: { mean: … } }' (found '3 months')"
    ),
    (
      "takes", "{ source: a study }",
      "6:3: error: 'takes' needs a value or a distribution, such as "
        + "'{ triangular: { low: …, mode: …, high: … } }'"
    ),
    (
      "takes", "{ value: 3 months, uniform: { low: 1 d, high: 2 d } }",
      "6:22: error: 'takes' can only be one thing, a value or one distribution "
        + "(found 'uniform' too)"
    ),
    (
      "takes", "{ erlang: { shape: 1.5, mean: 3 d } }",
      "6:22: error: 'shape' of 'takes' must be a whole number from 1 on (found '1.5')"
    ),
    (
      "takes", "$slop",
      "6:3: error: 'takes' names an uncertain number that does not exist, '$slop'; "
        + "did you mean '$slip'?"
    ),
    (
      "takes", "$odds",
      "6:3: error: 'takes' must be a duration, such as '18 months'; '$odds' has no unit"
    ),
    (
      "costs", "$slip",
      "6:3: error: 'costs' must be an amount of money, such as '12 MEUR'; "
        + "'$slip' is in 'months'"
    ),
    (
      "takes", "{ triangular: { low: 1 months, mode: $slip, high: 30 months } }",
      "6:53: error: 'triangular': high (30 months) must not be below mode (42 months), when $slip "
        + "is 42 months"
    ),
    (
      "costs", "3 MW",
      "6:3: error: 'costs' must be an amount of money with its unit, such as '12 MEUR'; '3 MW' is "
        + "a power; or an amount of money for a power, such as '9 MEUR/MW'"
    ),
    (
      "costs", "{ uniform: { low: 1 MEUR, high: 2 MUSD } }",
      "6:16: error: 'costs' has amounts in EUR and in USD; use one of them"
    ),
    (
      "patience", "for ever",
      "6:3: error: 'patience' must be a duration with its unit, such as '18 months'; 'for ever' "
        + "does not begin with a number; or one of forever"
    ),
    (
      "takes", "{ discrete: { values: [1 d, 2 d], weights: [1] } }",
      "6:46: error: 'discrete': weights must have one number for each value (found 1 for 2)"
    ),
    (
      "takes", "{ discrete: { values: 1 d } }",
      "6:25: error: 'discrete' must be written as { discrete: { values: [1, 2], "
        + "weights: [0.7, 0.3] } }"
    ),
  ])
  func `a mistake in a number is told`(key: String, value: String, message: String) {
    #expect(problems(key, value) == ["s.yaml:" + message])
  }

  @Test func `uncertain numbers are read in their own unit`() {
    let text = """
      start: 2026-01-01
      end: 2028-01-01
      sites: { pod: { power: 3 MW } }
      uncertain:
        a: { uniform: { low: 1 months, high: 2 MW } }
        b: many
        c: $a
        d e: 5 MW
        f: { uniform: [1, 2] }
        g/h: 1
      """
    #expect(
      SmallScenario.read(text: text).problems == [
        "s.yaml:5:40: error: 'high' of 'a' must be a number in months with its unit, such as "
          + "'1 months'; '2 MW' is a power",
        "s.yaml:6:6: error: 'b' must be a number with its unit, such as '24 months'; 'many' does "
          + "not begin with a number",
        "s.yaml:7:6: error: 'c' cannot depend on another uncertain number",
        "s.yaml:9:6: error: 'f' must be a number or a distribution, such as "
          + "'{ triangular: { low: 10 %/year, mode: 25 %/year, high: 45 %/year } }'",
        "s.yaml:10:3: error: the name of each uncertain number is made of letters, digits, '-', '_' "
          + "and spaces inside (found 'g/h')",
      ])
  }
}
