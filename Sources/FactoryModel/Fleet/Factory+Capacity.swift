import EventKernel
import Quantities

extension Factory {
  /// Changes what is in place at a site, and lets go of the contracts that no longer fit.
  mutating func setCapacity(
    of site: Int, installed: Compute, sellable: Compute, power: Power, _ run: inout Run
  ) {
    let old = sites[site]
    sites[site].installed = installed
    sites[site].sellable = sellable
    sites[site].installedPower = power
    let cost = installed > .zero ? sites[site].batch?.cost ?? .zero : .zero
    sites[site].acceleratorCost.set(cost.value, at: run.now)
    // A site that stands still for a swap will have its capacity back; one that is retired will not.
    if sellable > .zero || sites[site].isRetired { sites[site].prospective = sellable }
    changeLevel(.liveCompute, from: old.installed.value, to: installed.value, run.now)
    changeLevel(.sellableCompute, from: old.sellable.value, to: sellable.value, run.now)
    changeLevel(.liveITPower, from: old.installedPower.value, to: power.value, run.now)
    pool.stores.setCapacity(of: Int32(site), to: sellable.value)
    displace(from: Int32(site), &run)
    updateDraw(of: site, run.now)
    updateProspects()
    dropTooLarge(&run)
    scheduleMatching(&run)
    requestReview(&run)
  }

  private mutating func changeLevel(
    _ stock: Stock, from old: Double, to new: Double, _ now: SimTime
  ) {
    levels.set(series.place(stock), to: max(0, levels[series.place(stock)] - old + new), at: now)
  }

  /// Sees anew what the largest request is that may ever fit, by the sovereignty it asks for.
  mutating func updateProspects() {
    for level in largestSite.indices {
      largestSite[level] = 0
      allSites[level] = 0
      for site in sites where site.status == .committed || site.status == .live {
        guard scenario.kinds[site.kind].sovereign >= level else { continue }
        largestSite[level] = max(largestSite[level], site.prospective.value)
        allSites[level] += site.prospective.value
      }
    }
  }

  /// Whether a request fits in what is live or committed, were it empty.
  func mayEverFit(_ contract: Contract) -> Bool {
    let terms = future.segments[Int(contract.segment)]
    let room = terms.isContiguous ? largestSite[terms.sovereign] : allSites[terms.sovereign]
    return contract.size.value <= room * (1 + 1e-9)
  }

  /// Changes what is sold and used at a site.
  mutating func changeActive(
    at site: Int, by change: Compute, holders: Int, _ now: SimTime
  ) {
    sites[site].holdingCount += holders
    // With nobody there it is exactly zero, whatever rounding the sums have seen.
    sites[site].active =
      sites[site].holdingCount == 0 ? .zero : max(.zero, sites[site].active + change)
    updateDraw(of: site, now)
  }

  /// The draw of a site: full power for what is sold and used, idle power for the rest, times PUE.
  private mutating func updateDraw(of site: Int, _ now: SimTime) {
    let installed = sites[site].installed
    var draw = Power.zero
    if installed > .zero {
      let active = min(1, sites[site].active / installed)
      let idle = scenario.fleet.idlePower
      draw =
        sites[site].installedPower * (active + (1 - active) * idle)
        * scenario.kinds[sites[site].kind].pue
    }
    sites[site].meter.set(draw: draw, at: now, in: future.energy)
  }
}
