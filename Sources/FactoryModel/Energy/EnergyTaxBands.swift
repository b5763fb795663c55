import Quantities

/// A tax on electricity in bands of the yearly consumption of one connection.
///
/// Each band taxes what lies between the limit of the band before and its own. Large connections
/// pay the low rates of the last bands on most of what they use, so that the size of a site decides
/// much of its bill.
struct EnergyTaxBands: Equatable, Sendable {
  /// A band of yearly consumption.
  struct Band: Equatable, Sendable {
    /// Where the band ends, MWh a year; infinite for the last.
    var limit: Energy
    /// Tax on what lies in the band, in money of the start.
    var rate: EnergyPrice
  }

  /// In order of their limits.
  var bands: [Band]

  /// The tax of a calendar year.
  ///
  /// `share` is the energised hours of the year over all its hours: a connection that was there for
  /// half the year has bands half as wide.
  func tax(on energy: Energy, yearShare share: Double) -> Money {
    var tax = Money.zero
    var lower = Energy.zero
    for band in bands {
      guard energy > lower else { break }
      let upper = band.limit.value.isInfinite ? energy : band.limit * share
      tax += band.rate * (min(energy, upper) - lower)
      lower = upper
    }
    return tax
  }
}

/// The energy tax of one connection, booked month by month.
///
/// A month is charged what the tax on the calendar year's consumption has grown by, so that the
/// months of a year add up to the tax of the year.
struct EnergyTaxAccount: Equatable, Sendable {
  private var energy = Energy.zero
  private var charged = Money.zero
  private var share = 0.0

  /// Starts a calendar year.
  ///
  /// - Parameter share: Energised hours of the year within the horizon over all hours of the year.
  mutating func beginYear(share: Double) {
    precondition((0...1).contains(share), "energised for \(share) of a year")
    energy = .zero
    charged = .zero
    self.share = share
  }

  /// Charges a month's consumption.
  ///
  /// `escalation` is what the year's rates are to those of the start.
  mutating func charge(
    _ energy: Energy, under bands: borrowing EnergyTaxBands, escalation: Double
  ) -> Money {
    self.energy += energy
    let total = bands.tax(on: self.energy, yearShare: share) * escalation
    defer { charged = total }
    return total - charged
  }
}
