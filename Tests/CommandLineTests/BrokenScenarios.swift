import Foundation
import TestSupport
import Testing

/// A scenario with one mistake: the complete one with a text replaced.
struct BrokenScenario: Sendable, CustomTestStringConvertible {
  /// What stands in the complete scenario.
  let original: String
  /// What stands there instead; `‹` marks the place that the message must name.
  let mistake: String
  /// A part of the message.
  let message: String

  init(_ original: String, _ mistake: String, _ message: String) {
    self.original = original
    self.mistake = mistake
    self.message = message
  }

  var testDescription: String { mistake.filter { $0 != "‹" && $0 != "\n" } }

  private var marked: String {
    guard let range = completeScenario.range(of: original) else { return "" }
    return completeScenario.replacingCharacters(in: range, with: mistake)
  }

  /// The text of the scenario.
  var text: String { marked.replacing("‹", with: "") }

  /// The line and column, from 1, that the message must name.
  var place: (line: Int, column: Int) {
    let before = marked.prefix { $0 != "‹" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return (lines.count, (lines.last?.count ?? 0) + 1)
  }
}

extension BrokenScenario {
  /// All of them.
  static let all = numbers + words + references + syntax + volumes + unused

  /// The forms of a number: units, ranges, distributions.
  static let numbers = [
    BrokenScenario(
      "    power: 3 MW", "    power: ‹3",
      "must be a power with its unit, such as '30 MW' (found '3')"),
    BrokenScenario("    power: 3 MW", "    power: ‹3 months", "'3 months' is a duration"),
    BrokenScenario("    power: 3 MW", "    power: ‹3 MWW", "did you mean 'MW'?"),
    BrokenScenario("    power: 3 MW", "    power: ‹3 mw", "unit that is not known, 'mw'"),
    BrokenScenario("    power: 3 MW", "    power: ‹-3 MW", "'power'"),
    BrokenScenario("    power: 3 MW", "    power: ‹0 MW", "'power'"),
    BrokenScenario("    power: 3 MW", "    power: ‹\"1,000 MW\"", "has a comma"),
    BrokenScenario("    power: 3 MW", "    power: ‹three MW", "does not begin with a number"),
    BrokenScenario("    power: 3 MW", "    power: ‹[3 MW]", "'power'"),
    BrokenScenario("    power: 3 MW", "    power: ‹1.5.5 MW", "has two points"),
    BrokenScenario("pue: 1.15", "pue: ‹0.9", "'pue'"),
    BrokenScenario("pue: 1.15", "pue: ‹1.15 MW", "is a power"),
    BrokenScenario("availability: 99.7 %", "availability: ‹99.7", "'availability'"),
    BrokenScenario("availability: 99.7 %", "availability: ‹120 %", "'availability'"),
    BrokenScenario("usage: 70 %", "usage: ‹70", "'usage'"),
    BrokenScenario("term: 12 months", "term: ‹12", "such as"),
    BrokenScenario("term: 12 months", "term: ‹0.5 /year", "is a rate"),
    BrokenScenario("term: 12 months", "term: ‹-2 months", "'term'"),
    BrokenScenario("arrivals: 30 /year", "arrivals: ‹30", "must be a rate with its unit"),
    BrokenScenario("arrivals: 30 /year", "arrivals: ‹12 months", "is a duration"),
    BrokenScenario("arrivals: 30 /year", "arrivals: ‹-1 /year", "'arrivals'"),
    BrokenScenario("withdrawal: 0.1 /year", "withdrawal: ‹10 years", "is a duration"),
    BrokenScenario("rate: 50 MW/year", "rate: ‹50 MW", "is a power"),
    BrokenScenario("fixed: 7 kEUR/year", "fixed: ‹7 kEUR", "is an amount of money"),
    BrokenScenario(
      "contracted: 45 EUR/kW/year", "contracted: ‹45 EUR/year", "is an amount of money in a time"),
    BrokenScenario("emissions: 150 g/kWh", "emissions: ‹150", "'emissions' must be an emission"),
    BrokenScenario("discount: 9 %/year", "discount: ‹9 %", "is a share"),
    BrokenScenario(
      "price: { exponential: { at: 2 USD/H100e-h, changes: -20 %/year } }",
      "price: { table: [[2026-01-01, 2 USD/H100e-h], [2027-01-01, ‹1 EUR/H100e-h]] }",
      "'table' has amounts in EUR and in USD; use one of them"),
    BrokenScenario(
      "price: { exponential: { at: 2 USD/H100e-h, changes: -20 %/year } }",
      "price: { table: [[2026-01-01, ‹-2 USD/H100e-h]] }",
      "each price of 'table' must be at least 0 EUR/H100e-h (found '-2 USD/H100e-h')"),
    BrokenScenario("exchange: 1.13 USD/EUR", "exchange: ‹1.13", "must be an exchange rate"),
    BrokenScenario("exchange: 1.13 USD/EUR", "exchange: ‹0 USD/EUR", "'exchange'"),
    BrokenScenario("corporateTax: 25.8 %", "corporateTax: ‹125 %", "'corporateTax'"),
    BrokenScenario("bf16: 2500 TFLOP/s", "bf16: ‹2500 TFLOPS", "did you mean 'TFLOP/s'?"),
    BrokenScenario("rack: 72", "rack: ‹72.5", "must be a whole number"),
    BrokenScenario("rack: 72", "rack: ‹0", "'rack'"),
    BrokenScenario("halfLife: 28 h", "halfLife: ‹0 h", "'halfLife'"),
    BrokenScenario("step: 1 d", "step: ‹2 h", "'step' must be '1 h'"),
    BrokenScenario(
      "size: { lognormal: { median: 60 H100e, p90: 400 H100e } }",
      "size: { normal: ‹{ mean: 60 H100e, sd: 40 H100e } }", "truncate it"),
    BrokenScenario(
      "size: { lognormal: { median: 60 H100e, p90: 400 H100e } }",
      "size: { lognormal: { median: 60 H100e, ‹p95: 400 H100e } }", "unknown key 'p95'"),
    BrokenScenario(
      "size: { lognormal: { median: 60 H100e, p90: 400 H100e } }",
      "size: { lognormal: ‹{ median: 60 H100e } }", "'lognormal' needs"),
    BrokenScenario(
      "size: { lognormal: { median: 60 H100e, p90: 400 H100e } }",
      "size: { ‹lognorm: { median: 60 H100e, p90: 400 H100e } }", "'lognormal'"),
    BrokenScenario(
      "{ mean: 4 months }", "{ mean: ‹{ uniform: { low: 1 months, high: 2 months } } }",
      "a distribution inside a distribution"),
    BrokenScenario(
      "headroom: 60 MW", "headroom: ‹1e39 MW",
      "'headroom' is too large to be meant (found '1e39 MW'); check the number and its unit"),
    BrokenScenario("exchange: 1.13 USD/EUR", "exchange: ‹1e-300 USD/EUR", "too small to be meant"),
    BrokenScenario("price: { at: 51 kUSD", "price: { at: ‹1e100 USD", "too large to be meant"),
    BrokenScenario("{ exponential: { at: 2 USD", "{ exponential: { at: ‹1e300 USD", "too large"),
    BrokenScenario("connection: 250 kEUR/MW", "connection: ‹1e20 EUR", "too large to be meant"),
    BrokenScenario("mean: 0.65 MW, sd: 1 MW", "mean: 0.65 MW, sd: ‹1e300 MW", "too large"),
    BrokenScenario(
      "size: { lognormal: { median: 60 H100e, p90: 400 H100e } }",
      "size: { lognormal: ‹{ median: 60 H100e, p90: 6e8 H100e } }", "'size' can be as large as"),
    // Two of three such numbers are nearer to 0 than a Double can be.
    BrokenScenario(
      "halfLife: 28 h", "halfLife: { gamma: ‹{ mean: 1 d, sd: 43 d } }",
      "'halfLife' can be next to 0, which is not allowed; move the parameters of 'gamma' nearer"),
    BrokenScenario(
      "[[1 years, 62 %], [2 years, 45 %]]", "[[‹-1 months, 62 %], [2 years, 45 %]]",
      "each duration of 'residual' must be at least 0 h (found '-1 months')"),
    BrokenScenario(
      "[[1 years, 62 %], [2 years, 45 %]]", "[[1 years, ‹162 %], [2 years, 45 %]]",
      "each number of 'residual' must be between 0 and 1 (found '162 %')"),
    BrokenScenario("rate: $growth", "rate: ‹$grwth", "did you mean '$growth'?"),
    BrokenScenario("rate: $growth", "rate: ‹$slip", "'$slip'"),
  ]

