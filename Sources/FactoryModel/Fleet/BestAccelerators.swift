import Foundation
import Quantities
import ScenarioInputs

/// What accelerators can be had for a site, at the earliest and at the least price.
struct BestAccelerators {
  private let fleet: FleetSpec
  private let horizon: SimTime
  private let extremes: InputExtremes

  init(_ fleet: FleetSpec, until horizon: SimTime, _ extremes: InputExtremes) {
    self.fleet = fleet
    self.horizon = horizon
    self.extremes = extremes
  }

  /// When what is ordered for a site at an instant or later can be there.
  func delivery(to site: Power, orderedFrom start: SimTime) -> SimTime {
    candidates(for: site, from: start).map { generation in
      let released = generation.released + Hours(extremes.least(generation.slip))
      let ordered = max(start, released - generation.preOrder)
      return max(ordered + Hours(extremes.least(generation.lead)), released)
    }.min() ?? .never
  }

  /// What filling a site costs, planned at an instant or later; zero where it may be that nothing is for
  /// sale yet.
  func leastCost(of site: Power, plannedFrom start: SimTime) -> Money {
    let isAnyForSale = fleet.generations.contains { generation in
      isAlwaysServing(generation, site) && latestOrderable(generation) <= start
    }
    guard isAnyForSale else { return .zero }
    let costs = candidates(for: site, from: start).map {
      leastPrice(of: $0) * leastUnits(of: $0, in: site)
    }
    return Money((costs.min() ?? 0) * leastSuccessorFactor)
  }

  /// The most H100e that a site can ever hold, should every unit work all the time that it can.
  func mostCompute(in site: Power) -> Compute {
    let most = fleet.generations.filter { extremes.fits($0, in: site) }.map { generation in
      let racks = (site.value / extremes.leastRack(of: generation) * (1 + 1e-9)).rounded(.down)
      let unit = H100.equivalents(
        bf16: extremes.greatest(generation.bf16), fp8: extremes.greatest(generation.fp8),
        precisionMix: fleet.precisionMix)
      return unit
        * (racks * Double(generation.rack) * extremes.greatestAvailability(of: generation))
    }
    return (most.max() ?? .zero) * greatestSuccessorFactor
  }

  /// The generations that may be ordered for a site at an instant or later.
  ///
  /// Whoever buys what was released last never orders what came before something that is for sale.
  private func candidates(for site: Power, from start: SimTime) -> [GenerationSpec] {
    let fitting = fleet.generations.filter { extremes.fits($0, in: site) }
    guard fleet.procurement is NewestGeneration else { return fitting }
    return fitting.filter { generation in
      let latest = generation.released + Hours(extremes.greatest(generation.slip))
      return !fitting.contains { newer in
        newer.released + Hours(extremes.least(newer.slip)) > latest
          && latestOrderable(newer) <= start && isAlwaysServing(newer, site)
      }
    }
  }

  private func latestOrderable(_ generation: GenerationSpec) -> SimTime {
    generation.released + Hours(extremes.greatest(generation.slip)) - generation.preOrder
  }

  private func isAlwaysServing(_ generation: GenerationSpec, _ site: Power) -> Bool {
    extremes.alwaysComputes(generation, precisionMix: fleet.precisionMix)
      && extremes.greatest(generation.power) * Double(generation.rack) <= site.value
  }

  /// The least price of a unit at any time, EUR.
  private func leastPrice(of generation: GenerationSpec) -> Double {
    let age = horizon - (generation.released + Hours(extremes.least(generation.slip)))
    let change = extremes.least(generation.priceChange)
    return extremes.least(generation.price) * min(1, pow(1 + change, max(0, age.years)))
  }

  /// The fewest units that fill a site: a rack, where it is large.
  private func leastUnits(of generation: GenerationSpec, in site: Power) -> Double {
    let racks = site.value / (extremes.greatest(generation.power) * Double(generation.rack))
    // A relative 1e-9 as whoever fills a site.
    return max(1, (racks * (1 + 1e-9)).rounded(.down)) * Double(generation.rack)
  }

  /// The most that a unit of a successor computes to one of the last generation named.
  private var greatestSuccessorFactor: Double {
    guard let successors = fleet.successors, let first = fleet.generations.map(\.released).min(),
      let preOrder = fleet.generations.map(\.preOrder).max()
    else { return 1 }
    let yearly = 1 + extremes.greatest(successors.h100ePerKilowatt)
    return max(1, pow(yearly, max(0, (horizon + preOrder - first).years)))
  }

  /// The least that a unit of a successor costs to one of the last generation named.
  private var leastSuccessorFactor: Double {
    guard let successors = fleet.successors, let first = fleet.generations.map(\.released).min()
    else { return 1 }
    let yearly =
      (1 + extremes.least(successors.h100ePerKilowatt))
      * (1 + extremes.least(successors.pricePerH100e))
    return min(1, pow(yearly, max(0, (horizon - first).years)))
  }
}
