import Testing

@testable import FactoryModel

/// What is counted of contracts that are interrupted.
@Suite struct InterruptionAccountsTests {
  @Test(arguments: 0..<5)
  func `requests and hours are all accounted for`(future: Int) throws {
    let result = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            arrivals: 300 /year
            size: { uniform: { low: 1 H100e, high: 12 H100e } }
            term: { exponential: { mean: 3 d } }
          firm:
            arrivals: 200 /year
            size: { uniform: { low: 1 H100e, high: 12 H100e } }
            term: { exponential: { mean: 3 d } }
            patience: { exponential: { mean: 3 d } }
            contiguous: true
      """
    ).run(future: future)
    #expect(result.metric("preempted") > 0)
    for segment in ["", "spare", "firm"] {
      let accounted = ["served", "lost_reneged", "lost_too_large", "still_waiting"].reduce(0) {
        $0 + result.metric($1, segment: segment)
      }
      #expect(result.metric("requests", segment: segment) == accounted)
    }
  }

  /// What the trace says of each contract, by its number.
  @Test func `each interruption that lasted is counted, with its hours`() throws {
    let tiny = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            arrivals: 600 /year
            size: 3 H100e
            term: { exponential: { mean: 3 d } }
          firm:
            arrivals: 200 /year
            size: { uniform: { low: 1 H100e, high: 9 H100e } }
            term: { exponential: { mean: 3 d } }
            patience: { exponential: { mean: 3 d } }
            contiguous: true
      """, sites: "  shed: { capacity: 10 H100e, live: start }", phases: ", second: { site: shed }")
    var since: [Substring: Double] = [:]
    var lasted = 0
    var moved = 0
    var hours = 0.0
    for line in tiny.trace() {
      guard let event = line.firstMatch(of: /^(\S+): contract (\d+) of spare .* (\w+ \w+)$/) else {
        continue
      }
      let time = try #require(Double(event.1))
      if event.3 == "is preempted" {
        since[event.2] = time
      } else if event.3 == "goes on" {
        let interrupted = try #require(since[event.2])
        since[event.2] = nil
        if time > interrupted { lasted += 1 } else { moved += 1 }
        hours += time - interrupted
      }
    }
    lasted += since.count
    hours += since.values.reduce(0) { $0 + 2 * 8760 - $1 }
    #expect(lasted > 100 && moved > 0 && !since.isEmpty)
    let result = tiny.run()
    #expect(result.metric("preempted") == Double(lasted))
    #expect(abs(result.metric("preempted_h100e_h") / (3 * hours) - 1) < 1e-9)
    #expect(result.metric("still_interrupted") == Double(since.count))
    let months = (0..<24).reduce(0) { $0 + result.flow("preempted", month: $1) }
    #expect(months == Double(lasted))
  }

  /// Accelerators live from 1 July on for five years; nothing replaces them.
  @Test func `a contract that can go on nowhere is terminated, and its hours are accounted for`()
    throws
  {
    let result = try TinyWorld(
      """
      accelerators:
        procurement: newest
        refresh: retire
        generations:
          A:
            { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, rack: 1,
              price: { at: 1 EUR, changes: 0 %/year }, lead: 0 h, life: 5 years }
      demand:
        price: free
        segments:
          firm: { requests: [ { date: 2026-01-02, size: 40 H100e, term: 9 years } ] }
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-02, size: 60 H100e, term: 8 years } ]
      sites:
        pod:
          power: 1 MW
          stages:
            accelerators: { for: build }
            build: { after: [accelerators], takes: 6 months }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """, end: "2036-01-01"
    ).run()
    #expect(result.metric("displaced", segment: "firm") == 1)
    #expect(result.metric("preempted", segment: "spare") == 1)
    #expect(result.metric("terminated") == 2)
    // At the instant at which they were interrupted.
    #expect(result.metric("preempted_h100e_h") == 0)
    #expect(result.metric("displaced_h100e_h") == 0)
    #expect(result.metric("still_interrupted") == 0)
    for segment in ["firm", "spare"] {
      let left = result.metric("terminated_h100e_h", segment: segment)
      let sold = result.metric("served_h100e_h", segment: segment)
      let demanded = result.metric("demanded_h100e_h", segment: segment)
      #expect(left > 0)
      #expect(abs(sold + left - demanded) < 1e-9 * demanded)
    }
  }

  /// The accelerators are in place from the start, for 8766 h.
  @Test func `what a contract has waited to go on counts, though it never does`() throws {
    let result = try TinyWorld(
      """
      \(TinyWorld.retiredAfterAYear)
      demand:
        price: free
        segments:
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-01, size: 60 H100e, term: 700 d } ]
          firm: { requests: [ { date: 2026-01-02, size: 100 H100e, term: 700 d } ] }
      sites:
        pod: \(TinyWorld.installedAtOnce)
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """
    ).run()
    #expect(result.metric("terminated") == 2)
    #expect(result.metric("preempted_h100e_h") == 60 * (8766 - 24))
    #expect(result.metric("displaced_h100e_h") == 0)
  }
}
