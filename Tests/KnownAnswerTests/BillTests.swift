import TestSupport
import Testing

/// Bills of connections that draw constant power: the tariff's four parts, and energy tax in bands.
struct BillTests {
  /// Tax on a year's consumption in MWh, the bands as wide as the energised share of the year.
  private func tax(_ energy: Double, share: Double = 1) -> Double {
    let limits = [0, 10 * share, 50 * share, 10_000 * share, .infinity]
    let rates = [91.6, 64, 37, 3.3]
    return rates.indices.reduce(0) { sum, band in
      sum + max(0, min(energy, limits[band + 1]) - limits[band]) * rates[band]
    }
  }

  /// The sum of a line over the months of a year from 2026, EUR paid.
  private func year(_ number: Int, _ line: String, _ strategy: String, _ run: ExportedRun) throws
    -> Double
  {
    let amounts = try run.cash(line, strategy: strategy)
    return -amounts[(number - 2026) * 12 + 1...(number - 2026) * 12 + 12].reduce(0, +)
  }

  @Test func `energy tax falls from band to band, by calendar year and connection`() async throws {
    let run = try await ExportedRun(of: scenario("connections"))
    for (number, hours) in [(2026, 8760.0), (2027, 8760), (2028, 8784)] {
      // A fifth of 5 MW, and twice a fifth of 2.5 MW: the bands count for each connection.
      expectEqual(try year(number, "energy_tax", "idle", run), tax(hours), "idle \(number)")
      expectEqual(
        try year(number, "energy_tax", "halves", run), 2 * tax(hours / 2), "halves \(number)")
      expectEqual(try year(number, "energy_spot", "idle", run), 80 * hours)
    }
    // Energised on 1 July: 184 of 365 days.
    let share = 184.0 / 365
    expectEqual(
      try year(2026, "energy_tax", "later", run), tax(8760 * share, share: share), "later")
    expectEqual(try year(2027, "energy_tax", "later", run), tax(8760), "later")
  }

  @Test func `the tariff has its four parts`() async throws {
    let run = try await ExportedRun(of: scenario("connections"))
    expectEqual(try year(2026, "grid_fixed", "idle", run), 1200)
    expectEqual(try year(2026, "grid_contracted", "idle", run), 5000 * 12)
    expectEqual(try year(2026, "grid_peak", "idle", run), 12 * 1000 * 3)
    expectEqual(try year(2026, "grid_energy", "idle", run), 8760 * 10)
    expectEqual(try year(2026, "grid_fixed", "halves", run), 2400)
    // Energised for half of the year: six months of everything.
    expectEqual(try year(2026, "grid_fixed", "later", run), 600)
    expectEqual(try year(2026, "grid_contracted", "later", run), 2500 * 12)
  }

  @Test func `the peak is the month's highest draw, times PUE`() async throws {
    let run = try await ExportedRun(of: scenario("connections"))
    let peaks = try run.cash("grid_peak", strategy: "served").map { -$0 / 3 }
    // In kW: a fifth of 100, half of it at 80 %, 40 of 100 at 20 %; the rest idles; PUE 1.5.
    let idle = 20 * 1.5
    let day = (40 + 60 * 0.2) * 1.5
    let later = (8 + 92 * 0.2) * 1.5
    for (period, known) in [(1, idle), (2, day), (3, idle), (4, later), (5, idle)] {
      expectEqual(peaks[period], known, "period \(period)")
    }
    // April: 480 h of the contract, 240 h without it.
    let energy = try run.cash("energy_spot", strategy: "served").map { -$0 / 80 }
    expectEqual(energy[4], (later * 480 + idle * 240) / 1000)
  }

  @Test func `a contract pays the price of its day, by hours reserved or used`() async throws {
    let run = try await ExportedRun(of: scenario("connections"))
    expectEqual(
      try run.cash("revenue/daily", strategy: "served").reduce(0, +), 50 * 24 * 0.8 * 2)
    // Signed after the price has halved, at one and a half times the market; reserved hours are paid.
    expectEqual(
      try run.cash("revenue/later", strategy: "served").reduce(0, +), 40 * 480 * 1.5)
  }
}
