import Foundation
import Quantities

/// Which accelerators an entrant has at an instant: of the generations that are released and could be
/// ordered one lead time before, the one whose H100e cost least then.
///
/// Where there is none, it is the generation released first, at its price then. Generations that compute
/// nothing in a future are left aside there. The same generation sets the rent of an H100e-hour and what
/// customers get from a kW, so that both follow the hardware that the market has, and not ours.
struct MarketGenerations: Sendable {
  /// A generation of a replication as entrants see it.
  private struct Offer: BitwiseCopyable {
    let generation: ID<Generation>
    /// From order to delivery, h.
    let lead: Double
    /// From when whoever ordered it one lead time before has it, h.
    let available: Double
    /// Natural logarithm of the price of an H100e at the release, whose order is that of the prices.
    let logPrice: Double
    /// Its change per hour from the release on.
    let slope: Double
    let released: Double
    /// H100e per MW.
    let density: Double
  }

  /// In order of release.
  private var offers: [Offer] = []

  /// Sees what there is in a replication, into memory that is reused.
  ///
  /// - Parameters:
  ///   - generations: what was drawn.
  ///   - lead: from order to delivery; nil for the median lead of each generation.
  mutating func fill(_ generations: GenerationTimeline, lead: Hours?) {
    offers.removeAll(keepingCapacity: true)
    for id in generations.ids where generations[id].computes {
      let generation = generations[id]
      let lead = lead ?? generation.medianLead
      offers.append(
        Offer(
          generation: id, lead: lead.value,
          available: max(generation.orderable + lead, generation.released).hours,
          logPrice: log(generation.priceAtRelease.value / generation.throughput.value),
          slope: log1p(generation.annualPriceChange) / Hours.years(1).value,
          released: generation.released.hours, density: generation.density))
    }
  }

  /// The generation of an instant, and when it was ordered; nil where none computes.
  func choice(at time: SimTime) -> (generation: ID<Generation>, ordered: SimTime)? {
    offer(at: time).map { ($0.generation, SimTime(time.hours - $0.lead)) }
  }

  /// H100e per MW of the generation of an instant; nil where none computes.
  func density(at time: SimTime) -> Double? { offer(at: time)?.density }

  private func offer(at time: SimTime) -> Offer? {
    guard var best = offers.first else { return nil }
    var least = Double.infinity
    for offer in offers where offer.available <= time.hours {
      let age = time.hours - offer.lead - offer.released
      let price = offer.logPrice + (age > 0 ? offer.slope * age : 0)
      if price < least { (best, least) = (offer, price) }
    }
    return best
  }
}
