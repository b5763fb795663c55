import Quantities

/// What the grid operator charges a connection, in money of the start.
///
/// Scenarios state the yearly parts per year and the peak per month; all are held per hour, where a
/// month is a twelfth of a year of 8766 h, so that each calendar month costs the same.
struct Tariff: Equatable, Sendable {
  /// Fixed charge, EUR/h.
  var fixed = 0.0
  /// Charge for contracted power, EUR/(MW·h).
  var contracted = 0.0
  /// Charge for the month's peak, EUR/(MW·h).
  var peak = 0.0
  /// Transport charge for energy.
  var energy = EnergyPrice.zero

  /// The bill of a calendar month.
  ///
  /// The fixed and contracted charges of a month partly energised are prorated by time; the charge
  /// for the month's peak is one for the month, whenever the peak occurred.
  ///
  /// `share` is the energised hours of the month over all its hours, `escalation` what prices of the
  /// month are to those of the start.
  func bill(
    contracted power: Power, _ reading: MeterReading, monthShare share: Double, escalation: Double
  ) -> GridBill {
    let month = Hours.months(1).value
    return GridBill(
      fixed: Money(fixed * month * share * escalation),
      contracted: Money(contracted * power.value * month * share * escalation),
      peak: Money(peak * reading.peak.value * month * escalation),
      energy: energy * reading.energy * escalation)
  }
}

/// A month's charges of the grid operator; EUR.
struct GridBill: Equatable, Sendable {
  /// The fixed charge.
  var fixed: Money
  /// For contracted power.
  var contracted: Money
  /// For the month's peak.
  var peak: Money
  /// For transported energy.
  var energy: Money
}
