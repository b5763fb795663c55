import ScenarioFiles
import ScenarioReading
import Testing

@testable import FactoryModel

/// A scenario in which everything can happen, and one thing in it that keeps a phase from starting, or a site
/// from ever computing.
struct Hopeless: Sendable, CustomTestStringConvertible {
  let original: String
  let change: String
  /// Where it is told: the text that stands there.
  let place: String
  let words: String
  var testDescription: String { change }

  init(_ original: String, _ change: String, at place: String, _ words: String) {
    (self.original, self.change, self.place, self.words) = (original, change, place, words)
  }

  static let scenario = """
    title: What can happen
    start: 2026-01-01
    end: 2032-01-01
    uncertain: { cost: { uniform: { low: 1 MUSD/MW, high: 2 MUSD/MW } } }
    money: { exchange: 1.25 USD/EUR, inflation: 0 %/year }
    demand: { price: 1 EUR/H100e-h, segments: { a: { arrivals: 5 /year, size: 1 H100e, term: 1 months } } }
    grid:
      tiers: { high: {}, low: { upstream: high } }
      regions:
        r:
          tiers:
            high: { headroom: 10 MW }
            low: { headroom: 1 MW, reinforcements: { line: { planned: 2027-01-01, slip: 12 months, releases: 20 MW } }, build: 6 months }
    accelerators:
      procurement: newest
      refresh: likeForLike
      swapDowntime: 10 d
      generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, rack: 8, price: { at: 1 kEUR }, life: 5 years } }
    sites:
      hall: { capacity: 10 H100e, live: start }
      pod: { power: 2 MW, stages: { permit: { takes: 6 months, succeeds: 50 %, else: end }, grid: {}, build: { after: [permit], takes: 12 months, costs: $cost }, accelerators: { for: fit }, fit: { after: [build, grid, accelerators], takes: 1 months } } }
    strategies:
      ours:
        budget: { covers: all, amount: 10 MEUR }
        phases:
          hall: { site: hall }
          first: { site: pod, sites: 5, regions: [r], tier: low, start: 2026-06-01 }
          next: { site: pod, regions: [r], tier: low, when: { after: { phase: first, milestone: firstLive } } }
          full: { site: pod, regions: [r], tier: low, when: { all: [ { date: 2027-01-01 }, { utilisation: { above: 80 %, for: 3 months } } ] } }

    """

