import GridQueues
import Accounts
import Quantities

/// Electricity: what the sites draw, and what that costs month by month.
struct PowerSide: ~Copyable {
  private let scenarioCalendar: ReportingCalendar
  private var calendar: ReportingCalendar
  /// From when energy tax is counted: the bands of a year in which the simulated time ends are those of its part
  /// before, and of its part behind it.
  private var taxedFrom = SimTime.start
  let kinds: [SiteKindSpec]
  /// What an idle unit draws as a share of full power.
  let idleShare: Double

  let plan: StrategyPlan
  private(set) var sites: Table<Site, SitePower>
  /// Since the start: energy, what it cost without tariff and tax, and t CO₂.
  private(set) var energy = Energy.zero
  private(set) var energyCost = Money.zero
  private(set) var emissions = 0.0

  init(_ scenario: Scenario, _ plan: StrategyPlan) {
    self.init(plan, scenario.kinds, scenario.fleet.idlePower, scenario.calendar)
  }

  /// Nothing is drawn yet.
  private init(
    _ plan: StrategyPlan, _ kinds: [SiteKindSpec], _ idleShare: Double,
    _ calendar: ReportingCalendar
  ) {
    self.calendar = calendar
    scenarioCalendar = calendar
    self.kinds = kinds
    self.plan = plan
    self.idleShare = idleShare
    sites = Table(
      zip(plan.sites, plan.standing).map { site, standing in
        SitePower(kinds[site.kind], isShared: !standing.isEmpty, idleShare: idleShare)
      })
  }

  /// Starts a strategy, before its clock runs: everything is as in a new value.
  mutating func begin(_ plan: StrategyPlan) {
    self = PowerSide(plan, kinds, idleShare, scenarioCalendar)
  }

  /// Goes on behind the simulated time.
  mutating func goOn(in calendar: ReportingCalendar, from time: SimTime) {
    self.calendar = calendar
    taxedFrom = time
    for site in sites.indices { sites[site].beginTaxYear() }
  }

  /// Changes what is in place at a site.
  mutating func install(_ capacity: SiteCapacity, at site: ID<Site>, _ course: borrowing Course) {
    sites[site].install(capacity.installed, drawing: capacity.power)
    meter(site, course)
  }

  /// Customers use more or less of a site.
  mutating func changeUse(
    at site: ID<Site>, by change: Compute, holders: Int, _ course: borrowing Course
  ) {
    sites[site].changeUse(by: change, holders: holders)
    meter(site, course)
  }

  /// All that stand on one connection are on one meter.
  private mutating func meter(_ site: ID<Site>, _ course: borrowing Course) {
    let connected = plan.bases[site] ?? site
    var draw = sites[connected].draw
    if sites[connected].isShared {
      for other in plan.standing[connected] { draw += sites[other].draw }
    }
    sites[connected].meter(draw, at: course.now, in: course.future.energy)
  }

  /// Bills a site for a month, or for the part of it until it was given up.
  mutating func bill(
    _ site: ID<Site>, energised: SimTime, at node: GridNodeID?, until end: SimTime,
    of month: BilledMonth, _ course: inout Course, _ accounts: inout AccountsSide
  ) {
    guard energised < end else { return }
    let reading = sites[site].read(at: end, in: course.future.energy)
    let bill = course.future.energy.bill(reading, monthOpening: month.opening)
    accounts.book(bill.spot, .energySpot, in: month)
    accounts.book(bill.agreed, .energyAgreed, in: month)
    energy += reading.energy
    energyCost += bill.spot + bill.agreed
    emissions += reading.emissions
    course.record.count(.energy, reading.energy.value)
    course.record.count(.emissions, reading.emissions)
    let tax = sites[site].tax(
      on: reading.energy, inYear: month.year, energised: max(energised, taxedFrom),
      under: course.future.energy.tax,
      escalation: month.prices[.energyTax], calendar)
    accounts.book(tax, .energyTax, in: month)

    guard let node else { return }
    let grid = course.future.nodes[node.index].tariff.bill(
      contracted: sites[site].connection, reading,
      monthShare: (end - max(month.opening, energised)) / month.length,
      escalation: month.prices[.grid])
    accounts.book(grid.fixed, .gridFixed, in: month)
    accounts.book(grid.contracted, .gridContracted, in: month)
    accounts.book(grid.peak, .gridPeak, in: month)
    accounts.book(grid.energy, .gridEnergy, in: month)
  }
}
