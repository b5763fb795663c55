import Accounts
import EventKernel
import GridQueues
import Quantities

/// Money: every payment, what has been bought, and what of the budget is committed.
struct AccountsSide: ~Copyable {
  /// The simulated time, and with what runs on behind it.
  let calendar, runOffCalendar: ReportingCalendar
  let segmentCount: Int
  private let resale: ResaleRule
  private(set) var ledger: Ledger
  private(set) var assets: AssetRegister
  private(set) var sites: Table<Site, SiteBooks>
  /// Money committed to phases and refreshes and not given back, and what may be.
  private(set) var committed = Money.zero
  private let budget: Money
  /// Time for which sites have waited for money.
  private(set) var waitForMoney = Hours.zero
  /// H100e-h sold by month, for the levelised cost.
  var soldByMonth: [Double] = []
  private(set) var valuation: Valuation
  /// Working memory of the closing: one number a period.
  private var periods: [Double] = []
  /// The books as they are before they are closed at the horizon, where something runs on behind it.
  private var open: OpenBooks?

  /// What closing the books at the horizon changes.
  private struct OpenBooks {
    let ledger: Ledger
    let assets: AssetRegister
    let sites: Table<Site, SiteBooks>
  }

  init(_ scenario: Scenario) {
    calendar = scenario.calendar
    runOffCalendar = scenario.runOffCalendar
    segmentCount = scenario.demand.segments.count
    resale = scenario.fleet.resale
    ledger = Ledger(calendar, segments: segmentCount)
    assets = AssetRegister()
    sites = Table()
    budget = .zero
    valuation = Valuation(discount: 0, months: calendar.monthCount)
  }

  /// Empty books in the memory of others: what is not named here is as declared.
  private init(_ plan: StrategyPlan, budget: Money, inMemoryOf former: consuming AccountsSide) {
    calendar = former.calendar
    runOffCalendar = former.runOffCalendar
    segmentCount = former.segmentCount
    resale = former.resale
    if former.ledger.calendar == calendar {
      former.ledger.reset()
      ledger = former.ledger
    } else {
      ledger = Ledger(calendar, segments: former.segmentCount)
    }
    former.assets.reset()
    assets = former.assets
    sites = Table(repeating: SiteBooks(), count: plan.sites.count)
    self.budget = budget
    // The rate of the replication is set when it is closed.
    valuation = former.valuation
  }

  /// Starts a strategy, before its clock runs.
  mutating func begin(_ plan: StrategyPlan, budget: Money) {
    self = AccountsSide(plan, budget: budget, inMemoryOf: self)
  }

  // MARK: The budget

  /// Whether so much more fits the budget.
  func canCommit(_ money: Money) -> Bool { committed + money <= budget }

  mutating func commit(_ money: Money, _ course: inout Course) {
    committed += money
    course.record.set(.committedMoney, to: committed.value, at: course.now)
  }

  /// Something of a site waits for money from now on, if nothing does already.
  mutating func awaitMoney(for site: ID<Site>, at now: SimTime) {
    sites[site].awaitsMoneySince = min(sites[site].awaitsMoneySince, now)
  }

  /// Nothing of a site waits for money any more.
  mutating func endWait(of site: ID<Site>, at now: SimTime) {
    guard sites[site].awaitsMoneySince < now else {
      sites[site].awaitsMoneySince = .never
      return
    }
    waitForMoney += now - sites[site].awaitsMoneySince
    sites[site].awaitsMoneySince = .never
  }

  /// Time for which sites have waited for money until an instant, of all of them together.
  func timeWaitedForMoney(until now: SimTime) -> Hours {
    sites.reduce(waitForMoney) { $0 + max(.zero, now - min(now, $1.awaitsMoneySince)) }
  }

  // MARK: Sites

  /// A site is begun: so much of the budget is meant for it.
  mutating func open(
    _ site: ID<Site>, committed: Money, accelerators: Money, _ future: borrowing Future
  ) {
    sites[site].committed = committed
    sites[site].planned = accelerators
    sites[site].facility = assets.add(
      .facility, cost: .zero, bookLife: future.money.facilityLife)
  }

  /// So much more of the budget is meant for a site, as a gate opens.
  mutating func commit(
    _ money: Money, accelerators: Money, to site: ID<Site>, _ course: inout Course
  ) {
    sites[site].committed += money
    sites[site].planned += accelerators
    commit(money, &course)
  }

  /// A site stands from the start; what it cost is an opening flow.
  mutating func open(_ site: ID<Site>, standingFor cost: Money, _ course: inout Course) {
    sites[site].facility = assets.add(
      .facility, cost: cost, bookLife: course.future.money.facilityLife)
    ledger.book(cost, on: .cost(.construction), period: 0)
    sites[site].constructionCost = cost
    sites[site].committed = cost
    sites[site].paid = cost
    commit(cost, &course)
  }

