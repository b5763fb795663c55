import Foundation

/// What an effective annual change makes of 1 by an instant: `(1 + change)^(t/8766)`.
///
/// Before the start it is below 1 for a rise.
public func annualFactor(_ change: Double, at time: SimTime) -> Double {
  change == 0 ? 1 : pow(1 + change, time.hours / Hours.years(1).value)
}
