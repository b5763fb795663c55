import EventKernel
import ModelTestSupport
import ScenarioInputs
import Testing
import TimePaths

@testable import GridQueues

/// Applications of others at rates that change by date.
struct DatedArrivalTests {
  private func dates(_ change: (inout GridNodeSpec) -> Void) -> [Double] {
    var fixture = GridFixture()
    fixture.node(headroom: 0) {
      $0.size = .constant(1)
      change(&$0)
    }
    return fixture.grid().background.snapshot.applications.map(\.date)
  }

  private func dated(_ rates: [(from: Double, value: Double)]) -> [Double] {
    dates {
      $0.arrivals = .constant(1)
      $0.datedArrivals = TimePath(rates)
    }
  }

  @Test func `each rate holds from its date, and the first before it too`() {
    let plain = dates { $0.arrivals = .constant(0.05) }
    let same = dated([(from: 2000, value: 0.05)])
    #expect(zip(same, plain).allSatisfy { abs($0 - $1) < 1e-6 } && same.count == plain.count)
    // Twice as fast from within a month on: the time since then is halved.
    let faster = dated([(from: 2000, value: 0.05), (from: 3000.5, value: 0.1)])
    let expected = plain.map { $0 < 3000.5 ? $0 : 3000.5 + ($0 - 3000.5) / 2 }
    #expect(zip(faster, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(faster.count > plain.count + 100)
    // Nobody comes while the rate is 0, and all who would have then come later.
    let paused = dated([
      (from: 0, value: 0.05), (from: 1000, value: 0), (from: 1500, value: 0.05),
    ])
    #expect(zip(paused, plain).allSatisfy { abs($0 - ($1 < 1000 ? $1 : $1 + 500)) < 1e-6 })
    #expect(dated([(from: 0, value: 0.05), (from: 1000, value: 0)]) == paused.filter { $0 < 1000 })
    #expect(dated([(from: 0, value: 0)]).isEmpty)
  }

  private func read(_ keys: [(String, Written)]) -> (GridSpec, messages: [String]) {
    let node = Written.map([("headroom", "3 MW"), ("size", "1 MW")] + keys)
    let grid: Written = [
      "tiers": ["low": [:]], "regions": ["north": ["tiers": ["low": node]]],
    ]
    return grid.read { GridSpec(from: $0) }
  }

  @Test func `rates are read by date`() {
    let (spec, messages) = read([
      ("arrivals", [["2026-07-01", "700 /year"], ["2027-01-01", "1400 /year"]])
    ])
    #expect(messages == [])
    #expect(spec.nodes[0].datedArrivals?.openings == [181 * 24, 8760])
    #expect(spec.nodes[0].datedArrivals?.values.map { ($0 * 8766).rounded() } == [700, 1400])
    #expect(
      read([("arrivals", [["2026-07-01", "700 /year"]]), ("growth", "5 %/year")]).messages == [
        "'growth' has no effect on arrivals by date, whose rates say how they grow; take one of them out"
      ])
    #expect(
      read([("arrivals", [["2026-07-01", "700 /year"], ["2026-07-01", "5 /year"]])]).messages == [
        "'arrivals' must be in order: '2026-07-01' does not come after the pair before it"
      ])
    #expect(
      read([("arrivals", [["2026-07-01", "700"]])]).messages[0].hasPrefix(
        "each number of 'arrivals' must be"))
  }
}
