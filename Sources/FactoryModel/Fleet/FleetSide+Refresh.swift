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
    guard spec.refresh != .retire else {
      course.run.schedule(.fleet(.lifeEnded(site)), at: expires)
      return
    }
    course.run.schedule(
      .fleet(.refreshDue(site)), at: max(course.now, expires - generation.medianLead))
  }

  /// Sees which generation would replace the old one, and orders one lead time of it ahead.
  mutating func planReplacement(for site: ID<Site>, _ course: inout Course) -> FleetEffect {
    guard let batch = sites[site].batch else { return .none }
    let next = replacement(of: batch, at: site, course)
    let time = batch.expires - course.future.generations[next.generation].medianLead
    guard time > course.now else { return orderReplacement(for: site, &course) }
    course.run.schedule(.fleet(.refreshOrderDue(site)), at: time)
    return .none
  }

  /// What would be ordered now in the place of what is there.
  private func replacement(
    of batch: Batch, at site: ID<Site>, _ course: borrowing Course
  ) -> Batch {
    switch spec.refresh {
    case .likeForLike, .retire:
      return Batch(generation: batch.generation, units: batch.units)
    case .best:
      let choice = choice(for: site, at: course.now, course.future) ?? batch.generation
      let units = course.future.generations[choice].units(within: kind(of: site).power)
      return Batch(generation: choice, units: units)
    }
  }

  mutating func orderReplacement(for site: ID<Site>, _ course: inout Course) -> FleetEffect {
    guard let batch = sites[site].batch else { return .none }
    let replacement = replacement(of: batch, at: site, course)
    sites[site].orderCount += 1
    sites[site].replacement = replacement
    let order = buy(replacement, for: site, number: sites[site].orderCount, course)
    let time = delivery(of: order, at: site, &course)
    course.run.schedule(.fleet(.replacementDelivered(site)), at: time)
    return .replacementOrdered(order)
  }

  /// The old accelerators run until the swap, which waits for the end of their life.
  func receiveReplacement(at site: ID<Site>, _ course: inout Course) -> FleetEffect {
    guard let old = sites[site].batch else { return .none }
    course.run.schedule(.fleet(.lifeEnded(site)), at: max(course.now, old.expires))
    return .replacementDelivered
  }

  mutating func endLife(at site: ID<Site>, _ course: borrowing Course) -> FleetEffect {
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
