import Quantities
import Testing

@testable import FactoryModel

/// One site of 10 H100e; requests with their dates; every wait can be worked out by hand.
private func world(_ segments: String, sites: String = "", phases: String = "") throws -> TinyResult
{
  try TinyWorld.hall(segments, sites: sites, phases: phases).run()
}

@Suite struct WaitingLineTests {
  @Test func `a request is served at once if it fits and waits for room if not`() throws {
    let result = try world(
      """
          a:
            requests:
              - { date: 2026-01-02, size: 10 H100e, term: 10 d }
              - { date: 2026-01-05, size: 10 H100e, term: 5 d }
      """)
    // The second waits from day 4 to day 11: 7 days; mean over both 3.5 days.
    #expect(result.metric("wait_mean_h") == 3.5 * 24)
    #expect(result.metric("wait_p95_h") == 0.95 * 7 * 24)
    #expect(result.metric("wait_share_fraction") == 0.5)
    #expect(result.metric("served_h100e_h") == 15 * 24 * 10)
  }

  @Test func `in strict order a small request does not slip past a large one`() throws {
    let result = try world(
      """
          large:
            requests:
              - { date: 2026-01-02, size: 6 H100e, term: 10 d }
              - { date: 2026-01-03, size: 8 H100e, term: 10 d }
          small:
            requests: [ { date: 2026-01-04, size: 1 H100e, term: 1 d } ]
      """)
    // The large second starts on 12 January; the small one, which came on the 4th, starts with it.
    #expect(result.metric("wait_mean_h", segment: "small") == 8 * 24)
  }

  @Test func `a request that may backfill passes the one that is blocked`() throws {
    let result = try world(
      """
          large:
            requests:
              - { date: 2026-01-02, size: 6 H100e, term: 10 d }
              - { date: 2026-01-03, size: 8 H100e, term: 10 d }
          small:
            backfill: true
            requests: [ { date: 2026-01-04, size: 1 H100e, term: 1 d } ]
      """)
    #expect(result.metric("wait_mean_h", segment: "small") == 0)
    // The first large one waits 0 days; the second from 3 to 12 January, when the first ends.
    #expect(result.metric("wait_mean_h", segment: "large") == 9 * 24 / 2)
  }

  @Test func `the better priority is served first, whoever came first`() throws {
    let result = try world(
      """
          urgent:
            priority: 1
            requests: [ { date: 2026-01-04, size: 10 H100e, term: 1 d } ]
          plain:
            priority: 2
            requests:
              - { date: 2026-01-02, size: 10 H100e, term: 10 d }
              - { date: 2026-01-03, size: 10 H100e, term: 1 d }
      """)
    #expect(result.metric("wait_mean_h", segment: "urgent") == 8 * 24)
    // Starts on day 12 after the urgent one; came on day 2.
    #expect(result.metric("wait_p95_h", segment: "plain") == 0.95 * 10 * 24)
  }

  @Test func `of two that arrive at one instant the better priority goes first`() throws {
    let result = try world(
      """
          plain:
            priority: 2
            requests: [ { date: 2026-01-02, size: 10 H100e, term: 1 d } ]
          urgent:
            priority: 1
            requests: [ { date: 2026-01-02, size: 10 H100e, term: 1 d } ]
      """)
    #expect(result.metric("wait_mean_h", segment: "urgent") == 0)
    #expect(result.metric("wait_mean_h", segment: "plain") == 24)
  }

  @Test func `of two equals that arrive at one instant the segment that is named first goes first`()
    throws
  {
    let request = "requests: [ { date: 2026-01-02, size: 10 H100e, term: 1 d } ]"
    for names in [["a", "b"], ["b", "a"]] {
      let result = try world(names.map { "    \($0): { \(request) }" }.joined(separator: "\n"))
      #expect(result.metric("wait_mean_h", segment: names[0]) == 0)
      #expect(result.metric("wait_mean_h", segment: names[1]) == 24)
    }
  }

  @Test func `a contract that ends makes room for a request of the same instant`() throws {
    let result = try world(
      """
          a:
            patience: 0 h
            requests:
              - { date: 2026-01-02, size: 10 H100e, term: 1 d }
              - { date: 2026-01-03, size: 10 H100e, term: 1 d }
      """)
    #expect(result.metric("served") == 2)
    #expect(result.metric("lost_reneged") == 0)
  }

  @Test func `whoever waits longer than its patience is lost`() throws {
    let result = try world(
      """
          a:
            requests:
              - { date: 2026-01-02, size: 10 H100e, term: 10 d }
              - { date: 2026-01-03, size: 10 H100e, term: 1 d, patience: 0 h }
              - { date: 2026-01-03, size: 5 H100e, term: 2 d, patience: 3 d }
              - { date: 2026-01-04, size: 5 H100e, term: 1 d, patience: 9 d }
      """)
    #expect(result.metric("lost_reneged") == 2)
    #expect(result.metric("served") == 2)
    #expect(result.metric("lost_h100e_h") == (10 * 1 + 5 * 2) * 24)
    #expect(result.metric("lost_wait_mean_h") == 1.5 * 24)
  }

  @Test func `one who is served at the instant at which its patience ends is served`() throws {
    let result = try world(
      """
          a:
            requests:
              - { date: 2026-01-02, size: 10 H100e, term: 2 d }
              - { date: 2026-01-03, size: 10 H100e, term: 1 d, patience: 1 d }
      """)
    #expect(result.metric("served") == 2)
  }

