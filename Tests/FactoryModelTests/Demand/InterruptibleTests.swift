import Testing

@testable import FactoryModel

/// Who gives way to whom, and when.
@Suite struct InterruptibleTests {
  // The third of the steady ones waits for the whole hall. When the first ends, the quick one passes
  // it and takes what both spare ones had; what is left over is enough for the small one.
  @Test func `whoever was preempted by one who passes others goes on as soon as it fits`() throws {
    let tiny = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            requests:
              - { date: 2026-01-01, size: 4 H100e, term: 10 d }
              - { date: 2026-01-01, size: 1 H100e, term: 10 d }
          steady:
            requests:
              - { date: 2026-01-01, size: 2 H100e, term: 5 d }
              - { date: 2026-01-01, size: 3 H100e, term: 300 d }
              - { date: 2026-01-02, size: 10 H100e, term: 1 d }
          quick:
            backfill: true
            requests: [ { date: 2026-01-03, size: 6 H100e, term: 300 d } ]
      """)
    #expect(
      tiny.trace().filter { $0.contains("contract 2 of spare") } == [
        "0.0: contract 2 of spare for 1 H100e starts",
        "120.0: contract 2 of spare for 1 H100e is preempted",
        "120.0: contract 2 of spare for 1 H100e goes on",
        "240.0: contract 2 of spare for 1 H100e ends",
      ])
    // Only the other one was interrupted. It waits until the second steady one ends on 28 October.
    let result = tiny.run()
    #expect(result.metric("preempted") == 1)
    #expect(result.flow("preempted", month: 0) == 1)
    #expect(result.metric("preempted_h100e_h") == 4 * (300 - 5) * 24)
  }

  // As above, but the quick one leaves room for one of two: the third spare one has waited for long
  // when the second is preempted, and stands behind it all the same.
  @Test func `whoever was preempted by one who passes others goes on before those who waited`()
    throws
  {
    let trace = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            requests:
              - { date: 2026-01-01, size: 4 H100e, term: 10 d }
              - { date: 2026-01-01, size: 1 H100e, term: 10 d }
              - { date: 2026-01-02, size: 1 H100e, term: 10 d }
          steady:
            requests:
              - { date: 2026-01-01, size: 2 H100e, term: 5 d }
              - { date: 2026-01-01, size: 3 H100e, term: 300 d }
              - { date: 2026-01-03, size: 10 H100e, term: 1 d }
          quick:
            backfill: true
            requests: [ { date: 2026-01-04, size: 6 H100e, term: 300 d } ]
      """
    ).trace().filter { $0.contains("for 1 H100e") && $0.contains("contract") }
    #expect(
      trace == [
        "0.0: contract 2 of spare for 1 H100e starts",
        "120.0: contract 2 of spare for 1 H100e is preempted",
        "120.0: contract 2 of spare for 1 H100e goes on",
        "240.0: contract 2 of spare for 1 H100e ends",
        "240.0: contract 3 of spare for 1 H100e starts",
        "480.0: contract 3 of spare for 1 H100e ends",
      ])
  }

  @Test func `an interruptible contract gives way and resumes with what is left of its term`()
    throws
  {
    let tiny = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            usage: 50 %
            requests: [ { date: 2026-01-01, size: 10 H100e, term: 10 d } ]
          firm:
            requests: [ { date: 2026-01-04, size: 4 H100e, term: 5 d } ]
      """)
    // 3 days are used, 5 days waited, and 7 days used from the 9th on.
    #expect(
      tiny.trace().filter { $0.contains("contract 1 of spare") } == [
        "0.0: contract 1 of spare for 10 H100e starts",
        "72.0: contract 1 of spare for 10 H100e is preempted",
        "192.0: contract 1 of spare for 10 H100e goes on",
        "360.0: contract 1 of spare for 10 H100e ends",
      ])
    let result = tiny.run()
    #expect(result.metric("wait_mean_h", segment: "firm") == 0)
    #expect(result.metric("preempted", segment: "spare") == 1)
    #expect(result.metric("served", segment: "spare") == 1)
    #expect(result.metric("displaced") == 0)
    #expect(result.metric("served_h100e_h", segment: "spare") == 10 * 240)
    // Paid for use alone, while it ran.
    #expect(result.cash("revenue", segment: "spare", period: 1) == 10 * 240 * 2 * 0.5)
    #expect(result.metric("queue_mean_h100e") == 10 * 120.0 / (2 * 8760))
    #expect(result.metric("preempted_h100e_h", segment: "spare") == 10 * 120)
    #expect(result.metric("displaced_h100e_h") == 0)
  }

  @Test func `idle capacity is used first, and only then is somebody preempted`() throws {
    let result = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-01, size: 6 H100e, term: 10 d } ]
          firm:
            contract: onDemand
            requests:
              - { date: 2026-01-02, size: 4 H100e, term: 10 d }
              - { date: 2026-01-03, size: 1 H100e, term: 1 d }
      """
    ).run()
    #expect(result.metric("preempted") == 1)
    #expect(result.metric("wait_mean_h", segment: "firm") == 0)
    // The whole contract went for one day, though 1 H100e was needed.
    #expect(result.metric("queue_mean_h100e") == 6 * 24.0 / (2 * 8760))
  }

  @Test func `who started last goes first, of the worst priority, and no more than needed`() throws
  {
    let trace = try TinyWorld.hall(
      """
          early:
            contract: interruptible
            requests: [ { date: 2026-01-01, size: 2 H100e, term: 20 d, count: 1 } ]
          late:
            contract: interruptible
            requests: [ { date: 2026-01-02, size: 3 H100e, term: 20 d } ]
          least:
            contract: interruptible
            priority: 2
            requests: [ { date: 2026-01-01, size: 5 H100e, term: 20 d } ]
          firm:
            requests:
              - { date: 2026-01-03, size: 4 H100e, term: 20 d }
              - { date: 2026-01-04, size: 2 H100e, term: 20 d }
              - { date: 2026-01-05, size: 3 H100e, term: 20 d }
      """
    ).trace().filter { $0.contains("preempted") }
    #expect(
      trace == [
        "48.0: contract 1 of least for 5 H100e is preempted",
        "72.0: contract 1 of late for 3 H100e is preempted",
        "96.0: contract 1 of early for 2 H100e is preempted",
      ])
  }

  @Test func `interruptible ones use what a blocked request leaves idle and do not delay it`()
    throws
  {
    let result = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            priority: 0
            requests: [ { date: 2026-01-03, size: 2 H100e, term: 30 d } ]
          firm:
            requests:
              - { date: 2026-01-01, size: 8 H100e, term: 10 d }
              - { date: 2026-01-02, size: 10 H100e, term: 10 d }
      """
    ).run()
    #expect(result.metric("wait_mean_h", segment: "spare") == 0)
    #expect(result.metric("preempted", segment: "spare") == 1)
    #expect(result.metric("wait_mean_h", segment: "firm") == 9 * 24 / 2)
  }

  @Test func `a preempted one goes on before others of its rank, however long they wait`() throws {
    let trace = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            requests:
              - { date: 2026-01-01, size: 10 H100e, term: 10 d }
              - { date: 2026-01-02, size: 10 H100e, term: 10 d }
          firm:
            requests: [ { date: 2026-01-03, size: 10 H100e, term: 1 d } ]
      """
    ).trace().filter { $0.contains("spare") && ($0.contains("starts") || $0.contains("goes")) }
    #expect(
      trace == [
        "0.0: contract 1 of spare for 10 H100e starts",
        "72.0: contract 1 of spare for 10 H100e goes on",
        "264.0: contract 2 of spare for 10 H100e starts",
      ])
  }

  @Test func `a contiguous request preempts at one site, the one with the least that will do`()
    throws
  {
    let trace = try TinyWorld.hall(
      """
          spare:
            contract: interruptible
            contiguous: true
            requests:
              - { date: 2026-01-01, size: 10 H100e, term: 20 d }
              - { date: 2026-01-02, size: 5 H100e, term: 20 d }
          firm:
            contiguous: true
            requests:
              - { date: 2026-01-03, size: 5 H100e, term: 20 d }
              - { date: 2026-01-04, size: 9 H100e, term: 20 d }
      """, sites: "  shed: { capacity: 6 H100e, live: start }", phases: ", second: { site: shed }"
    ).trace().filter { $0.contains("preempted") }
    // The hall has nothing idle and the shed 1 H100e, but to give the hall has 10 and the shed 6.
    #expect(
      trace == [
        "48.0: contract 2 of spare for 5 H100e is preempted",
        "72.0: contract 1 of spare for 10 H100e is preempted",
      ])
  }

  @Test func `nobody is preempted for a request that would not fit even then`() throws {
    let result = try TinyWorld.hall(
      """
          firm:
            requests:
              - { date: 2026-01-01, size: 5 H100e, term: 10 d }
              - { date: 2026-01-03, size: 6 H100e, term: 10 d }
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-02, size: 5 H100e, term: 8 d } ]
      """
    ).run()
    #expect(result.metric("preempted") == 0)
    #expect(result.metric("wait_mean_h", segment: "firm") == 8 * 24 / 2)
  }

  /// A billionth of a site of 10 H100e is rounding, 1.5 billionths are not.
  @Test(arguments: [false, true])
  func `nobody is preempted for a request that would then be too large by a hair`(contiguous: Bool)
    throws
  {
    let trace = try TinyWorld.hall(
      """
          firm:
            contiguous: \(contiguous)
            requests:
              - { date: 2026-01-01, size: 4 H100e, term: 10 d }
              - { date: 2026-01-03, size: 6.000000015 H100e, term: 10 d }
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-02, size: 6 H100e, term: 5 d } ]
      """
    ).trace().filter { $0.contains("preempted") || $0.contains("contract 2 of firm for 6") }
    #expect(
      trace == [
        "240.0: contract 2 of firm for 6 H100e starts",
        "480.0: contract 2 of firm for 6 H100e ends",
      ])
  }

  @Test func `nobody is preempted at a site that the request may not use`() throws {
    let trace = try TinyWorld.hall(
      """
          national:
            contract: interruptible
            sovereign: 2
            requests: [ { date: 2026-01-01, size: 4 H100e, term: 10 d } ]
          spare:
            contract: interruptible
            requests: [ { date: 2026-01-02, size: 10 H100e, term: 10 d } ]
          state:
            sovereign: 2
            requests: [ { date: 2026-01-03, size: 4 H100e, term: 1 d } ]
      """, sites: "  vault: { capacity: 4 H100e, live: start, sovereign: 3 }",
      phases: ", second: { site: vault }"
    ).trace().filter { $0.contains("preempted") || $0.contains("state for 4 H100e starts") }
    // The spare one started last, but in the hall; what the state needs is in the vault.
    #expect(
      trace == [
        "48.0: contract 1 of national for 4 H100e is preempted",
        "48.0: contract 1 of state for 4 H100e starts",
      ])
  }

  // On 4 January 1 H100e is free, which the smallest has given up waiting for. On the 6th 2 are free:
  // enough for the small one, whatever the large one behind it asks for.
  @Test func `the smallest of those who wait is served as soon as it fits`() throws {
    let trace = try TinyWorld.hall(
      """
          firm:
            requests:
              - { date: 2026-01-01, size: 1 H100e, term: 3 d }
              - { date: 2026-01-01, size: 1 H100e, term: 5 d }
              - { date: 2026-01-01, size: 8 H100e, term: 300 d }
          spare:
            contract: interruptible
            requests:
              - { date: 2026-01-02, size: 1 H100e, term: 1 d, patience: 1 d }
              - { date: 2026-01-02, size: 2 H100e, term: 1 d }
              - { date: 2026-01-02, size: 5 H100e, term: 1 d }
      """
    ).trace().filter { $0.contains("spare") && ($0.contains("starts") || $0.contains("lost")) }
    #expect(
      trace == [
        "48.0: request 1 of spare for 1 H100e is lost: waited too long",
        "120.0: contract 2 of spare for 2 H100e starts",
        "7200.0: contract 3 of spare for 5 H100e starts",
      ])
  }

  /// Sites of four H100e, so that parts of contracts lie at several.
  @Test
  func `what others are served does not depend on interruptible demand where all is divisible`()
    throws
  {
    func world(_ spare: String) throws -> TinyResult {
      try TinyWorld(
        """
        demand:
          price: free
          segments:
            firm:
              arrivals: 900 /year
              size: { uniform: { low: 1 H100e, high: 6 H100e } }
              term: { exponential: { mean: 1 d } }
              patience: { exponential: { mean: 1 d } }
        \(spare)
        sites:
          hall: { capacity: 4 H100e, live: start }
        strategies:
          only: { phases: { first: { site: hall, sites: 3 } } }
        """
      ).run()
    }
    let alone = try world("")
    let both = try world(
      """
          spare:
            contract: interruptible
            arrivals: 900 /year
            size: { uniform: { low: 1 H100e, high: 6 H100e } }
            term: { exponential: { mean: 1 d } }
      """)
    #expect(both.metric("preempted", segment: "spare") > 100)
    for metric in ["served", "lost_reneged", "wait_mean_h", "wait_p95_h", "still_waiting"] {
      #expect(both.metric(metric, segment: "firm") == alone.metric(metric, segment: "firm"))
    }
    let sold = alone.metric("served_h100e_h", segment: "firm")
    #expect(abs(both.metric("served_h100e_h", segment: "firm") / sold - 1) < 1e-12)
  }
}
