import EventKernel
import Quantities

/// Customers: who waits, who has which capacity under contract, and what became of all requests.
struct DemandSide: ~Copyable {
  let segments: [SegmentSpec]
  /// From when requests are counted in the tallies.
  let warmUp: SimTime

  /// The capacity of each site, by the number of its ID, and the line of those who wait for it.
  var pool: Pool
  var book: ContractBook
  var placement: Placement
  var smallestWaiting = SmallestWaiting()
  /// What decides whether a request is too large.
  var prospects = Prospects()
  /// Next in the schedule of requests.
  var nextRequest = 0
  /// Whether the line is gone along once all else of this instant has happened.
  var isMatchingDue = false
  var tallies: Table<SegmentSpec, SegmentTally>
  /// What has been done to others and is not passed on yet, in order.
  var effects: [DemandEffect] = []

  init(_ scenario: Scenario) {
    segments = scenario.demand.segments
    warmUp = scenario.warmUp
    pool = Pool()
    book = ContractBook()
    placement = Placement(sovereignty: Table())
    tallies = Table(repeating: SegmentTally(), count: segments.count)
  }

  /// Before the first request, in the memory of another run: what is not named here is as declared.
  private init(_ plan: StrategyPlan, inMemoryOf former: consuming DemandSide) {
    segments = former.segments
    warmUp = former.warmUp
    former.pool.reset()
    for _ in plan.sites { former.pool.stores.add(capacity: 0) }
    pool = former.pool
    former.book.reset()
    book = former.book
    placement = plan.placement
    tallies = Table(repeating: SegmentTally(), count: segments.count)
  }

  /// Starts a strategy, before its clock runs.
  mutating func begin(_ plan: StrategyPlan) { self = DemandSide(plan, inMemoryOf: self) }

  /// Lets something happen; ``effects`` then holds what it does to others.
  mutating func handle(_ event: DemandEvent, _ course: inout Course) {
    switch event {
    case .requestArrived: admitNextRequest(&course)
    case .matchingDue: matchWaiting(&course)
    case .contractEnded(let contract): end(contract, &course)
    case .reneged(let contract): renege(contract, &course)
    }
  }

  /// Forgets the effects that have been passed on.
  mutating func clearEffects() { effects.removeAll(keepingCapacity: true) }
}

extension DemandSide {
  /// Plans the arrival of the next request; the first one at the start, each other one by the one before.
  mutating func scheduleNextArrival(_ course: inout Course) {
    guard nextRequest < course.future.requests.requests.count else { return }
    course.run.schedule(
      .demand(.requestArrived), at: course.future.requests.requests[nextRequest].arrival)
  }

  /// Changes what can be sold at a site, and lets go of the contracts that no longer fit.
  mutating func setCapacity(of site: ID<Site>, to sellable: Compute, _ course: inout Course) {
    pool.stores.setCapacity(of: site.number, to: sellable.value)
    displace(from: site, &course)
  }

  /// What the contracts of a segment have earned since they were asked last.
  mutating func earnings(of segment: ID<SegmentSpec>, until time: SimTime) -> Money {
    tallies[segment].earn(until: time)
    defer { tallies[segment].earned = 0 }
    return Money(tallies[segment].earned)
  }
}
