import GridQueues
import Quantities

/// What a site draws, and the energy tax on it.
struct SitePower {
  /// Power at the meter divided by IT power; a parameter.
  let pue: Double
  /// What an idle unit draws as a share of full power; a parameter.
  let idleShare: Double
  /// Power that is contracted; a parameter.
  let connection: Power
  /// Whether others stand on it and are on its meter; a parameter.
  let isShared: Bool

  /// H100e in place, and their IT power at full load.
  private var installed = Compute.zero
  private var fullPower = Power.zero
  /// H100e that are sold and used, and by how many parts of contracts.
  private var used = Compute.zero
  private var holderCount = 0
  /// What it draws now.
  private(set) var draw = Power.zero
  private var meter = SiteMeter()
  private var tax = EnergyTaxAccount()
  /// The calendar year that the tax account is in.
  private var taxYear = 0

  init(_ kind: SiteKindSpec, isShared: Bool = false, idleShare: Double) {
    self.isShared = isShared
    pue = kind.pue
    connection = kind.connection
    self.idleShare = idleShare
  }

  /// Changes what is in place.
  mutating func install(_ compute: Compute, drawing power: Power) {
    installed = compute
    fullPower = power
    updateDraw()
  }

  /// Changes what is sold and used.
  mutating func changeUse(by change: Compute, holders: Int) {
    holderCount += holders
    // With nobody there it is exactly zero, whatever rounding the sums have seen.
    used = holderCount == 0 ? .zero : max(.zero, used + change)
    updateDraw()
  }

  /// Full power for what is sold and used, idle power for the rest, times PUE.
  private mutating func updateDraw() {
    draw = .zero
    if installed > .zero {
      let active = min(1, used / installed)
      draw = fullPower * (active + (1 - active) * idleShare) * pue
    }
  }

  /// Meters what its connection delivers from now on: to itself, and to all that stand on it.
  mutating func meter(_ draw: Power, at time: SimTime, in market: borrowing EnergyMarket) {
    meter.set(draw: draw, at: time, in: market)
  }

  /// Reads the meter at the end of a month.
  mutating func read(at time: SimTime, in market: borrowing EnergyMarket) -> MeterReading {
    meter.closeMonth(at: time, in: market)
  }

  /// What is consumed from now on has bands of its own.
  mutating func beginTaxYear() { taxYear = 0 }

  /// The energy tax on a month's consumption.
  ///
  /// It counts by calendar year, in bands as wide as the part of it with power.
  mutating func tax(
    on energy: Energy, inYear year: Int, energised: SimTime, under bands: borrowing EnergyTaxBands,
    escalation: Double, _ calendar: ReportingCalendar
  ) -> Money {
    if taxYear != year {
      taxYear = year
      tax.beginYear(share: calendar.share(ofYear: year, from: energised))
    }
    return tax.charge(energy, under: bands, escalation: escalation)
  }
}