  static let warnings = [
    Hopeless(
      "  regions:\n    r:", "  siting: { limit: { connectionFrom: 2 MW } }\n  regions:\n    r:",
      at: "[r], tier: low, start: 2026-06-01",
      "the phase 'first' has sites that are given up when they would apply: the rule of siting 'limit' lets none of that size be connected where it applies"
    ),
    Hopeless(
      "sites: 5", "sites: 0", at: "{ phase: first",
      "the phase 'next' can never start: it waits for 'first', which has no sites"),
    Hopeless(
      "milestone: firstLive }", "milestone: firstLive, lag: 10 years }", at: "{ phase: first",
      "the phase 'next' can never start: it waits 10 years after 'first' is live, which is not within"
    ),
    Hopeless(
      "amount: 10 MEUR", "amount: 7 MEUR", at: "7 MEUR",
      "the phase 'first' never fits the budget: it is planned to cost 9 MEUR at least, with its"),
    Hopeless(
      "amount: 10 MEUR", "amount: 7 MEUR", at: "{ phase: first",
      "the phase 'next' can never start: it waits until 'first' is live"),
    // A site holds 200 units; five of them take 1000 kEUR.
    Hopeless(
      "amount: 10 MEUR", "amount: 8.5 MEUR", at: "8.5 MEUR",
      "the phase 'first' never fits the budget: it is planned to cost 9 MEUR at least, with its"),
    Hopeless(
      "succeeds: 50 %", "succeeds: 0 %", at: "0 %, else",
      "the phase 'first' pays for sites that are never live: their stage 'permit' never succeeds"),
    Hopeless(
      "releases: 20 MW", "releases: 0 MW", at: "low, start",
      "the phase 'first' pays for sites that are never live: no region in which it applies ever has 2 MW"
    ),
    Hopeless(
      "high: { headroom: 10 MW }", "high: { headroom: 1 MW }", at: "low, start",
      "no region in which it applies ever has 2 MW to give"),
    Hopeless(
      "slip: 12 months", "slip: 61 months", at: "low, start",
      "no region in which it applies ever has 2 MW to give"),
    // Five lumps by the end, the sixth at it, and the site needs 2 MW beside the 1 MW there is.
    Hopeless(
      "reinforcements: { line: { planned: 2027-01-01, slip: 12 months, releases: 20 MW } }",
      "release: { rate: 0.15 MW/year, lump: 0.15 MW, timing: regular }", at: "low, start",
      "no region in which it applies ever has 2 MW to give"),
    Hopeless(
      "reinforcements: { line: { planned: 2027-01-01, slip: 12 months, releases: 20 MW } }",
      "release: { rate: 1 MW/year, lump: 7 MW, timing: regular }", at: "low, start",
      "no region in which it applies ever has 2 MW to give"),
    Hopeless(
      "reinforcements: { line: { planned: 2027-01-01, slip: 12 months, releases: 20 MW } }",
      "release: { rate: 0.0001 MW/year, lump: 0.001 MW }", at: "low, start",
      "no region in which it applies ever has 2 MW to give"),
    Hopeless(
      "headroom: 1 MW, rein",
      "headroom: 1 MW, backlog: [{ date: 2025-01-01, size: 30 MW }], rein",
      at: "[r], tier: low, start",
      "wherever it applies, somebody stands before it who asks for more than there ever is"),
    Hopeless(
      "headroom: 1 MW, rein",
      "headroom: 1 MW, size: 30 MW, backlog: { applications: 1, ages: 1 years }, rein",
      at: "[r], tier: low, start",
      "wherever it applies, somebody stands before it who asks for more than there ever is"),
    Hopeless(
      "high: { headroom: 10 MW }",
      "high: { headroom: 10 MW, backlog: [{ date: 2026-06-01, size: 11 MW }] }",
      at: "[r], tier: low, start",
      "and the rule 'strict' keeps what is free for him"),
    Hopeless(
      "rack: 8, price", "rack: 8, lead: 72 months, price", at: "{ site: pod, sites: 5",
      "it starts on 2026-06-01 at the earliest, and they take 73 months at least"),
    Hopeless(
      "generations: {",
      "generations: { B: { released: 2026-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, lead: 72 months, price: { at: 1 kEUR } },",
      at: "{ site: pod, sites: 5",
      "it starts on 2026-06-01 at the earliest, and they take 73 months at least"),
    Hopeless(
      "arrivals: 5 /year, size: 1 H100e, term: 1 months", "requests: []", at: "[]",
      "the list of requests of 'a' is empty: nobody in it ever asks for compute"),
    Hopeless(
      "releases: 20 MW", "releases: 6 MW", at: "5, regions",
      "the phase 'first' pays for 5 sites, of which 3 can ever be live"),
    Hopeless(
      "build: 6 months", "build: 48 months", at: "{ site: pod, sites: 5",
      "the phase 'first' pays for sites that are not live within the simulated time: it starts on 2026-06-01"
    ),
    Hopeless(
      "start: 2026-06-01", "start: 2031-06-01", at: "{ site: pod, sites: 5",
      "it starts on 2031-06-01 at the earliest, and they take 19 months at least"),
    Hopeless(
      "arrivals: 5 /year", "arrivals: 0 /year", at: "{ all:",
      "the phase 'full' can never start: it waits for sites to be full, and nobody asks for compute"
    ),
    Hopeless(
      "for: 3 months", "for: 72 months", at: "{ all:",
      "it waits for sites to be full, and none is live for so long before it"),
    Hopeless(
      "capacity: 10 H100e", "capacity: 0 H100e", at: "0 H100e, live",
      "a site of 0 H100e computes nothing, whatever it costs"),
    Hopeless(
      "pod: { power: 2 MW", "pod: { power: 2 MW, availability: 0 %", at: "0 %, stages",
      "a site that never works sells nothing, whatever it costs"),
    Hopeless(
      "arrivals: 5 /year,", "sovereign: 2, arrivals: 5 /year,", at: "hall: {",
      "no customer may use a site of the strategy 'ours': each asks for 'sovereign' 2 at least, and its"
    ),
    Hopeless(
      "refresh: likeForLike\n  swapDowntime: 10 d", "refresh: retire", at: "all, amount",
      "'covers: all' changes nothing: no accelerators are replaced, unless 'refresh'"),
    Hopeless(
      "generations: {",
      "generations: { B: { released: 2025-01-01, bf16: 1 TFLOP/s, fp8: 1 TFLOP/s, power: 10 kW, rack: 201, price: { at: 1 EUR } },",
      at: "201",
      "a rack of 201 x 10 kW = 2.01 MW fits in no site, the largest of which is 'pod' of 2 MW"),
    // The hall and seven pods of 200 units of 1 H100e each, of which any works all the time.
    Hopeless(
      "size: 1 H100e", "size: 1500 H100e", at: "1500 H100e",
      "every request of 'a' is lost as too large: each asks for 1500 H100e at least, and all sites of a "
        + "strategy that it may use can hold 1410 H100e at most"),
    Hopeless(
      "size: 1 H100e", "contiguous: true, size: 300 H100e", at: "300 H100e",
      "each asks for 300 H100e at least, and the largest site that it may use can hold 200 H100e at most"
    ),
    Hopeless(
      "size: 1 H100e, term", "size: { uniform: { low: 1411 H100e, high: 9000 H100e } }, term",
      at: "{ uniform: { low: 1411",
      "each asks for 1411 H100e at least, and all sites of a strategy that it may use can hold 1410 H100e"
    ),
    Hopeless(
      "arrivals: 5 /year, size: 1 H100e, term: 1 months",
      "requests: [{ date: 2027-01-01, size: 4000 H100e, term: 1 months }, { date: 2028-01-01, size: 3000 H100e, term: 1 months }]",
      at: "[{ date: 2027", "every request of 'a' is lost as too large: each asks for 3000 H100e"),
    Hopeless(
      "life: 5 years", "life: 5 years, failures: 1000000 /year, repair: 1 months",
      at: "1000000 /year",
      "with these failures and their repair 'A' works 0.0012 % of the time at most: it computes next to"
    ),
    Hopeless(
      "amount: 10 MEUR", "amount: 8.999999 MEUR", at: "8.999999 MEUR",
      "never fits the budget: it is planned to cost 9 MEUR at least"),
    Hopeless(
      "costs: $cost", "costs: $cost, fixed: 1.2345678 MEUR", at: "10 MEUR",
      "never fits the budget: it is planned to cost 15.2 MEUR at least"),
    Hopeless(
      "rack: 8, price", "rack: 8, lead: 2300 d, price", at: "{ site: pod, sites: 5",
      "it starts on 2026-06-01 at the earliest, and they take 76.6 months at least"),
  ]

