import Accounts
import EventKernel
import Quantities
import ScenarioInputs

/// What goes on once nothing new begins: at `nothingNewAfter`, and behind the end where there is a run-off.
///
/// No phase, gate, application, grant, first order or refresh begins any more. A site that is live, or whose
/// accelerators are ordered, is finished, sells, and closes when its last accelerators end; what is on its way
/// arrives. Every other site, and every idle connection, closes at once.
extension Factory {
  /// Nothing new begins from this month boundary on.
  mutating func windDown() {
    course.note("nothing new begins from now on")
    course.isWindingDown = true
    accounts.windDown(at: course.now)
    fleet.windDown(&course)
    for site in rollout.sites.indices where rollout.plan.bases[site] == nil {
      for other in rollout.plan.standing[site] { closeIfIdle(other) }
      closeIfIdle(site)
    }
    prospectsChanged()
  }

  /// Closes a site at which nothing computes or will, and then perhaps the one that it stands on.
  mutating func closeIfIdle(_ site: ID<Site>) {
    guard !rollout.sites[site].isOver, !goesOn(site) else { return }
    accounts.endWait(of: site, at: course.now)
    rollout.close(site, &course, &grid, &accounts)
    fleet.giveUp(site, &course)
    accounts.close(site, at: course.now)
    reviewCause(of: site)
    if let base = rollout.plan.bases[site] { closeIfIdle(base) }
  }

  /// Whether a site has something to sell or will have, or one that stands on it.
  private func goesOn(_ site: ID<Site>) -> Bool {
    for other in rollout.plan.standing[site] where goesOn(other) { return true }
    let kind = rollout.kind(of: site)
    return switch rollout.sites[site].status {
    case .live: kind.capacity != nil || fleet.sites[site].batch != nil
    // Without a grant it would never have power, as none comes any more.
    case .committed:
      fleet.sites[site].batch != nil
        && (kind.graph.gridStage == nil || rollout.sites[site].node != nil)
    case .planned, .abandoned, .closed: false
    }
  }

  // MARK: Behind the end

  /// Lets what is live at the end run on, until all is closed or the run-off is over.
  mutating func runOff(behind cut: ValuationResult) -> GoingConcern {
    let calendar = scenario.runOffCalendar
    accounts.reopen()
    power.goOn(in: calendar, from: course.now)
    demand.goOn(&course)
    windDown()
    scheduleMonthEnd(before: calendar)
    var isOver = false
    simulate(until: calendar.horizon) { factory in
      factory.closeUnreportedMonth()
      isOver = factory.accounts.isWoundDown
      if !isOver { factory.scheduleMonthEnd(before: calendar) }
      return !isOver
    }
    if !isOver {
      course.run.advance(to: calendar.horizon)
      closeUnreportedMonth()
      rollout.settleRunningStages(at: calendar.horizon, course.future, &accounts)
    }
    accounts.addIdleMonths()
    let (value, left) = accounts.close(course.future)
    return GoingConcern(
      value: value,
      runOffValue: (value.npvWithHorizonValue - cut.npv)
        / accounts.valuation.factors[scenario.calendar.monthCount],
      livePower: course.record[.liveITPower],
      ownRate: rollout.plan.spec.discount.map {
        accounts.worth(at: $0.value(&course.future.draws), left: left).whole
      })
  }

  /// Bills a month behind the end.
  private mutating func closeUnreportedMonth() {
    let length = billMonth()
    accounts.soldByMonth.append(
      course.record.closeUnreportedMonth(at: course.now, length: length))
  }
}
