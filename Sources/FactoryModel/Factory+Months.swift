import Quantities
import GridQueues
import Accounts
import Columns
import EventKernel

extension Factory {
  /// Bills the month that ends now, hands over its series, and plans the end of the next.
  mutating func closeMonth(in run: inout Run, into result: inout ReplicationResult) {
    let calendar = scenario.calendar
    let opening = calendar.monthStarts[month]
    let prices = MonthPrices(
      future.money.escalation, opening: opening, year: firstOfYear(month), in: calendar)
    for site in sites.indices {
      // A site that was given up is charged until then.
      let end = min(run.now, sites[site].milestones[.abandoned])
      if end > opening {
        bill(site, from: opening, until: end, length: run.now - opening, prices)
      }
    }
    for segment in tallies.indices {
      tallies[segment].earn(until: run.now)
      ledger.book(
        Money(tallies[segment].earned), on: .revenue(segment: segment), period: month + 1)
      tallies[segment].earned = 0
    }
    grid.closeMonth(month)
    if calendar.firstDay(ofMonth: month).month == 12 {
      yearEndLevels.append(
        (levels[series.place(.liveITPower)], levels[series.place(.liveCompute)]))
    }
    writeMonth(from: opening, until: run.now, into: &result)
    for index in flows.indices { flows[index] = 0 }
    month += 1
    guard month < calendar.monthCount else { return }
    // From the calendar, not by adding months, so that no rounding builds up.
    run.schedule(.monthClosed, at: min(calendar.monthStarts[month + 1], calendar.horizon))
    for phase in phases.indices where phases[phase].status == .forMoney {
      startIfAffordable(phase, &run)
    }
  }

  // MARK: Bills

  private mutating func bill(
    _ site: Int, from opening: SimTime, until end: SimTime, length: Hours, _ prices: MonthPrices
  ) {
    billEnergy(site, from: opening, until: end, length: length, prices)
    billUpkeep(site, from: opening, until: end, length: length, prices)
  }

  private mutating func billEnergy(
    _ site: Int, from opening: SimTime, until end: SimTime, length: Hours, _ prices: MonthPrices
  ) {
    let energised = sites[site].energised
    guard energised < end else { return }
    let reading = sites[site].meter.closeMonth(at: end, in: future.energy)
    let bill = future.energy.bill(reading, monthOpening: opening)
    book(bill.spot, .energySpot)
    book(bill.agreed, .energyAgreed)
    energyTotal += reading.energy
    energyCost += bill.spot + bill.agreed
    emissions += reading.emissions
    flows[series.place(EnergyFlow.energy)] += reading.energy.value
    flows[series.place(EnergyFlow.emissions)] += reading.emissions

    beginTaxYear(prices.year, of: site)
    let tax = sites[site].tax.charge(
      reading.energy, under: future.energy.tax, escalation: prices.energyTax)
    book(tax, .energyTax)

    guard let node = sites[site].node else { return }
    let grid = future.nodes[node.index].tariff.bill(
      contracted: scenario.kinds[sites[site].kind].connection, reading,
      monthShare: (end - max(opening, energised)) / length,
      escalation: prices.grid)
    book(grid.fixed, .gridFixed)
    book(grid.contracted, .gridContracted)
    book(grid.peak, .gridPeak)
    book(grid.energy, .gridEnergy)
  }

  /// The energy tax counts by calendar year, in bands as wide as the part of it with power.
  private mutating func beginTaxYear(_ year: Int, of site: Int) {
    guard sites[site].taxYear != year else { return }
    sites[site].taxYear = year
    sites[site].tax.beginYear(
      share: scenario.calendar.share(ofYear: year, from: sites[site].energised))
  }

  private func firstOfYear(_ month: Int) -> CalendarDate {
    let day = scenario.calendar.firstDay(ofMonth: month)
    return CalendarDate(year: day.year, month: 1, day: 1) ?? day
  }

  private mutating func billUpkeep(
    _ site: Int, from opening: SimTime, until end: SimTime, length: Hours, _ prices: MonthPrices
  ) {
    guard sites[site].live < end else { return }
    let share = (end - max(opening, sites[site].live)) / length
    let month = Hours.months(1).value * share
    let terms = future.kinds[sites[site].kind]
    book(Money(terms.staff * month * prices.staff), .staff)
    let maintenance = prices.maintenance
    book(Money(terms.maintenance * month * maintenance), .maintenance)
    book(
      sites[site].constructionCost * (terms.maintenanceShare * share / 12 * maintenance),
      .maintenance)
    let other = prices.siteCosts
    book(Money(terms.otherCosts * month * other), .siteCosts)
    book(sites[site].constructionCost * (terms.otherShare * share / 12 * other), .siteCosts)
    // By the days on which they are in place: they may be swapped or retired within the month.
    let accelerators = Money(sites[site].acceleratorCost.integral(until: end) / length.value)
    sites[site].acceleratorCost.reset(at: end)
    book(accelerators * (future.acceleratorMaintenance / 12), .maintenance)
  }

  private mutating func book(_ amount: Money, _ line: CashLine.Cost) {
    ledger.book(amount, on: .cost(line), period: month + 1)
  }

  // MARK: Series

  private mutating func writeMonth(
    from opening: SimTime, until end: SimTime, into result: inout ReplicationResult
  ) {
    let months = scenario.calendar.monthCount
    let length = end - opening
    let month = month
    let (sold, sellable) = (series.place(.soldCompute), series.place(.sellableCompute))
    var means = (sold: 0.0, sellable: 0.0)
    var ends = (sold: 0.0, sellable: 0.0)
    levels.closeMonth(at: end, length: length) { index, mean, end in
      result.stockMeans[index * months + month] = Float(mean)
      result.stockEnds[index * months + month] = Float(end)
      if index == sold { (means.sold, ends.sold) = (mean, end) }
      if index == sellable { (means.sellable, ends.sellable) = (mean, end) }
    }
    soldByMonth.append(means.sold * length.value)
    flows[series.place(DemandFlow.soldComputeTime)] = means.sold * length.value
    for segment in tallies.indices {
      flows[series.place(.soldComputeTime, segment)] =
        Double(result.stockMeans[series.place(.soldCompute, segment) * months + month])
        * length.value
    }
    func write(_ price: PriceSeries, _ mean: Double, _ end: Double) {
      result.stockMeans[series.place(price) * months + month] = Float(mean)
      result.stockEnds[series.place(price) * months + month] = Float(end)
    }
    write(
      .spot, future.energy.spot.integral(from: opening, to: end) / length.value,
      future.energy.spot.price(at: end).value)
    write(
      .compute, future.marketPrice.price(at: opening).value,
      future.marketPrice.price(at: end).value)
    write(.utilisation, means.sold / means.sellable, ends.sold / ends.sellable)
    for index in flows.indices { result.flows[index * months + month] = Float(flows[index]) }
  }
}

/// What prices of a month are to those of the start: the same for all sites.
private struct MonthPrices {
  let staff, maintenance, siteCosts, grid: Double
  /// Of 1 January: the year's energy tax.
  let energyTax: Double
  let year: Int

  init(
    _ escalation: Escalation, opening: SimTime, year january: CalendarDate,
    in calendar: ReportingCalendar
  ) {
    staff = escalation.factor(.staff, at: opening)
    maintenance = escalation.factor(.maintenance, at: opening)
    siteCosts = escalation.factor(.siteCosts, at: opening)
    grid = escalation.factor(.grid, at: opening)
    energyTax = escalation.factor(.energyTax, at: max(.start, calendar.time(of: january)))
    year = january.year
  }
}
