import TestSupport
import Testing

/// A world of a few dated requests, and what becomes of each segment.
struct TinyWorld: Sendable, CustomTestStringConvertible {
  /// What becomes of a segment's requests.
  struct Fate: Sendable {
    var served = 1.0
    /// Mean wait of the served, in days.
    var wait = 0.0
    var reneged = 0.0
    var tooLarge = 0.0
    var stillWaiting = 0.0
  }

  let testDescription: String
  let sites: [String]
  let segments: [(name: String, text: String, fate: Fate)]

  init(
    _ description: String, sites: [String] = ["capacity: 10 H100e"],
    _ segments: [(name: String, text: String, fate: Fate)]
  ) {
    testDescription = description
    self.sites = sites
    self.segments = segments
  }

  /// The scenario; it begins on 1 January 2026 and lasts a year.
  var text: String {
    var lines = ["title: \"\(testDescription)\"", "start: 2026-01-01", "end: 2027-01-01"]
    lines += ["demand:", "  price: 1 EUR/H100e-h", "  segments:"]
    lines += segments.map { "    \($0.name): { \($0.text) }" }
    lines += ["sites:"]
    lines += sites.enumerated().map { "  site\($0): { live: start, \($1) }" }
    lines += ["strategies:", "  ours:", "    phases:"]
    lines += sites.indices.map { "      site\($0): { site: site\($0) }" }
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The text of a segment with one request.
private func request(
  _ day: String, _ size: Int, _ days: Int, count: Int = 1, _ rest: String = ""
) -> String {
  "requests: [ { date: 2026-\(day), size: \(size) H100e, term: \(days) d, count: \(count) } ]"
    + (rest.isEmpty ? "" : ", \(rest)")
}

/// The rules by which requests are served, each in a world small enough to work out by hand.
struct DemandRuleTests {
  static let worlds = [
    TinyWorld(
      "strict order: a small request waits behind a large one",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 6, 10), .init(wait: 9)),
        ("small", request("01-03", 2, 10), .init(wait: 8)),
      ]),
    TinyWorld(
      "backfill: a small request passes",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 6, 10), .init(wait: 9)),
        ("small", request("01-03", 2, 10, "backfill: true"), .init()),
      ]),
    TinyWorld(
      "backfill is the flag of the one that passes",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 6, 10, "backfill: true"), .init(wait: 9)),
        ("small", request("01-03", 2, 10), .init(wait: 8)),
      ]),
    TinyWorld(
      "backfill may make the one in front wait longer",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 10, 10), .init(wait: 21)),
        ("small", request("01-03", 2, 20, "backfill: true"), .init()),
      ]),
    TinyWorld(
      "too large is lost at once and blocks nobody",
      [
        ("giant", request("01-01", 11, 10), .init(served: 0, tooLarge: 1)),
        ("small", request("01-02", 10, 10), .init()),
      ]),
    TinyWorld(
      "patience 0: served at once or lost",
      [
        ("first", request("01-01", 8, 10, "patience: 0 h"), .init()),
        ("second", request("01-02", 3, 10, "patience: 0 h"), .init(served: 0, reneged: 1)),
        ("third", request("01-02", 2, 10, "patience: 0 h"), .init()),
      ]),
    TinyWorld(
      "who gives up no longer blocks",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 6, 10, "patience: 5 d"), .init(served: 0, reneged: 1)),
        ("small", request("01-03", 2, 10), .init(wait: 4)),
      ]),
    TinyWorld(
      "capacity that comes at the last instant of patience is in time",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("large", request("01-02", 6, 10, "patience: 9 d"), .init(wait: 9)),
      ]),
    TinyWorld(
      "patience forever waits past the horizon",
      [
        ("first", request("01-01", 10, 400), .init()),
        ("second", request("01-02", 1, 10), .init(served: 0, stillWaiting: 1)),
      ]),
    TinyWorld(
      "priority: the better rank is served first, nobody is interrupted",
      [
        ("first", request("01-01", 10, 10), .init()),
        ("low", request("01-02", 10, 5, "priority: 2"), .init(wait: 14)),
        ("high", request("01-03", 10, 5, "priority: 1"), .init(wait: 8)),
      ]),
    TinyWorld(
      "a better rank does not wait behind a blocked worse one",
      [
        ("first", request("01-01", 8, 10, "priority: 2"), .init()),
        ("low", request("01-02", 6, 10, "priority: 2"), .init(wait: 9)),
        ("high", request("01-03", 2, 8, "priority: 1"), .init()),
      ]),
    TinyWorld(
      "a worse rank waits behind a blocked better one",
      [
        ("first", request("01-01", 8, 10, "priority: 2"), .init()),
        ("high", request("01-02", 6, 10, "priority: 1"), .init(wait: 9)),
        ("low", request("01-03", 2, 8, "priority: 2"), .init(wait: 8)),
      ]),
    TinyWorld(
      "of those who arrive together the better rank is served first",
      [
        ("low", request("01-01", 10, 10, "priority: 2"), .init(wait: 10)),
        ("high", request("01-01", 10, 10, "priority: 1"), .init()),
      ]),
    TinyWorld(
      "several requests together, one after the other",
      [("three", request("01-01", 5, 10, count: 3), .init(served: 3, wait: 10.0 / 3))]),
    TinyWorld(
      "contiguous: the site with the least sufficient room",
      sites: ["capacity: 10 H100e", "capacity: 6 H100e"],
      [
        ("five", request("01-01", 5, 10, "contiguous: true"), .init()),
        ("ten", request("01-02", 10, 10, "contiguous: true"), .init()),
      ]),
    TinyWorld(
      "contiguous must fit on one site, others are split",
      sites: ["capacity: 10 H100e", "capacity: 6 H100e"],
      [
        ("whole", request("01-01", 12, 10, "contiguous: true"), .init(served: 0, tooLarge: 1)),
        ("split", request("01-02", 12, 10), .init()),
      ]),
    TinyWorld(
      "others fill sites in file order",
      sites: ["capacity: 10 H100e", "capacity: 6 H100e"],
      [
        ("split", request("01-01", 5, 10), .init()),
        // Had the five gone to the second site, ten would still be free on the first.
        ("ten", request("01-02", 10, 10, "contiguous: true"), .init(wait: 9)),
        ("six", request("01-12", 6, 10, "contiguous: true"), .init()),
      ]),
    TinyWorld(
      "the lowest sufficient sovereignty first",
      sites: ["capacity: 4 H100e, sovereign: 2", "capacity: 10 H100e"],
      [
        ("anywhere", request("01-01", 4, 10), .init()),
        ("state", request("01-02", 4, 10, "sovereign: 2"), .init()),
      ]),
    TinyWorld(
      "who asks for sovereignty waits for it",
      sites: ["capacity: 4 H100e, sovereign: 2", "capacity: 10 H100e"],
      [
        ("anywhere", request("01-01", 12, 10), .init()),
        ("state", request("01-02", 4, 10, "sovereign: 1"), .init(wait: 9)),
        ("more", request("01-02", 4, 10, "sovereign: 3"), .init(served: 0, tooLarge: 1)),
        ("large", request("01-02", 5, 10, "sovereign: 2"), .init(served: 0, tooLarge: 1)),
      ]),
    TinyWorld(
      "what is not available cannot be sold",
      sites: ["capacity: 10 H100e, availability: 90 %"],
      [
        ("nine", request("01-01", 9, 10), .init()),
        ("ten", request("01-02", 10, 10), .init(served: 0, tooLarge: 1)),
      ]),
  ]

  @Test(arguments: worlds)
  func `each request has the fate that the rules give it`(_ world: TinyWorld) async throws {
    let folder = try TemporaryFolder()
    let run = try await ExportedRun(of: try folder.write("world.yaml", world.text))
    for (name, _, fate) in world.segments {
      func expect(_ metric: String, _ known: Double) throws {
        let value = try run.metric(metric, segment: name)[0]
        #expect(abs(value - known) < 1e-9, "\(name): \(metric) \(value); known \(known)")
      }
      try expect("served", fate.served)
      try expect("lost_reneged", fate.reneged)
      try expect("lost_too_large", fate.tooLarge)
      try expect("still_waiting", fate.stillWaiting)
      if fate.served > 0 { try expect("wait_mean_h", fate.wait * 24) }
    }
  }

  @Test func `hours, waits and levels of a tiny world`() async throws {
    // 8 H100e for 10 days from 1 January; 6 for 400 days from 2 January; 20 that never fit.
    let world = TinyWorld(
      "a tiny world",
      [
        ("first", request("01-01", 8, 10), .init()),
        ("second", request("01-02", 6, 400), .init()),
        ("giant", request("01-03", 20, 10), .init()),
      ])
    let folder = try TemporaryFolder()
    let run = try await ExportedRun(of: try folder.write("world.yaml", world.text))
    // The second from 11 January to the end of the year, 355 days.
    let sold = (first: 8.0 * 240, second: 6.0 * 355 * 24)
    let known: [(String, String, Double)] = [
      ("demanded_h100e_h", "", 8.0 * 240 + 6.0 * 9600 + 20.0 * 240),
      ("served_h100e_h", "first", sold.first),
      ("served_h100e_h", "second", sold.second),
      ("lost_h100e_h", "giant", 20.0 * 240),
      ("utilisation_fraction", "", (sold.first + sold.second) / 87600.0),
      ("queue_mean_requests", "", 9.0 / 365),
      ("queue_mean_h100e", "", 54.0 / 365),
      ("wait_mean_h", "", 108.0),
      ("wait_share_fraction", "", 0.5),
      // Linear between 0 and 216 h.
      ("wait_p95_h", "", 0.95 * 216),
      ("revenue_eur", "", sold.first + sold.second),
    ]
    for (metric, segment, value) in known {
      expectEqual(try run.metric(metric, segment: segment)[0], value, metric)
    }
  }
}