  /// Books construction cost over a time, each month's part in the money of that month.
  mutating func pay(
    _ cost: Money, for site: ID<Site>, from begin: SimTime, until end: SimTime,
    _ future: borrowing Future
  ) {
    guard cost != .zero else { return }
    let nominal = ledger.spread(
      cost, on: .cost(.construction), from: begin, to: end,
      escalation: future.money.escalation[.construction])
    sites[site].constructionCost += cost
    sites[site].paid += nominal
    if let facility = sites[site].facility { assets.increaseCost(of: facility, by: nominal) }
  }

  /// Books the fee of a connection that has power now.
  mutating func payConnection(
    of power: Power, at node: GridNodeID, for site: ID<Site>, _ course: borrowing Course
  ) {
    let fee =
      course.future.nodes[node.index].connectionFee(power)
      * course.future.money.escalation.factor(.grid, at: course.now)
    ledger.book(fee, on: .cost(.connection), at: course.now)
    sites[site].paid += fee
    sites[site].connection = assets.add(
      .connection, cost: fee, bookLife: course.future.money.connectionLife)
  }

  /// A site is live: what it consists of is written off from now on.
  ///
  /// Land and a connection for others are written off from the first site on them that computes, and land
  /// not before it is finished.
  mutating func putInService(
    _ site: ID<Site>, connectedBy base: ID<Site>, computes: Bool, at time: SimTime
  ) {
    sites[site].isFinished = true
    if computes {
      sites[base].isInUse = true
      if let connection = sites[base].connection {
        assets.putInService(connection, at: min(time, assets.assets[connection].inService))
      }
    }
    for site in base == site ? [site] : [site, base]
    where sites[site].isFinished && (computes || sites[site].isInUse) {
      guard let facility = sites[site].facility else { continue }
      assets.putInService(facility, at: min(time, assets.assets[facility].inService))
    }
  }

  /// A site is given up: all it consists of is written off, and what was not paid is free again.
  ///
  /// Its accelerators are sold, those that are still on their way when they come.
  mutating func giveUp(_ site: ID<Site>, _ course: inout Course) {
    giveUpConnection(of: site, at: course.now)
    if let facility = sites[site].facility { assets.retire(facility, at: course.now) }
    for case let purchase? in [sites[site].accelerators, sites[site].replacement]
    where !purchase.isResold || assets.assets[purchase.asset].delivered <= course.now {
      dispose(of: purchase, at: course.now, course.future)
    }
    commit(-max(.zero, sites[site].committed - sites[site].paid), &course)
  }

  /// A site closes, since nothing computes there any more and nothing new begins: what it is worth on the
  /// books comes in, untaxed.
  mutating func close(_ site: ID<Site>, at time: SimTime) {
    for case let asset? in [sites[site].facility, sites[site].connection] {
      ledger.book(-assets.realise(asset, at: time), on: .cost(.closing), at: time)
    }
  }

  /// Nothing new begins from this month boundary on.
  mutating func windDown(at boundary: SimTime) { ledger.close(at: boundary) }

  /// A connection that is handed back is written off.
  mutating func giveUpConnection(of site: ID<Site>, at time: SimTime) {
    if let connection = sites[site].connection { assets.retire(connection, at: time) }
  }
}

// MARK: Accelerators

extension AccountsSide {
  /// Pays for the first accelerators of a site.
  ///
  /// What they really cost takes the place of what was planned for them.
  mutating func pay(_ order: AcceleratorOrder, for site: ID<Site>, _ course: inout Course) {
    let purchase = buy(order, at: course.now)
    sites[site].accelerators = purchase
    sites[site].firstAccelerators = purchase.asset
    sites[site].paid += order.cost
    let difference = order.cost - sites[site].planned
    sites[site].committed += difference
    commit(difference, &course)
  }

  /// Pays for accelerators that replace others; whether the budget covers them was seen before.
  mutating func payReplacement(
    _ order: AcceleratorOrder, for site: ID<Site>, at time: SimTime
  ) {
    let purchase = buy(order, at: time)
    sites[site].replacement = purchase
  }

  private mutating func buy(
    _ order: AcceleratorOrder, at time: SimTime
  ) -> SiteBooks.Purchase {
    ledger.book(order.cost, on: .cost(.accelerators), at: time)
    let asset = assets.add(
      .accelerators(curve: order.residualCurve?.index ?? -1), cost: order.cost,
      bookLife: order.bookLife)
    return SiteBooks.Purchase(
      asset: asset, cost: order.cost, isResold: resale == .curve && order.residualCurve != nil)
  }

  /// The age of accelerators counts from now.
  mutating func deliver(at site: ID<Site>, isReplacement: Bool, at time: SimTime) {
    let purchase = isReplacement ? sites[site].replacement : sites[site].accelerators
    if let purchase { assets.deliver(purchase.asset, at: time) }
  }

  /// Accelerators come to a site that was given up.
  mutating func sellOnArrival(
    at site: ID<Site>, isReplacement: Bool, _ time: SimTime, _ future: borrowing Future
  ) {
    let ordered = isReplacement ? sites[site].replacement : sites[site].accelerators
    guard let purchase = ordered, purchase.isResold else { return }
    assets.deliver(purchase.asset, at: time)
    dispose(of: purchase, at: time, future)
  }