  /// Numbers with which a replication would never end.
  static let volumes = [
    BrokenScenario(
      "arrivals: 30 /year", "arrivals: ‹1e12 /year", "at most 5000000 can be simulated"),
    BrokenScenario("lump: 5 MW", "lump: ‹1e-6 MW", "lumps in the simulated time"),
    BrokenScenario(
      "power: 2 kW", "power: ‹0.0001 W",
      "at this power site 'podSite' of 3 MW would hold 30000000000 units"),
    BrokenScenario(
      "power: 2 kW", "power: ‹{ uniform: { low: 0 kW, high: 2 kW } }",
      "at the least that can be drawn site 'podSite' of 3 MW would hold far too many units"),
    BrokenScenario("life: 5 years", "life: ‹1 h", "at least 1 months"),
    BrokenScenario("succeeds: 90 %, ", "succeeds: ‹0 %, ", "'succeeds'"),
  ]

  /// What would have no effect.
  static let unused = [
    BrokenScenario(
      "growth: { exponential: { rate: $growth } }", "growth: { exponential: { rate: 10 %/year } }",
      "no number is drawn from '$growth'; write it where it is meant, or take it out"),
    BrokenScenario(
      "  slip: { lognormal:", "  grwth: ‹20 %/year\n  slip: { lognormal:",
      "no number is drawn from '$grwth'; write it where it is meant, or take it out; did you mean"),
    BrokenScenario(
      "priorities: [safety, other], from: 2026-01-01",
      "priorities: [safety, other], from: ‹2031-01-01", "before the end of the simulated time"),
    BrokenScenario(
      "backlog: { applications: 50,",
      "backlog: { listed: [ { date: ‹2031-01-01, size: 1 MW } ], applications: 50,",
      "must be before the end of the simulated time, 2031-01-01, to have an effect"),
    BrokenScenario("released: 2025-09-01", "released: ‹0000-09-01", "from the year 1900 on"),
    BrokenScenario(
      "released: 2025-09-01", "released: ‹2031-09-01",
      "'GB300' cannot be ordered before the end of the simulated time"),
    BrokenScenario(
      "mean: 82 EUR/MWh,",
      "mean: 82 EUR/MWh, season: [1, 1, 1, 1, ‹-1, 1, 1, 1, 1, 1, 1, 1],", "at least 0"),
    BrokenScenario("priorities: [safety, other]", "priorities: ‹[]", "'priorities' is empty"),
    BrokenScenario("seed: 7", "seed: ‹9223372036854775807", "must be at most 9007199254740991"),
  ]

