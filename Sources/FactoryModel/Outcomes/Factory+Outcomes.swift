import Quantities
import GridQueues
import Accounts
import Columns
import EventKernel

extension Factory {
  /// Closes the books at the horizon and writes what came of the strategy.
  mutating func finish(_ run: inout Run, into result: inout ReplicationResult) {
    let horizon = scenario.calendar.horizon
    for site in sites.indices where sites[site].status == .committed {
      for stage in sites[site].stages.indices where sites[site].stages[stage].state == .running {
        if scenario.kinds[sites[site].kind].graph.stages[stage].kind == .timed {
          settle(stage, of: site, horizon)
        }
      }
    }
    grid.finish()
    grid.lists.write(into: &result, metricsFrom: metrics.firstGrid)
    writeDemand(at: horizon, into: &result)
    writeOutcome(at: horizon, into: &result)
    writeYears(into: &result)
    for index in result.cash.indices { result.cash[index] = ledger.amounts[index] }
    writeMilestones(into: &result)
    result.eventCount = run.processedCount
    result.traceHash = run.traceHash
  }

  private mutating func writeDemand(at horizon: SimTime, into result: inout ReplicationResult) {
    let length = (horizon - scenario.warmUp).value
    var all = DemandOutcome()
    for segment in tallies.indices {
      let tally = tallies[segment]
      var outcome = DemandOutcome()
      outcome.requests = tally.requests
      outcome.served = tally.served
      outcome.lostReneged = tally.lostReneged
      outcome.lostTooLarge = tally.lostTooLarge
      outcome.interruptions = tally.interruptions
      outcome.terminated = tally.terminated
      outcome.terminatedTime = tally.terminatedTime
      outcome.demanded = tally.demanded
      outcome.lost = tally.lost
      outcome.lostWait = tally.lostWait
      outcome.waits = tally.waits.sorted()
      outcome.sold = ComputeTime(levels.area(series.place(.soldCompute, segment), until: horizon))
      outcome.meanWaiting =
        levels.area(series.place(.waitingRequests, segment), until: horizon) / length
      outcome.meanWaitingCompute =
        levels.area(series.place(.waitingCompute, segment), until: horizon) / length
      for slot in book.slots where book.contains(slot) {
        let contract = book[slot]
        guard contract.isWaiting, contract.segment == segment, contract.arrival >= scenario.warmUp
        else { continue }
        guard contract.signed == 0 else {
          outcome.stillInterrupted += 1
          outcome.interruptions[contract.interruption].time +=
            contract.interruptedTime(until: horizon)
          continue
        }
        outcome.stillWaiting += 1
        outcome.stillWaitingWait += horizon - contract.arrival
      }
      write(outcome, at: 1 + segment, into: &result)
      all.add(outcome)
    }
    all.waits.sort()
    write(all, at: 0, into: &result)
  }

  private func write(_ outcome: DemandOutcome, at place: Int, into result: inout ReplicationResult)
  {
    for (index, metric) in DemandOutcome.metrics.enumerated() {
      result.metrics[place * DemandOutcome.metrics.count + index] = metric.value(outcome)
    }
  }

  private mutating func writeOutcome(at horizon: SimTime, into result: inout ReplicationResult) {
    let calendar = scenario.calendar
    periods.removeAll(keepingCapacity: true)
    for _ in 0..<ledger.periods { periods.append(0) }
    assets.addDepreciation(to: &periods, in: calendar)
    future.money.tax.book(in: &ledger, depreciation: &periods)
    valuation.setDiscount(future.money.discount)
    let left = assets.horizonValue(at: horizon, curves: future.residualCurves)
    let value = valuation.value(ledger, horizonValue: left, sold: soldByMonth, flows: &periods)

    var outcome = Outcome(value: value)
    outcome.soldArea = levels.area(series.place(Stock.soldCompute), until: horizon)
    outcome.activeArea = levels.area(series.place(.activeCompute), until: horizon)
    outcome.sellableArea = levels.area(series.place(.sellableCompute), until: horizon)
    outcome.firstPower = sites.map(\.energised).min() ?? .never
    outcome.firstLive = sites.map(\.live).min() ?? .never
    outcome.sitesLive = sites.count { $0.status == .live }
    outcome.sitesAbandoned = sites.count { $0.status == .abandoned }
    outcome.sitesWithoutAccelerators = sites.count { isWithoutAccelerators($0, horizon) }
    outcome.energy = energyTotal
    outcome.energyCost = energyCost
    outcome.emissions = emissions
    outcome.revenue = ledger.total(.revenue)
    outcome.opex = -ledger.total(.opex)
    outcome.capex = -ledger.total(.capex)
    outcome.tax = -ledger.total(.tax)
    outcome.horizonValue = left
    for (index, metric) in Outcome.metrics.enumerated() {
      result.metrics[metrics.firstOutcome + index] = metric.value(outcome)
    }
    var place = metrics.firstCostPart
    for cost in CashLine.Cost.allCases where cost.kind != .tax {
      result.metrics[place] = valuation.levelisedCost(
        ofRow: CashLine.cost(cost).row(segments: tallies.count), in: ledger,
        discountedComputeTime: value.discountedComputeTime)
      place += 1
    }
    result.metrics[place] =
      value.discountedComputeTime > 0
      ? -valuation.presentValue(atHorizon: left.total) / value.discountedComputeTime : .nan
  }

  /// Whether a site was begun and never has accelerators: none serves it, or its own came to their end
  /// before it was live.
  private func isWithoutAccelerators(_ site: Site, _ horizon: SimTime) -> Bool {
    let kind = scenario.kinds[site.kind]
    guard kind.graph.acceleratorStage != nil, site.status == .committed || site.status == .live
    else { return false }
    return site.isRetired && site.retired <= site.live
      || site.batch == nil && !future.generations.servesEver(kind.power, before: horizon)
  }

  private func writeYears(into result: inout ReplicationResult) {
    for (index, level) in yearEndLevels.enumerated() {
      result.metrics[metrics.firstYear + 2 * index] = level.power
      result.metrics[metrics.firstYear + 2 * index + 1] = level.compute
    }
  }

  private func writeMilestones(into result: inout ReplicationResult) {
    result.milestones.removeAll(keepingCapacity: true)
    for site in sites {
      func write(_ milestone: Int, _ time: SimTime) {
        result.milestones.append(
          MilestoneRow(
            phase: Int32(site.phase), site: Int32(site.number), milestone: Int32(milestone),
            hours: time.metric))
      }
      let kind = scenario.kinds[site.kind]
      for milestone in SiteMilestone.allCases where applies(milestone, to: kind) {
        write(milestone.rawValue, site.milestones[milestone])
      }
      for (places, progress) in zip(stageMilestones[site.kind], site.stages) {
        guard let places else { continue }
        write(places.began, progress.firstBegan)
        write(places.done, progress.state == .done ? progress.ended : .never)
      }
    }
  }

  /// Whether a milestone can be reached by a kind of site at all.
  private func applies(_ milestone: SiteMilestone, to kind: SiteKindSpec) -> Bool {
    switch milestone {
    case .applied, .granted: kind.graph.gridStage != nil
    case .ordered, .delivered: kind.graph.acceleratorStage != nil
    case .started, .energised, .live, .abandoned: true
    }
  }
}
