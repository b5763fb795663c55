import EventKernel
import Quantities

/// The end of the economic life of accelerators, and what replaces them.
///
/// Life begins when they are first used, so that what was delivered early loses nothing of it.
extension FleetSide {
  /// The accelerators of a site are used from now on: their life begins.
  mutating func beginLife(at site: ID<Site>, _ course: inout Course) {
    guard let batch = sites[site].batch else { return }
    let generation = course.future.generations[batch.generation]
    let expires = course.now + generation.life
    sites[site].batch?.expires = expires
    guard expires < .never else { return }
    guard spec.refresh != .retire, !course.isWindingDown else { return planEnd(at: site, &course) }
    course.run.schedule(
      .fleet(.refreshDue(site)), at: max(course.now, expires - generation.medianLead))
  }

  /// The accelerators of a site retire at the end of their life, or now where they have run beyond it.
  private mutating func planEnd(at site: ID<Site>, _ course: inout Course) {
    guard let batch = sites[site].batch, batch.expires < .never, !sites[site].isEndPlanned else {
      return
    }
    sites[site].isEndPlanned = true
    course.run.schedule(.fleet(.lifeEnded(site)), at: max(course.now, batch.expires))
  }

  /// Nothing new is ordered any more: what runs and has no replacement on its way retires.
  mutating func windDown(_ course: inout Course) {
    for site in sites.indices {
      sites[site].orderAwaitsMoney = false
      sites[site].refreshAwaitsMoney = false
      if sites[site].capacity.installed > .zero, sites[site].replacement == nil {
        planEnd(at: site, &course)
      }
    }
  }

  /// Sees which generation would replace the old one, and plans its order one lead time of it ahead.
  func planReplacement(for site: ID<Site>, _ course: inout Course) -> FleetEffect {
    guard let batch = sites[site].batch, let next = replacement(at: site, course) else {
      return .none
    }
    let time = batch.expires - course.future.generations[next.generation].medianLead
    guard time > course.now else { return .replacementDue }
    course.run.schedule(.fleet(.refreshOrderDue(site)), at: time)
    return .none
  }

  /// What would be ordered now in the place of what is there; nil where nothing is.
  func replacement(at site: ID<Site>, _ course: borrowing Course) -> Batch? {
    guard let old = sites[site].batch else { return nil }
    switch spec.refresh {
    case .likeForLike, .retire:
      return Batch(generation: old.generation, units: old.units)
    case .best:
      let choice = choice(for: site, at: course.now, course.future) ?? old.generation
      return batch(of: choice, filling: plan.sites[site].kind, course)
    }
  }

  /// Orders what replaces the accelerators of a site, and plans its delivery.
  mutating func order(
    _ replacement: Batch, for site: ID<Site>, _ course: inout Course
  ) -> AcceleratorOrder {
    sites[site].orderCount += 1
    sites[site].replacement = replacement
    sites[site].refreshAwaitsMoney = false
    let order = buy(replacement, for: site, number: sites[site].orderCount, course)
    let time = delivery(of: order, at: site, &course)
    course.run.schedule(.fleet(.replacementDelivered(site)), at: time)
    return order
  }

  /// There is no money for what would replace the accelerators of a site: it waits for some, while they run
  /// on, or it is dropped, and they retire.
  mutating func refuseMoney(toRefreshOf site: ID<Site>, _ course: inout Course) {
    let waits = plan.spec.budget?.otherwise == .wait
    if !sites[site].refreshAwaitsMoney {
      course.note(
        "\(plan.name(of: site)): a refresh does not fit the budget and \(waits ? "waits" : "is dropped")"
      )
    }
    sites[site].refreshAwaitsMoney = waits
    if !waits { planEnd(at: site, &course) }
  }

  /// The old accelerators run until the swap, which waits for the end of their life.
  mutating func receiveReplacement(at site: ID<Site>, _ course: inout Course) -> FleetEffect {
    planEnd(at: site, &course)
    return .replacementDelivered
  }

  mutating func endLife(at site: ID<Site>, _ course: borrowing Course) -> FleetEffect {
    sites[site].isEndPlanned = false
    sites[site].batch = sites[site].replacement
    sites[site].replacement = nil
    guard sites[site].batch != nil else {
      course.note("\(plan.name(of: site)): accelerators retired")
      sites[site].isRetired = true
      return .lifeEnded(.none)
    }
    course.note("\(plan.name(of: site)): accelerators swapped")
    return .lifeEnded(spec.swapDowntime > .zero ? .after(spec.swapDowntime) : .atOnce)
  }

  /// Plans the end of a swap, until which the site stands still.
  mutating func awaitSwap(at site: ID<Site>, _ downtime: Hours, _ course: inout Course) {
    course.run.schedule(.fleet(.swapDone(site)), at: course.now + downtime)
  }
}
