import Foundation
import Quantities

/// A generation of accelerators in one replication, its uncertain numbers drawn.
struct Generation: Sendable {
  /// What it is drawn from; successors share that of the last one named.
  let spec: ID<GenerationSpec>
  let name: String
  /// Actual release.
  let released: SimTime
  /// From when it can be ordered.
  let orderable: SimTime
  /// H100e of one unit.
  let throughput: Compute
  /// All-in IT power of one unit.
  let power: Power
  let rack: Int
  let priceAtRelease: Money
  let annualPriceChange: Double
  /// Economic life, from first use.
  let life: Hours
  let bookLife: Hours
  /// Share of the time that a unit works.
  let availability: Double
  /// Median time from order to delivery, by which orders are planned.
  let medianLead: Hours

  /// The price of one unit: as at release until then, and on its path from the release on.
  func price(at time: SimTime) -> Money {
    priceAtRelease * pow(1 + annualPriceChange, max(0, (time - released).years))
  }

  /// H100e per MW.
  var density: Double { throughput.value / power.value }

  /// Whether it computes anything in the mix that counts.
  var computes: Bool { throughput > .zero }

  /// Whether a site would compute with it.
  func serves(_ site: Power) -> Bool { computes && units(within: site) > 0 }

  /// How many units fill a site: whole racks within its IT power.
  func units(within site: Power) -> Int {
    // A relative 1e-9 keeps rounding from refusing the last rack of a site made for it.
    let racks = Int((site.value / (power.value * Double(rack)) * (1 + 1e-9)).rounded(.down))
    return racks * rack
  }
}
