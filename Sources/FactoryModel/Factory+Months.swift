import Accounts
import Columns
import EventKernel
import Quantities

extension Factory {
  /// Bills the month that ends now, hands over its series, and plans the end of the next.
  mutating func closeMonth(into result: inout ReplicationResult) {
    let calendar = scenario.calendar
    let now = course.now
    let length = billMonth()
    grid.closeMonth(course.record.month)
    let sold = course.record.closeMonth(
      at: now, length: length, in: calendar, pricedBy: course.future, into: &result)
    accounts.soldByMonth.append(sold)
    guard course.record.month < calendar.monthCount else { return }
    if now == scenario.nothingNewAfter { windDown() }
    scheduleMonthEnd(before: calendar)
    spendOnWaiting()
  }

  /// Plans the end of the month that is open, unless that is the end of all: there it is closed without an event.
  mutating func scheduleMonthEnd(before calendar: ReportingCalendar) {
    // From the calendar, not by adding months, so that no rounding builds up.
    let end = calendar.monthStarts[course.record.month + 1]
    if end < calendar.horizon { course.run.schedule(.monthClosed, at: end) }
  }

  /// Bills the month that ends now.
  ///
  /// - Returns: How long it was.
  mutating func billMonth() -> Hours {
    let now = course.now
    let month = BilledMonth(
      course.record.month, until: now, course.future.money.escalation, in: scenario.runOffCalendar)
    for site in rollout.sites.indices { bill(site, for: month, until: now) }
    for segment in demand.tallies.indices {
      accounts.book(demand.earnings(of: segment, until: now), of: segment, in: month)
    }
    return month.length
  }

  /// A site that was given up, or is closed, is charged until then.
  private mutating func bill(_ site: ID<Site>, for month: BilledMonth, until now: SimTime) {
    let end = min(now, rollout.sites[site].ended)
    guard end > month.opening else { return }
    // What stands on another site is on the meter of that.
    if rollout.plan.bases[site] == nil {
      power.bill(
        site, energised: rollout.sites[site].milestones[.energised],
        at: rollout.sites[site].node, until: end, of: month, &course, &accounts)
    }
    accounts.billUpkeep(
      of: site, rollout.plan.sites[site].kind,
      live: rollout.sites[site].milestones[.live], until: end, of: month, course.future)
  }
}
