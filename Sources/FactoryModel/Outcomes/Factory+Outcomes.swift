import Quantities
import GridQueues
import Accounts
import Columns
import EventKernel
import ScenarioInputs

extension Factory {
  /// Closes the books at the horizon and writes what came of the strategy.
  ///
  /// - Returns: the outcome that the metrics tell of.
  mutating func finish(into result: inout ReplicationResult) -> Outcome {
    let horizon = scenario.calendar.horizon
    rollout.settleRunningStages(at: horizon, course.future, &accounts)
    grid.finish(in: &course.run)
    grid.lists.writeSeries(into: &result)
    var outcome = outcome(at: horizon)
    outcome.figures = figures(of: result)
    for index in result.cash.indices { result.cash[index] = accounts.ledger.amounts[index] }
    writeMilestones(into: &result)
    writeConstraints(into: &result)
    result.eventCount = course.run.processedCount
    result.traceHash = course.run.traceHash
    return outcome
  }

  private mutating func outcome(at horizon: SimTime) -> Outcome {
    let (value, left) = accounts.close(course.future)
    var outcome = Outcome(value: value)
    outcome.segments = demand.tallies.indices.map { demand(of: $0, at: horizon) }
    for segment in outcome.segments { outcome.demand += segment }
    outcome.demand.tally.waits.sort()
    outcome.soldArea = course.record.area(.soldCompute, until: horizon)
    outcome.activeArea = course.record.area(.activeCompute, until: horizon)
    outcome.sellableArea = course.record.area(.sellableCompute, until: horizon)
    outcome.firstPower = rollout.sites.map { $0.milestones[.energised] }.min() ?? .never
    // Land that others stand on is never live in a figure.
    let computing = rollout.sites.indices.filter { rollout.kind(of: $0).computes }
    outcome.firstLive = computing.map { rollout.sites[$0].milestones[.live] }.min() ?? .never
    outcome.sitesLive = computing.count { rollout.sites[$0].status == .live }
    outcome.waitForMoney = accounts.timeWaitedForMoney(until: horizon)
    outcome.sitesAbandoned = rollout.sites.count { $0.status == .abandoned }
    outcome.sitesWithoutAccelerators = rollout.sites.indices.count {
      isWithoutAccelerators($0, horizon)
    }
    outcome.energy = power.energy
    outcome.energyCost = power.energyCost
    outcome.emissions = power.emissions
    outcome.revenue = accounts.ledger.total(.revenue)
    outcome.opex = -accounts.ledger.total(.opex)
    outcome.capex = -accounts.ledger.total(.capex)
    outcome.tax = -accounts.ledger.total(.tax)
    outcome.horizonValue = left
    outcome.yearEnds = course.record.yearEnds
    addRevenue(to: &outcome.yearEnds)
    outcome.livePowerTime = course.record.livePowerTime
    outcome.firstFitOut = firstFitOut(until: horizon)
    outcome.costParts = CashLine.Cost.all.map { cost in
      accounts.valuation.levelisedCost(
        ofRow: CashLine.cost(cost).row(segments: accounts.segmentCount), in: accounts.ledger,
        discountedComputeTime: value.discountedComputeTime)
    }
    outcome.horizonValuePart =
      value.discountedComputeTime > 0
      ? -accounts.valuation.presentValue(atHorizon: left.total) / value.discountedComputeTime : .nan
    outcome.nodes = grid.lists.totals
    outcome.ownRate = rollout.plan.spec.discount.map {
      accounts.worth(at: $0.value(&course.future.draws), left: left)
    }
    outcome.lists = grid.lists.listTotals
    return outcome
  }

  /// Adds what customers paid to the years in which they did.
  private func addRevenue(to years: inout [YearEnd]) {
    let calendar = scenario.calendar
    var year = 0
    for month in 0..<calendar.monthCount where year < years.count {
      for segment in 0..<accounts.segmentCount {
        years[year].revenue +=
          accounts.ledger.amount(.revenue(segment: segment), period: month + 1).value
      }
      if calendar.firstDay(ofMonth: month).month == 12 { year += 1 }
    }
  }

  /// What became of the requests of a segment.
  private func demand(of segment: ID<SegmentSpec>, at horizon: SimTime) -> DemandOutcome {
    let length = (horizon - scenario.warmUp).value
    var outcome = DemandOutcome(tally: demand.tallies[segment])
    outcome.tally.waits.sort()
    outcome.sold = ComputeTime(course.record.area(.soldCompute, segment, until: horizon))
    outcome.meanWaiting = course.record.area(.waitingRequests, segment, until: horizon) / length
    outcome.meanWaitingCompute =
      course.record.area(.waitingCompute, segment, until: horizon) / length
    for id in demand.book.ids where demand.book.contains(id) {
      let contract = demand.book[id]
      guard contract.isWaiting, contract.segment == segment, contract.arrival >= scenario.warmUp
      else { continue }
      guard contract.signed == 0 else {
        outcome.stillInterrupted += 1
        outcome.tally.interruptions[contract.interruption].time +=
          contract.interruptedTime(until: horizon)
        continue
      }
      outcome.stillWaiting += 1
      outcome.stillWaitingWait += horizon - contract.arrival
    }
    return outcome
  }

  /// Whether a site was begun and never has accelerators, as none serves it.
  private func isWithoutAccelerators(_ site: ID<Site>, _ horizon: SimTime) -> Bool {
    let kind = rollout.kind(of: site)
    let progress = rollout.sites[site]
    guard kind.graph.acceleratorStage != nil,
      progress.status == .committed || progress.status == .live
    else { return false }
    return fleet.sites[site].batch == nil
      && !course.future.generations.servesEver(kind.power, before: horizon)
  }

  /// Writes the milestones in the order of `Scenario.milestonePlaces`, and why some were late.
  private func writeMilestones(into result: inout ReplicationResult) {
    result.milestones.removeAll(keepingCapacity: true)
    writeReasons(into: &result)
    for (site, progress) in zip(rollout.plan.sites, rollout.sites) {
      for (_, source) in milestoneSources[site.kind.index] {
        let time =
          switch source {
          case .site(let milestone): progress.milestones[milestone]
          case .began(let stage): progress.stages[ID(stage)].firstBegan
          case .done(let stage):
            progress.stages[ID(stage)].state == .done ? progress.stages[ID(stage)].ended : .never
          }
        result.milestones.append(time.metric)
      }
    }
  }
}
