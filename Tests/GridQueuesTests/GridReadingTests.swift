import ScenarioInputs
import ModelTestSupport
import Testing

@testable import GridQueues

/// What a planner writes under `grid`, and what is said about mistakes.
struct GridReadingTests {
  private static let tiers: Written = [
    "transmission": ["largest": "500 MW"],
    "mediumVoltage": ["largest": "10 MW", "upstream": "transmission"],
  ]

  private static func grid(
    _ node: Written, tiers: Written = tiers, allocation: Written = ["rule": "strict"]
  ) -> (GridSpec, messages: [String]) {
    let grid: Written = [
      "tiers": tiers, "allocation": allocation,
      "regions": [
        "noordHolland": [
          "tiers": ["transmission": ["headroom": "unlimited"], "mediumVoltage": node]
        ]
      ],
    ]
    return grid.read { GridSpec(from: $0) }
  }

  private static func messages(at place: Written) -> [String] {
    let grid: Written = [
      "tiers": ["mediumVoltage": [:]],
      "regions": ["utrecht": ["at": place, "tiers": ["mediumVoltage": ["headroom": "unlimited"]]]],
    ]
    return grid.read { GridSpec(from: $0) }.messages
  }

  @Test func `a region may say where it lies`() {
    #expect(Self.messages(at: ["52.09", "-5.12"]).isEmpty)
    func complaint(_ place: Written) -> String { Self.messages(at: place).joined() }
    #expect(
      complaint("Utrecht")
        == "'at' must be latitude and longitude in degrees, such as '[52.1, 5.1]' (found 'Utrecht')"
    )
    #expect(
      complaint(["5.12", "180.5"])
        == "the longitude of 'at' must be a number of degrees between -180 and 180 (found '180.5')")
    #expect(
      complaint(["95", "5"])
        == "the latitude of 'at' must be a number of degrees between -90 and 90 (found '95')")
  }

  @Test func `a node is read with everything it can have`() throws {
    let (spec, messages) = Self.grid(
      [
        "headroom": "3 MW", "size": "0.5 MW",
        "mix": ["safety": "10 %", "other": "90 %"],
        "backlog": ["applications": "20", "ages": "6 months"],
        "arrivals": "700 /year", "growth": "5 %/year",
        "speculative": ["share": "25 %", "withdraws": "18 months"],
        "withdrawal": "0.12 /year",
        "release": ["rate": "280 MW/year", "lump": "10 MW", "timing": "regular"],
        "reinforcements": [
          "oterleek": ["planned": "2028-06-01", "slip": "6 months", "releases": "120 MW"]
        ],
        "build": "10 months", "connection": "250 kEUR/MW",
        "tariff": ["fixed": "2400 EUR/year", "contracted": "36 EUR/kW/year"],
      ],
      allocation: ["rule": "firstFit", "priorities": ["safety", "other"], "from": "2027-01-01"])
    #expect(messages == [])
    #expect(spec.frameworks.map(\.rule) == [.firstFit, .firstFit])
    #expect(spec.classes == ["safety", "other"])
    #expect(spec.frameworks.map(\.from) == [-.infinity, 8760])
    #expect(spec.frameworks.map(\.ranks) == [[0, 0], [0, 1]])
    #expect(spec.upstream == [-1, 0])
    #expect(spec.trees == [0..<2])
    #expect(spec.isListUsed == [false, false, true, true])
    var draws = GridFixture.draws(seed: 1)
    let node = try #require(spec.node(region: 0, tier: 1))
    #expect(spec.largestPower(at: node) == 10)
    let read = spec.nodes[node.index]
    #expect(read.mix == [0.1, 0.9])
    #expect(read.backlog?.applications == 20)
    #expect(read.arrivals?.value(&draws) == 700.0 / 8766)
    #expect(read.withdrawal.value(&draws) == 0.12 / 8766)
    #expect(read.reinforcements[0].slip.value(&draws) == 6 * 730.5)
    #expect(read.connection.value(&draws) == 250_000)
    #expect(read.isConnectionPerPower)
    #expect(abs(read.tariff.contracted.value(&draws) - 36_000 / 8766) < 1e-12)
    #expect(spec.nodes[0].headroom.value(&draws) == .infinity)
  }

  @Test func `applications can be listed by date`() {
    let (spec, messages) = Self.grid([
      "headroom": "3 MW",
      "backlog": [
        ["date": "2025-12-01", "size": "2 MW"], ["date": "2026-03-01", "size": "4 MW"],
      ],
    ])
    #expect(messages == [])
    #expect(spec.nodes[1].listed.map(\.date) == [-744, 1416])
  }

  @Test func `a region must describe the upstream tier`() {
    let grid: Written = [
      "tiers": Self.tiers,
      "regions": ["utrecht": ["tiers": ["mediumVoltage": ["headroom": "3 MW"]]]],
    ]
    let (_, messages) = grid.read { GridSpec(from: $0) }
    #expect(
      messages == [
        "region 'utrecht' lacks the tier 'transmission', upstream of 'mediumVoltage'; add it, with 'headroom: unlimited' if it is no bottleneck"
      ])
  }

  @Test func `tiers can't be upstream of each other in a circle`() {
    let (_, messages) = Self.grid(
      ["headroom": "3 MW"],
      tiers: [
        "transmission": ["largest": "500 MW", "upstream": "mediumVoltage"],
        "mediumVoltage": ["largest": "10 MW", "upstream": "transmission"],
      ])
    #expect(
      messages == [
        "tiers are upstream of each other in a circle: 'transmission', 'mediumVoltage', "
          + "'transmission'"
      ])
  }

  @Test func `a tier of a region must be one of the grid's`() {
    let grid: Written = [
      "tiers": ["transmission": ["largest": "500 MW"]],
      "regions": ["utrecht": ["tiers": ["transmision": ["headroom": "3 MW"]]]],
    ]
    let (_, messages) = grid.read { GridSpec(from: $0) }
    #expect(messages == ["there is no tier 'transmision'; did you mean 'transmission'?"])
  }

  @Test func `shares of classes sum to one`() {
    let (_, messages) = Self.grid(
      ["headroom": "3 MW", "size": "1 MW", "arrivals": "7 /year", "mix": ["other": "90 %"]],
      allocation: ["priorities": ["safety", "other"]])
    #expect(messages == ["the shares of 'mix' must sum to 100 % (found 90.0 %)"])
  }

  @Test func `arrivals need a size`() {
    let (_, messages) = Self.grid(["headroom": "3 MW", "arrivals": "7 /year"])
    #expect(
      messages == [
        "missing key 'size', such as '{ lognormal: { median: 0.4 MW, p90: 1.5 MW } }' (the power of an application of others)"
      ])
  }

  @Test func `a backlog needs ages`() {
    let (_, messages) = Self.grid([
      "headroom": "3 MW", "size": "1 MW", "backlog": ["applications": "7"],
    ])
    #expect(
      messages == [
        "missing key 'ages', such as '{ uniform: { low: 0 months, high: 48 months } }' (for how long each has waited at start)"
      ])
  }

  @Test func `a listed speculative application needs to know when it withdraws`() {
    let (_, messages) = Self.grid([
      "headroom": "3 MW",
      "backlog": [["date": "2025-12-01", "size": "2 MW", "speculative": "true"]],
    ])
    #expect(
      messages == [
        "missing key 'speculative', which says when the speculative applications of 'backlog' withdraw"
      ])
  }

  @Test func `what changes nothing is said`() {
    let (_, messages) = Self.grid([
      "headroom": "3 MW", "size": "1 MW", "withdrawal": "0.1 /year",
    ])
    #expect(
      messages.sorted() == [
        "'size' has no effect without a backlog or arrivals",
        "'withdrawal' has no effect: nobody else applies here",
      ])
  }
}