  /// Keys and words.
  static let words = [
    BrokenScenario("pue: 1.15", "‹peu: 1.15", "unknown key 'peu'; did you mean 'pue'?"),
    BrokenScenario("question: ", "‹Question: ", "did you mean 'question'?"),
    BrokenScenario("emissions: 150", "‹emmissions: 150", "did you mean 'emissions'?"),
    BrokenScenario("headroom: 60 MW", "headrom: 60 MW", "did you mean 'headroom'?"),
    BrokenScenario("upstream: transmission", "‹upsteam: transmission", "did you mean 'upstream'?"),
    BrokenScenario("milestone: live", "‹milstone: live", "did you mean 'milestone'?"),
    BrokenScenario("  none: {}", "  none: { ‹learning: 8 % }", "unknown key 'learning'"),
    BrokenScenario("backfill: true", "‹interruptible: true", "unknown key 'interruptible'"),
    BrokenScenario(
      "start: 2026-01-01\n", "‹start: 2026-01-01\nstart: 2026-02-01\n",
      "the key 'start' is given twice"),
    BrokenScenario("title: A complete scenario\n", "", "missing key 'title'"),
    BrokenScenario(
      "contract: reserved", "contract: ‹leased", "must be one of reserved, onDemand, interruptible"),
    BrokenScenario(
      "contract: reserved\n      sovereign: 1\n      priority: 2\n      backfill: true",
      "contract: interruptible\n      sovereign: 1\n      priority: 2\n      backfill: ‹true",
      "'backfill' has no effect on interruptible contracts"),
    BrokenScenario("otherwise: wait", "otherwise: ‹waits", "did you mean 'wait'?"),
    BrokenScenario("paid: spread", "paid: ‹later", "must be one of start, end, spread"),
    BrokenScenario("refresh: retire", "refresh: ‹liekForLike", "did you mean 'likeForLike'?"),
    BrokenScenario("resale: curve", "resale: ‹curves", "did you mean 'curve'?"),
    BrokenScenario("resale: curve", "resale: ‹100 %", "must be one of curve, none"),
    BrokenScenario(
      "otherwise: wait", "otherwise: wait, covers: ‹refreshes", "must be one of firstFitOut, all"),
    BrokenScenario("procurement: newest", "procurement: ‹newst", "'newest'"),
    BrokenScenario("rule: strict", "rule: ‹stricter", "did you mean 'strict'?"),
    BrokenScenario("backfill: true", "backfill: ‹yes", "must be true or false"),
    BrokenScenario("timing: random", "timing: ‹often", "must be one of random, regular"),
    BrokenScenario("{ exponential: { at:", "{ ‹exponental: { at:", "'exponential'"),
    BrokenScenario("{ exponential: { rate:", "{ ‹expo: { rate:", "unknown key 'expo'"),
    BrokenScenario(
      "spot: { ornsteinUhlenbeck:", "spot: { ‹ornsteinUlenbeck:", "'ornsteinUhlenbeck'"),
    BrokenScenario("when: { utilisation:", "when: { ‹utilization:", "'utilisation'"),
    BrokenScenario("sovereign: 2\n", "sovereign: ‹4\n", "'sovereign'"),
  ]

