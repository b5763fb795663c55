import EventKernel
import Quantities

/// Customers: who waits, who has which capacity under contract, and what became of all requests.
struct DemandSide: ~Copyable {
  let segments: [SegmentSpec]
  /// From when requests are counted in the tallies.
  let warmUp: SimTime
  /// The end of the simulated time.
  private let horizon: SimTime
  /// Until when requests arrive: the end, or beyond it where what is live runs on.
  private var lastArrival: SimTime

  /// The capacity of each site, by the number of its ID, and the line of those who wait for it.
  var pool: Pool
  var book: ContractBook
  var placement: Placement
  private let kindOfSite: Table<Site, ID<SiteKindSpec>>
  var smallestWaiting = SmallestWaiting()
  /// How many contracts wait to go on.
  var waitingToGoOn = 0
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
    horizon = scenario.calendar.horizon
    lastArrival = horizon
    pool = Pool()
    book = ContractBook()
    placement = Placement(sovereignty: Table())
    kindOfSite = Table()
    tallies = Table(repeating: SegmentTally(), count: segments.count)
  }

  /// Before the first request, in the memory of another run: what is not named here is as declared.
  private init(_ plan: StrategyPlan, inMemoryOf former: consuming DemandSide) {
    segments = former.segments
    warmUp = former.warmUp
    horizon = former.horizon
    lastArrival = horizon
    former.pool.reset()
    for _ in plan.sites { former.pool.stores.add(capacity: 0) }
    pool = former.pool
    former.book.reset()
    book = former.book
    placement = plan.placement
    kindOfSite = Table(plan.sites.map(\.kind))
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
    case .rampStepped(let site, let steps): ramp(site, after: steps, &course)
    }
  }

  /// Forgets the effects that have been passed on.
  mutating func clearEffects() { effects.removeAll(keepingCapacity: true) }
}

extension DemandSide {
  /// Plans the arrival of the next request; the first one at the start, each other one by the one before.
  mutating func scheduleNextArrival(_ course: inout Course) {
    guard nextRequest < course.future.requests.requests.count else { return }
    let arrival = course.future.requests.requests[nextRequest].arrival
    guard arrival < lastArrival else { return }
    course.run.schedule(.demand(.requestArrived), at: arrival)
  }

  /// Requests go on to arrive behind the end.
  mutating func goOn(_ course: inout Course) {
    lastArrival = .never
    scheduleNextArrival(&course)
  }

  /// Opens to new customers what a ramp lets them have of a site, and plans the next step.
  mutating func ramp(_ site: ID<Site>, after steps: Int, _ course: inout Course) {
    guard let ramp = course.future.ramps[kindOfSite[site].index] else { return }
    placement.open(ramp.share(after: steps), of: site)
    if steps > 0 { scheduleMatching(&course) }
    guard placement.openShares[site] < 1 else { return }
    course.run.schedule(
      .demand(.rampStepped(site, after: steps + 1)), at: course.now + Ramp.step)
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