  // The first has 4 of 10; the second waits for 8 until the third, who does not wait, arrives. The
  // second's patience ends first, and the third fits then; whoever else arrives makes no difference.
  @Test(arguments: ["2026-01-04", "2026-01-05"])
  func `who has no patience is served when the one ahead gives up at that instant`(other: String)
    throws
  {
    let result = try world(
      """
          a:
            requests:
              - { date: 2026-01-01, size: 4 H100e, term: 30 d }
              - { date: 2026-01-02, size: 8 H100e, term: 1 d, patience: 2 d }
              - { date: 2026-01-04, size: 6 H100e, term: 1 d, patience: 0 h }
              - { date: \(other), size: 11 H100e, term: 1 d }
      """)
    #expect(result.metric("served") == 2)
    #expect(result.metric("lost_reneged") == 1)
    #expect(result.metric("lost_too_large") == 1)
  }

  @Test func `a pass along the line ends where nobody can fit`() {
    var smallest = SmallestWaiting()
    let nothing = Placement.Room()
    var room = Placement.Room(total: 3, largest: 3, totalByPreempting: 5, largestByPreempting: 5)
    #expect(!smallest.mayFit(in: room))
    smallest.change(Compute(4), isInterruptible: true, by: 1)
    #expect(!smallest.mayFit(in: room))
    smallest.change(Compute(5), isInterruptible: false, by: 1)
    #expect(smallest.mayFit(in: room))
    smallest.change(Compute(5), isInterruptible: false, by: -1)
    #expect(!smallest.mayFit(in: room))
    room.total = 4
    #expect(smallest.mayFit(in: room))
    smallest.correct(interruptible: 6)
    #expect(!smallest.mayFit(in: room))
    smallest.change(Compute(0), isInterruptible: true, by: 1)
    #expect(smallest.mayFit(in: nothing))
  }

  @Test func `a request larger than anything is lost at once and blocks nobody`() throws {
    let result = try world(
      """
          a:
            requests:
              - { date: 2026-01-02, size: 11 H100e, term: 2 d }
              - { date: 2026-01-02, size: 10 H100e, term: 1 d }
      """)
    #expect(result.metric("lost_too_large") == 1)
    #expect(result.metric("wait_mean_h") == 0)
  }

  // The pod's 100 H100e are retired after 8766 h. The third request fits nowhere any more, and the
  // fourth, which has all the time, takes its place in memory long before 600 days are over.
  @Test func `a request that is dropped as too large takes its patience with it`() throws {
    let trace = try TinyWorld(
      """
      demand:
        price: free
        segments:
          a:
            requests:
              - { date: 2026-01-01, size: 10 H100e, term: 700 d }
              - { date: 2026-01-01, size: 100 H100e, term: 700 d }
              - { date: 2026-01-01, size: 50 H100e, term: 1 d, patience: 600 d }
              - { date: 2027-02-01, size: 10 H100e, term: 1 d }
      \(TinyWorld.retiredAfterAYear)
      sites:
        hall: { capacity: 10 H100e, live: start }
        pod: \(TinyWorld.installedAtOnce)
      strategies: { only: { phases: { first: { site: hall }, second: { site: pod, start: 2026-01-01 } } } }
      """
    ).trace().filter { $0.contains("lost") || $0.contains("starts") }
    #expect(
      trace == [
        "0.0: contract 1 of a for 10 H100e starts",
        "0.0: contract 2 of a for 100 H100e starts",
        "8766.0: request 3 of a for 50 H100e is lost: too large",
        "16800.0: contract 4 of a for 10 H100e starts",
      ])
  }

  @Test func `a contiguous request takes the site with the least sufficient room`() throws {
    let result = try world(
      """
          whole:
            contiguous: true
            requests:
              - { date: 2026-01-02, size: 3 H100e, term: 10 d }
              - { date: 2026-01-03, size: 9 H100e, term: 10 d }
      """, sites: "  shed: { capacity: 4 H100e, live: start }", phases: ", second: { site: shed }")
    // The first goes to the shed, so that the hall has room for the second.
    #expect(result.metric("wait_mean_h") == 0)
  }

  @Test func `a contiguous request does not fit in two halves, another does`() throws {
    let result = try world(
      """
          whole:
            contiguous: true
            patience: 0 h
            requests: [ { date: 2026-01-02, size: 12 H100e, term: 1 d } ]
          split:
            patience: 0 h
            requests: [ { date: 2026-01-02, size: 12 H100e, term: 1 d } ]
      """, sites: "  shed: { capacity: 4 H100e, live: start }", phases: ", second: { site: shed }")
    #expect(result.metric("lost_too_large", segment: "whole") == 1)
    #expect(result.metric("served", segment: "split") == 1)
  }

  @Test func `the lowest sufficient sovereignty is used first`() throws {
    let result = try world(
      """
          plain:
            requests: [ { date: 2026-01-02, size: 4 H100e, term: 10 d } ]
          state:
            sovereign: 2
            patience: 0 h
            requests: [ { date: 2026-01-03, size: 4 H100e, term: 10 d } ]
      """, sites: "  vault: { capacity: 4 H100e, live: start, sovereign: 3 }",
      phases: ", second: { site: vault }")
    #expect(result.metric("served") == 2)
  }

  @Test func `take or pay pays every hour, on demand pays for use`() throws {
    let result = try TinyWorld(
      """
      demand:
        price: { constant: 2 EUR/H100e-h }
        segments:
          reserved: { usage: 50 %, requests: [ { date: 2026-01-01, size: 4 H100e, term: 10 d } ] }
          used:
            contract: onDemand
            usage: 50 %
            price: 1.5 x
            requests: [ { date: 2026-01-01, size: 4 H100e, term: 10 d } ]
      sites: { hall: { capacity: 10 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).run()
    #expect(result.cash("revenue", segment: "reserved", period: 1) == 4 * 240 * 2)
    #expect(result.cash("revenue", segment: "used", period: 1) == 4 * 240 * 2 * 1.5 * 0.5)
  }
}