  /// What does not fit together.
  static let references = [
    BrokenScenario("site: podSite, sites: 3", "site: ‹podSit, sites: 3", "did you mean 'podSite'?"),
    BrokenScenario(
      "sites: 3, regions: [north]", "sites: 3, regions: [‹nort]", "did you mean 'north'?"),
    BrokenScenario(
      "regions: [north], tier: mediumVoltage, class", "regions: [north], tier: ‹lowVoltage, class",
      "lowVoltage"),
    BrokenScenario("class: other", "class: ‹others", "did you mean 'other'?"),
    BrokenScenario("phase: first", "phase: ‹frist", "did you mean 'first'?"),
    BrokenScenario(
      "upstream: transmission", "upstream: ‹transmision", "did you mean 'transmission'?"),
    BrokenScenario("mix: { safety: 10 %, other", "mix: { ‹savety: 10 %, other", "safety"),
    BrokenScenario("mix: { safety: 10 %,", "‹mix: { safety: 20 %,", "must sum to 100 %"),
    BrokenScenario("after: [land], takes", "after: [‹lnd], takes", "did you mean 'land'?"),
    BrokenScenario("restart: permit", "restart: ‹permits", "did you mean 'permit'?"),
    BrokenScenario("for: commission", "for: ‹comission", "did you mean 'commission'?"),
    BrokenScenario("land: { takes", "‹land: { after: [build], takes", "in a circle"),
    BrokenScenario(
      "permit: { after: [land]", "‹permit: { after: [permit]", "'permit' waits for itself"),
    BrokenScenario(
      "grid: { after: [land] }", "grid: { after: [land] }\n      ‹live: { takes: 1 months }",
      "'live' would be taken for another milestone"),
    BrokenScenario(
      "grid: { after: [land] }", "grid: { after: [land] }\n      ‹land_began: { takes: 1 months }",
      "'land_began' would be taken for another milestone"),
    BrokenScenario(
      "{ after: { phase: first, milestone: live } }", "{ after: { phase: last } }",
      "the phase 'last' can never start: it waits for itself"),
    BrokenScenario("start: 2026-03-01", "start: ‹2036-03-01", "within the simulated time"),
    BrokenScenario("start: 2026-03-01", "start: ‹2026-13-01", "must be a date"),
    BrokenScenario("start: 2026-03-01", "start: ‹March 2026", "must be a date"),
    BrokenScenario("date: 2027-01-01", "date: ‹2025-01-01", "within the simulated time"),
    BrokenScenario("start: 2026-01-01", "start: ‹2026-01-15", "must be the first of a month"),
    BrokenScenario("end: 2031-01-01", "end: ‹2025-01-01", "'end' must be after 'start'"),
    BrokenScenario("warmUp: 0 h", "warmUp: ‹20 years", "'warmUp' must end before"),
    BrokenScenario("replications: 5", "replications: ‹0", "'replications'"),
    BrokenScenario("land: { takes: 2 months,", "‹land: {", "needs 'takes'"),
    BrokenScenario("succeeds: 90 %, ", "", "has no effect without 'succeeds'"),
    BrokenScenario("capacity: 50 H100e, live: start", "live: start", "needs 'capacity'"),
    BrokenScenario("power: 3 MW\n", "\n", "'power' is missing"),
    BrokenScenario(", start: 2026-03-01", "", "needs 'start'"),
    BrokenScenario(
      "start: 2026-03-01", "start: 2026-03-01, when: ‹{ date: 2026-04-01 }",
      "give either 'start' or 'when'"),
    BrokenScenario("largest: 10 MW", "largest: 2 MW", "above the largest"),
    BrokenScenario(
      "[ { upTo: 50 MWh, rate: 70 EUR/MWh }, { rate",
      "‹[ { upTo: 50 MWh, rate: 70 EUR/MWh }, { upTo: 20 MWh, rate", "limits of the bands"),
    BrokenScenario(
      "[[1 years, 62 %], [2 years, 45 %]]", "[[1 years, 62 %], [‹1 years, 45 %]]", "'residual'"),
    BrokenScenario(
      "      arrivals: 30 /year",
      "      arrivals: 30 /year\n      requests: ‹[ { date: 2027-01-01, size: 1 H100e, term: 1 d } ]",
      "not both"),
    BrokenScenario("exchange: 1.13 USD/EUR\n", "\n", "exchange"),
    BrokenScenario(
      "corporateTax: 25.8 %",
      "corporateTax: { table: ‹data/missing.csv, parameter: tax, as: central }", "no folder 'data'"),
    BrokenScenario(
      "uncertain:\n", "uncertain:\n  ‹growth: 3 %/year\n", "growth"),
  ]

  /// What is no YAML, or none that scenarios use.
  static let syntax = [
    BrokenScenario("pue: 1.15", "pue: 1.15: 2", ""),
    BrokenScenario("tiers:\n    transmission", "tiers:\n‹\ttransmission", "tab"),
    BrokenScenario("regions: [north], tier", "regions: [north, tier", ""),
    BrokenScenario("question: Which", "question: ‹&anchor Which", "anchors"),
    BrokenScenario("none: {}", "none: ‹!tag {}", "tags"),
    BrokenScenario(
      "budget: { amount: 500 MEUR, otherwise: wait }", "budget: ‹500 MEUR", "must be a map"),
    BrokenScenario("power: 3 MW\n", "power:‹\n", "'power' has no value"),
  ]
}