  /// Of which nothing is certain.
  static let hopes = [
    // What shrinks may fit one day, and what is newer may hold it.
    ("size: 1 H100e", "sizeGrowth: -10 %/year, size: 1500 H100e"),
    ("size: 1 H100e, term", "size: { uniform: { low: 1410 H100e, high: 9000 H100e } }, term"),
    ("size: 1 H100e", "contiguous: true, size: 200 H100e"),
    ("life: 5 years", "life: 5 years, failures: 1 /year, repair: 1 months"),
    // A rule that ends, and one that does not hold everywhere or for this size.
    ("  regions:\n", "  siting: { a: { connectionFrom: 2 MW, until: 2030-01-01 } }\n  regions:\n"),
    ("  regions:\n", "  siting: { a: { connectionFrom: 2 MW, exempt: [r] } }\n  regions:\n"),
    ("  regions:\n", "  siting: { a: { connectionFrom: 2.1 MW } }\n  regions:\n"),
  ]

  static let errors = [
    Hopeless(
      "rack: 8", "rack: 201", at: "201",
      "a rack of 201 x 10 kW = 2.01 MW does not fit in the 2 MW of site 'pod': no accelerators could ever"
    ),
    Hopeless(
      "power: 10 kW, rack: 8", "power: 2001 kW", at: "2001 kW",
      "a unit of 2.001 MW does not fit in the 2 MW of site 'pod'"),
    Hopeless(
      "power: 10 kW, rack: 8", "power: { uniform: { low: 300 kW, high: 500 kW } }, rack: 8",
      at: "8, price",
      "a rack of 8 x 300 kW = 2.4 MW, the least that can be drawn, does not fit in the 2 MW"),
  ]

