import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// How demand grows: a multiplier of the arrival rate.
///
/// Arrivals are a non-homogeneous Poisson process made by time change: the k-th arrival is the
/// instant at which the cumulated rate reaches the k-th point of a unit Poisson process. That needs
/// the integral of the multiplier and its inverse, and nothing else.
protocol GrowthCurve: Sendable {
  /// The multiplier integrated from the start, ∫₀ᵗ g(s) ds.
  func cumulative(to time: SimTime) -> Hours
  /// The instant at which the integral reaches a value; `.never` where it stays below.
  func instant(ofCumulative area: Hours) -> SimTime
}

/// A growth curve as a scenario states it, its parameters not yet drawn.
protocol GrowthSpec: Sendable {
  /// The curve of one replication.
  func curve(_ draws: inout Draws) -> any GrowthCurve
}

/// The growth curves that a segment can name.
var growthCurves: [Variant<any GrowthSpec>] {
  [
    ConstantGrowthSpec.variant,
    ExponentialGrowthSpec.variant,
    LogisticGrowthSpec.variant,
    TableGrowthSpec.variant,
  ]
}