  /// Accelerators are no longer used: they are written off, and what they are sold for is booked.
  private mutating func dispose(
    of purchase: SiteBooks.Purchase, at time: SimTime, _ future: borrowing Future
  ) {
    assets.retire(purchase.asset, at: time)
    guard purchase.isResold,
      let proceeds = assets.resaleValue(
        of: purchase.asset, at: time, curves: future.residualCurves)
    else { return }
    ledger.book(-proceeds, on: .cost(.resale), at: time)
  }

  /// Accelerators are at the end of their life; what was ordered to replace them takes their place.
  mutating func retireAccelerators(
    of site: ID<Site>, at time: SimTime, _ future: borrowing Future
  ) {
    if let old = sites[site].accelerators { dispose(of: old, at: time, future) }
    sites[site].accelerators = sites[site].replacement
    sites[site].replacement = nil
  }

  /// The accelerators of a site are used from now on.
  mutating func putAcceleratorsInService(at site: ID<Site>, at time: SimTime) {
    if let purchase = sites[site].accelerators { assets.putInService(purchase.asset, at: time) }
  }

  /// Whether accelerators are in place, which decides their upkeep.
  mutating func setInPlace(_ isInPlace: Bool, at site: ID<Site>, at time: SimTime) {
    let cost = isInPlace ? sites[site].accelerators?.cost ?? .zero : .zero
    sites[site].inPlace.set(cost.value, at: time)
  }
}

// MARK: Months

extension AccountsSide {
  /// Books a bill of a month.
  mutating func book(_ amount: Money, _ line: CashLine.Cost, in month: BilledMonth) {
    ledger.book(amount, on: .cost(line), period: month.period)
  }

  /// Books what the contracts of a segment have earned in a month.
  mutating func book(_ earnings: Money, of segment: ID<SegmentSpec>, in month: BilledMonth) {
    ledger.book(earnings, on: .revenue(segment: segment.index), period: month.period)
  }

  /// Bills what it costs to run a live site for a month, or until it was given up.
  mutating func billUpkeep(
    of site: ID<Site>, _ kind: ID<SiteKindSpec>, live: SimTime, until end: SimTime,
    of month: BilledMonth, _ future: borrowing Future
  ) {
    guard live < end else { return }
    let share = (end - max(month.opening, live)) / month.length
    let hours = Hours.months(1).value * share
    let construction = sites[site].constructionCost
    for place in future.runningCosts.places(of: kind) {
      let cost = future.runningCosts[place]
      let price = month.prices[cost.item]
      book(Money(cost.perHour * hours * price), cost.line, in: month)
      book(construction * (cost.shareOfCapex * share / 12 * price), cost.line, in: month)
    }
    // By the days on which they are in place: they may be swapped or retired within the month.
    let accelerators = Money(sites[site].inPlace.integral(until: end) / month.length.value)
    sites[site].inPlace.reset(at: end)
    book(accelerators * (future.acceleratorMaintenance / 12), .maintenance, in: month)
  }

  /// Books the tax on profit and values the cash flow, with what is left at the end.
  mutating func close(_ future: borrowing Future) -> (value: ValuationResult, left: HorizonValue) {
    periods.removeAll(keepingCapacity: true)
    for _ in 0..<ledger.periods { periods.append(0) }
    assets.addDepreciation(to: &periods, of: ledger)
    future.money.tax.book(in: &ledger, depreciation: &periods)
    valuation.setDiscount(future.money.discount, months: ledger.calendar.monthCount)
    let left = assets.horizonValue(at: ledger.calendar.horizon, curves: future.residualCurves)
    let value = valuation.value(ledger, horizonValue: left, sold: soldByMonth, flows: &periods)
    return (value, left)
  }

  /// The net present value with what is left at the end, at another rate, of books that are closed.
  func worth(at rate: Double, left: HorizonValue) -> (cut: Double, whole: Double) {
    let valuation = Valuation(discount: rate, months: ledger.calendar.monthCount)
    var flows: [Double] = []
    ledger.sum(of: [.revenue, .opex, .capex, .tax], into: &flows)
    let cut = valuation.presentValue(flows)
    return (cut, cut + valuation.presentValue(atHorizon: left.total))
  }
}

// MARK: What runs on

extension AccountsSide {
  /// Keeps the books as they are, to go on with them behind the horizon.
  mutating func keepOpen() {
    open = OpenBooks(ledger: ledger, assets: assets, sites: sites)
  }

  /// Goes on with the books as they were before they were closed.
  mutating func reopen() {
    guard let books = open else { return }
    ledger = books.ledger.extended(to: runOffCalendar)
    assets = books.assets
    sites = books.sites
  }

  /// Whether nothing that was bought is in use or on its way any more.
  var isWoundDown: Bool { assets.isEmpty }

  /// So many more months bring nothing.
  mutating func addIdleMonths() {
    while soldByMonth.count < ledger.calendar.monthCount { soldByMonth.append(0) }
  }
}