  /// What is found in the scenario with the change.
  func problems() throws -> [Problem] {
    try Self.problems(in: Self.scenario.replacing(original, with: change))
  }

  static func problems(in text: String) throws -> [Problem] {
    let loaded = try ScenarioFile.load(text: text, file: "it.yaml")
    let context = loaded.context()
    _ = context.read(loaded.root) { Scenario(from: $0) }
    return context.problems
  }

  /// Whether a problem stands where it should.
  func isPlace(of problem: Problem) -> Bool {
    let lines = Self.scenario.replacing(original, with: change).split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines[problem.place.line - 1].dropFirst(problem.place.column - 1).hasPrefix(place)
  }
}

/// What is certain before a run: money for nothing, and waits for what never comes.
@Suite struct ProspectTests {
  @Test func `a scenario in which everything can happen has no problem`() throws {
    #expect(try Hopeless("title", "title", at: "", "").problems().isEmpty)
  }

  @Test(arguments: Hopeless.warnings)
  func `what never comes about is told, and may be meant`(_ case: Hopeless) throws {
    let problems = try `case`.problems()
    #expect(problems.allSatisfy { $0.severity == .warning }, "\(problems)")
    #expect(
      problems.contains { $0.message.contains(`case`.words) && `case`.isPlace(of: $0) },
      "\(problems)")
  }

  @Test(arguments: Hopeless.hopes)
  func `what may come about is not told`(_ original: String, _ change: String) throws {
    #expect(try Hopeless(original, change, at: "", "").problems().isEmpty)
  }

  @Test func `a request that only accelerators to come can hold is not lost for certain`() throws {
    let text = Hopeless.scenario.replacing("size: 1 H100e", with: "size: 1500 H100e")
      .replacing(
        "swapDowntime: 10 d",
        with: "swapDowntime: 10 d\n  successors: "
          + "{ every: 1 years, h100ePerKilowatt: 10 %/year, pricePerH100e: 0 %/year }"
      )
    #expect(try Hopeless.problems(in: text).isEmpty)
  }

  @Test(arguments: Hopeless.errors)
  func `accelerators that fit in no draw are refused`(_ case: Hopeless) throws {
    let problems = try `case`.problems()
    #expect(problems.count == 1 && problems[0].severity == .error, "\(problems)")
    #expect(
      problems[0].message.contains(`case`.words) && `case`.isPlace(of: problems[0]), "\(problems)")
  }

  @Test func `what has no throughput in the mix that counts is refused`() throws {
    for (throughput, isRefused) in [
      ("0 TFLOP/s", true), ("{ discrete: { values: [0 TFLOP/s, 1 TFLOP/s] } }", false),
    ] {
      let text = Hopeless.scenario.replacing("fp8: 1979 TFLOP/s", with: "fp8: \(throughput)")
        .replacing("procurement: newest", with: "procurement: newest\n  precisionMix: 0")
      let problems = try Hopeless.problems(in: text)
      #expect(problems.count == (isRefused ? 1 : 0), "\(problems)")
      #expect(
        problems.allSatisfy {
          $0.severity == .error
            && $0.message.hasPrefix(
              "'A' has no FP8 throughput, and with a 'precisionMix' of 0 nothing else counts")
        }, "\(problems)")
    }
  }

  @Test func `a budget that fits to the euro is enough`() throws {
    let text = Hopeless.scenario.replacing("costs: $cost", with: "costs: 0.8 MEUR/MW")
      .replacing(
        "uncertain: { cost: { uniform: { low: 1 MUSD/MW, high: 2 MUSD/MW } } }\n", with: "")
    #expect(try Hopeless.problems(in: text.replacing("10 MEUR }", with: "9 MEUR }")).isEmpty)
    let short = try Hopeless.problems(in: text.replacing("10 MEUR }", with: "8.99 MEUR }"))
    #expect(short.contains { $0.message.hasPrefix("the phase 'first' never fits the budget") })
    // What stands has been paid from the same budget.
    let standing = try Hopeless.problems(
      in: text.replacing("10 MEUR }", with: "9 MEUR }")
        .replacing(
          "capacity: 10 H100e, live: start", with: "capacity: 10 H100e, live: start, cost: 1 EUR"))
    #expect(
      standing.contains {
        $0.message.contains(
          "to cost 9.000001 MEUR at least, with the sites that stand and with its accelerators")
      })
  }

  @Test func `who may leave the line, or lets others pass, keeps nobody from a connection`() throws
  {
    let blocked =
      "headroom: 1 MW, backlog: [{ date: 2025-01-01, size: 30 MW, speculative: true }], rein"
    for (original, change) in [
      ("headroom: 1 MW, rein", blocked.replacing("size: 30", with: "size: 20")),
      ("headroom: 1 MW, rein", blocked.replacing("2025-01-01, size", with: "2026-06-02, size")),
      ("headroom: 1 MW, rein", blocked.replacing("rein", with: "withdrawal: 1 %/year, rein")),
      (
        "headroom: 1 MW, rein",
        blocked.replacing(
          "rein", with: "speculative: { share: 0 %, withdraws: 40 months }, rein")
      ),
    ] {
      let problems = try Hopeless.problems(in: Hopeless.scenario.replacing(original, with: change))
      #expect(
        !problems.contains { $0.message.contains("somebody stands before it") }, "\(problems)")
    }
    let passing = try Hopeless.problems(
      in: Hopeless.scenario.replacing("headroom: 1 MW, rein", with: blocked)
        .replacing("grid:\n", with: "grid:\n  allocation: { rule: firstFit }\n"))
    #expect(!passing.contains { $0.message.contains("somebody stands before it") }, "\(passing)")
  }

  @Test func `a price that follows generations needs one that computes`() throws {
    let text = Hopeless.scenario
      .replacing("fp8: 1979 TFLOP/s", with: "fp8: { discrete: { values: [0 TFLOP/s, 1 TFLOP/s] } }")
      .replacing("procurement: newest", with: "procurement: newest\n  precisionMix: 0")
      .replacing(
        "price: 1 EUR/H100e-h",
        with:
          "price: { costPlus: { margin: { mean: 0 }, capitalCost: 9 %/year, facility: 1 MEUR/MW, electricity: 1 EUR/MWh, pricePerH100e: 0 %/year } }"
      )
    let problems = try Hopeless.problems(in: text)
    #expect(
      problems.map(\.message).contains {
        $0.hasPrefix("the price 'costPlus' needs a generation that computes in every future")
      }, "\(problems)")
  }

  @Test func `utilisation is never above 100 percent`() throws {
    let change = Hopeless(
      "above: 80 %", "above: 100 %", at: "100 %",
      "utilisation is never above 100 %, so this never holds; give a smaller share")
    let problems = try change.problems()
    #expect(problems.count == 1 && problems[0].severity == .error)
    #expect(problems[0].message == change.words && change.isPlace(of: problems[0]))
  }
}
