import Columns
import Testing

@testable import FactoryModel

/// When the delay of others is told, and of whom.
@Suite struct DelayTests {
  private func world(none: String) throws -> TinyWorld {
    try TinyWorld(
      """
      grid:
        tiers: { low: {} }
        allocation: { priorities: [first, other] }
        regions:
          R:
            tiers:
              low:
                headroom: 0 MW
                backlog: [ { date: 2025-12-02, size: 2 MW, class: other } ]
                reinforcements:
                  a: { planned: 2026-01-31, releases: 2 MW }
                  b: { planned: 2026-03-02, releases: 2 MW }
      sites: { pod: { power: 2 MW, capacity: 10 H100e, stages: { grid: {} } } }
      strategies:
        ours: { phases: { p: { site: pod, regions: [R], tier: low, class: first, start: 2026-01-11 } } }
      \(none)
      """)
  }

  private static let waited = "grid_others_waited_mean_h"

  @Test func `others wait longer for us, in all, at the node and in their class`() throws {
    let world = try world(none: "  none: {}")
    let scopes = [
      Scope.all, Scope(region: "R", tier: "low"), Scope(applicantClass: "other"),
      Scope(region: "R", tier: "low", applicantClass: "other"),
    ]
    for (strategy, days) in [("ours", 90.0), ("none", 60)] {
      let result = world.run(strategy)
      for scope in scopes {
        let index = result.layout.metrics.firstIndex {
          $0.variable.name == Self.waited && $0.scope == scope
        }
        let value = try #require(index.map { result.result.metrics[$0] })
        #expect(abs(value - days * 24) < 1e-6, "\(strategy) \(scope)")
      }
    }
  }

  @Test func `without a strategy without phases nothing is told`() throws {
    for (none, isTold) in [
      ("", false), ("  none: {}", true),
      (
        "  none: { phases: { p: { site: pod, sites: 0, regions: [R], tier: low, start: 2026-01-11 } } }",
        true
      ),
    ] {
      let layout = try world(none: none).model.layout
      #expect(layout.metrics.contains { $0.variable.name == Self.waited } == isTold, "\(none)")
    }
  }
}
