import ModelTestSupport
import ScenarioInputs
import Testing

@testable import GridQueues

/// How frameworks, factors and stops are written, and what is said about mistakes.
struct DatedRulesReadingTests {
  private static func grid(
    _ keys: [(String, Written)], tiers: Written = ["high": [:], "low": ["upstream": "high"]],
    stops: Written? = nil
  ) -> (GridSpec, messages: [String]) {
    var region: [(String, Written)] = [
      ("tiers", ["high": ["headroom": "unlimited"], "low": ["headroom": "3 MW"]])
    ]
    if let stops { region.append(("stops", stops)) }
    let grid = Written.map(
      [("tiers", tiers)] + keys + [("regions", .map([("north", .map(region))]))])
    return grid.read { GridSpec(from: $0) }
  }

  @Test func `frameworks follow each other by date, and classes are all that they name`() {
    let (spec, messages) = Self.grid([
      (
        "frameworks",
        [
          "second": ["from": "2027-01-01", "priorities": ["safety", "small", "other"]],
          "first": ["from": "2026-02-01", "rule": "firstFit", "priorities": ["safety", "other"]],
        ]
      )
    ])
    #expect(messages == [])
    #expect(spec.classes == ["safety", "small", "other"])
    #expect(spec.frameworks.map(\.from) == [-.infinity, 744, 8760])
    #expect(spec.frameworks.map(\.rule) == [.firstFit, .firstFit, .strict])
    // Who is not named ranks with the last.
    #expect(spec.frameworks.map(\.ranks) == [[0, 0, 0], [0, 1, 1], [0, 1, 2]])
  }

  @Test func `a class that only a later framework names does not become the last`() {
    let (spec, _) = Self.grid([
      (
        "frameworks",
        [
          "old": ["priorities": ["safety", "other"]],
          "new": ["from": "2026-07-01", "priorities": ["small", "safety", "other"]],
        ]
      )
    ])
    #expect(spec.classes == ["small", "safety", "other"])
  }

  @Test func `classes that are listed stay where a framework is taken out`() {
    let (spec, messages) = Self.grid([
      ("classes", ["small", "safety", "other"]),
      ("frameworks", ["new": ["priorities": ["safety"]]]),
    ])
    #expect(messages == [])
    #expect(spec.classes == ["small", "safety", "other"])
    #expect(spec.frameworks.map(\.ranks) == [[0, 0, 0], [0, 0, 0]])
    let (plain, _) = Self.grid([("classes", ["small", "other"])])
    #expect(plain.classes == ["small", "other"])
    #expect(plain.frameworks.map(\.ranks) == [[0, 0]])
  }

  private static func messages(_ keys: [(String, Written)]) -> [String] { grid(keys).messages }

  @Test func `frameworks that cannot be meant are refused`() {
    #expect(
      Self.messages([
        ("frameworks", ["a": ["from": "2026-07-01"], "b": ["from": "2026-07-01"]])
      ]) == [
        "the frameworks 'a' and 'b' begin on one day; give this one another date, or take it out"
      ])
    #expect(
      Self.messages([
        ("allocation", ["rule": "strict"]), ("frameworks", ["a": ["from": "2026-07-01"]]),
      ]) == [
        "'frameworks' stands in the place of 'allocation'; take one of them out (in an overlay, with 'allocation: null')"
      ])
    #expect(
      Self.messages([
        ("classes", ["safety", "other"]), ("frameworks", ["a": ["priorities": ["safty"]]]),
      ]) == [
        "'priorities' names a class that is not listed, 'safty'; did you mean 'safety'?"
      ])
    #expect(
      Self.messages([("frameworks", ["a": ["priorities": ["other", "other"]]])])
        == ["class 'other' is named twice"])
  }

  @Test func `a factor is one for all or one for each class`() {
    func factors(_ factor: Written) -> (values: [Double], messages: [String]) {
      let (spec, messages) = Self.grid(
        [("classes", ["small", "other"])],
        tiers: ["high": [:], "low": ["upstream": "high", "upstreamFactor": factor]])
      var draws = GridFixture.draws(seed: 1)
      return (spec.tiers[1].upstreamFactors.map { $0.value(&draws) }, messages)
    }
    #expect(factors("0.6").values == [0.6])
    #expect(factors("60 %").values == [0.6])
    #expect(factors(["small": "0.4"]).values == [0.4, 1])
    #expect(factors(["small": "0.4", "other": "80 %"]).values == [0.4, 0.8])
    let drawn = factors(["uniform": ["low": "0.5", "high": "0.7"]])
    #expect(drawn.values.allSatisfy { (0.5...0.7).contains($0) } && drawn.values.count == 1)
    #expect(
      factors("1.2").messages == [
        "'upstreamFactor' must be between 0 and 1 (found '1.2'); did you mean '1.2 %'?"
      ])
    #expect(
      factors(["small": "0.4", "oter": "0.8"]).messages
        == ["unknown key 'oter'; did you mean 'other'?"])
  }

  @Test func `a stop is read for the tiers that it names`() {
    let (spec, messages) = Self.grid(
      [],
      stops: [
        "winter": [
          "tiers": ["low"], "from": "2026-11-01", "until": "2027-02-01", "reason": "peak hours",
        ],
        "list": ["tiers": "high", "from": "2025-06-01", "bars": "applications"],
      ])
    #expect(messages == [])
    let stops = spec.nodes.map(\.stops)
    #expect(stops[0].map(\.name) == ["list"])
    #expect(stops[1].map(\.name) == ["winter"])
    #expect(stops[1][0].from == 304 * 24 && stops[1][0].until == 396 * 24)
    #expect(stops[1][0].bars == .grants && stops[1][0].reason == "peak hours")
    #expect(stops[0][0].from < 0 && stops[0][0].until == .infinity)
    #expect(stops[0][0].bars == .applications && stops[0][0].reason == "list")
  }

  @Test func `stops that cannot be meant are refused`() {
    func messages(_ stop: Written) -> [String] { Self.grid([], stops: ["s": stop]).messages }
    #expect(
      messages(["tiers": ["low"], "from": "2026-11-01", "until": "2026-11-01"]) == [
        "'until' must be after 'from', 2026-11-01; it is the first day after the stop"
      ])
    #expect(
      messages(["tiers": ["lo"], "from": "2026-11-01"])
        == ["'tiers' names a tier that does not exist, 'lo'; did you mean 'low'?"])
    #expect(
      messages(["tiers": ["low"], "from": "2032-01-01"]) == [
        "'from' must be before the end of the simulated time, 2031-01-01, to have an effect (found '2032-01-01')"
      ])
    #expect(
      messages(["tiers": ["low"], "from": "2026-01-01", "bars": "grant"])
        == ["'bars' must be one of grants, applications (found 'grant'); did you mean 'grants'?"])
  }
}
