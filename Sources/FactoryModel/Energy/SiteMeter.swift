import Quantities
import TimePaths

/// What a site draws from the grid, measured over the month.
///
/// The draw is piecewise constant: it is set whenever it changes, and everything else is integrated
/// exactly in between.
struct SiteMeter: Sendable {
  /// The draw since `since`; a state.
  private(set) var draw = Power.zero
  /// Since when the draw has been accounted for; a state.
  private(set) var since = SimTime.start
  /// Of the month so far; a tally.
  private(set) var reading = MeterReading()

  /// Starts anew at an instant with no draw.
  mutating func reset(at time: SimTime = .start) {
    self = SiteMeter()
    since = time
  }

  /// Sets the draw that holds from an instant on.
  ///
  /// A draw that is replaced at the instant at which it was set lasted no time: it costs nothing and
  /// is no peak.
  ///
  /// - Precondition: `time` is not before the last call; `draw` is not negative.
  mutating func set(draw: Power, at time: SimTime, in market: borrowing EnergyMarket) {
    precondition(draw.value >= 0, "draw of \(draw.value) MW")
    account(until: time, in: market)
    self.draw = draw
  }

  /// Reads the meter at the end of a month and starts the next month with the same draw.
  mutating func closeMonth(at time: SimTime, in market: borrowing EnergyMarket) -> MeterReading {
    account(until: time, in: market)
    defer { reading = MeterReading() }
    return reading
  }

  private mutating func account(until time: SimTime, in market: borrowing EnergyMarket) {
    precondition(time >= since, "meter set back from \(since.hours) h to \(time.hours) h")
    guard time > since else { return }
    if draw > .zero {
      let hours = time - since
      reading.energy += draw * hours
      reading.costAtSpot += Money(draw.value * market.spot.integral(from: since, to: time))
      reading.emissions +=
        draw.value * market.emissionIntensity.integral(from: since.hours, to: time.hours)
      reading.peak = max(reading.peak, draw)
    }
    since = time
  }
}

/// What a meter counted in a month, or in the part of one.
struct MeterReading: Equatable, Sendable {
  /// Drawn energy, MWh.
  var energy = Energy.zero
  /// What all of it would cost at spot prices: ∫ draw × spot dt, EUR.
  var costAtSpot = Money.zero
  /// The highest draw that lasted any time, MW.
  var peak = Power.zero
  /// Emissions of generating it, t CO₂.
  var emissions = 0.0
}
