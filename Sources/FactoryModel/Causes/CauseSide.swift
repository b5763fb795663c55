import Quantities

/// What holds each site up, from when it was to begin until it is live or given up.
///
/// A cause holds until something happens at the site, or until one planned end overtakes another in between:
/// those instants are worked out when something happens, so that shares of time are exact.
struct CauseSide: ~Copyable {
  /// A cause and since when it holds, or will.
  struct Turn: BitwiseCopyable {
    let from: SimTime
    let cause: Int
  }

  let plan: StrategyPlan
  /// Hours by site and cause.
  private(set) var hours: Table<Site, [Double]>
  /// What held a site up last, for any time.
  private(set) var last: Table<Site, Int?>
  /// The turns to come of each site, in order; none while nothing holds it up.
  private var turns: Table<Site, [Turn]>
  /// When each stage of a site is planned to end, h, by the plan of the day on which it was begun.
  var plannedEnds: Table<Site, [Double]>

  /// Median durations of the stages of each phase that has begun, h; 0 for those that the model supplies.
  var medians: Table<PhaseSpec, [Double]>

  /// Nothing has been held up yet.
  init(_ plan: StrategyPlan) {
    self.plan = plan
    hours = Table(
      plan.sites.map { Array(repeating: 0, count: plan.causes[$0.phase].names.count) })
    last = Table(repeating: nil, count: plan.sites.count)
    turns = Table(repeating: [], count: plan.sites.count)
    plannedEnds = Table(repeating: [], count: plan.sites.count)
    medians = Table(repeating: [], count: plan.spec.phases.count)
  }

  /// Counts what has held a site up until an instant, and what will from then on.
  mutating func turn(_ site: ID<Site>, at now: SimTime, to next: [Turn]) {
    let former = turns[site]
    for (index, turn) in former.enumerated() {
      let end = min(now, index + 1 < former.count ? former[index + 1].from : .never)
      guard end > turn.from else { continue }
      hours[site][turn.cause] += (end - turn.from).value
      last[site] = turn.cause
    }
    // With nothing of any length so far, what holds it up now came last.
    if last[site] == nil { last[site] = former.first?.cause ?? next.first?.cause }
    turns[site] = next
  }

  /// A site comes to its end for a cause that held it up for no time.
  mutating func end(_ site: ID<Site>, for cause: Int) { last[site] = cause }

  /// The share of the time of a site for which something has held it up.
  func share(of cause: Int, at site: ID<Site>) -> Double {
    let total = hours[site].reduce(0, +)
    return total > 0 ? hours[site][cause] / total : last[site] == cause ? 1 : 0
  }

  /// Whether something holds a site up.
  func isHeld(_ site: ID<Site>) -> Bool { !turns[site].isEmpty }
}
