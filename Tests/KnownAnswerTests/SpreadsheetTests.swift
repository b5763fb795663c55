import Foundation
import TestSupport
import Testing

/// Expects a number equal to another to a relative error.
func expectEqual(
  _ value: Double, _ known: Double, relative: Double = 1e-9, _ what: String = "",
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(
    value == known || abs(value - known) <= relative * abs(known),
    "\(what) \(value); known \(known)", sourceLocation: sourceLocation)
}

/// With nothing random the outcomes are those of a spreadsheet.
struct SpreadsheetTests {
  @Test func `every outcome equals the spreadsheet's`() async throws {
    let run = try await ExportedRun(of: scenario("spreadsheet"))
    let known = Spreadsheet()
    let outcomes: [(String, Double)] = [
      ("npv_eur", known.npv), ("npv_with_horizon_value_eur", known.npvWithHorizonValue),
      ("irr_fraction", known.irr), ("levelised_cost_eur_per_h100e_h", known.levelisedCost),
      ("payback_h", known.payback), ("peak_funding_eur", known.peakFunding),
      ("revenue_eur", known.revenue), ("opex_eur", known.opex), ("capex_eur", known.capex),
      ("energy_mwh", known.energy), ("emissions_t", known.emissions),
      ("energy_price_paid_eur_per_mwh", known.energyCost / known.energy),
      ("served_h100e_h", known.sold.reduce(0, +)), ("utilisation_fraction", known.utilisation),
      ("first_power_h", known.firstPower), ("first_live_h", known.firstLive),
      ("live_it_mw_2030", 1), ("live_h100e_2030", 1000), ("live_it_mw_2026", 0),
    ]
    for (name, value) in outcomes {
      expectEqual(try run.metric(name)[0], value, name)
    }
  }

  @Test func `every line of the cash flow equals the spreadsheet's, month by month`() async throws {
    let run = try await ExportedRun(of: scenario("spreadsheet"))
    for (line, amounts) in Spreadsheet().lines {
      let exported = try run.cash(line)
      try #require(exported.count == amounts.count)
      for period in amounts.indices {
        let difference = abs(exported[period] - amounts[period])
        #expect(
          difference <= max(1e-9 * abs(amounts[period]), 1e-6),
          "\(line) in period \(period): \(exported[period]); known \(amounts[period])")
      }
    }
  }

  /// The parts of the levelised cost add up to it.
  @Test func `the parts of the levelised cost make the whole`() async throws {
    let run = try await ExportedRun(of: scenario("spreadsheet"))
    let parts = try run.table("metrics").rows.filter {
      $0["metric"].hasPrefix("levelised_cost_")
        && $0["metric"] != "levelised_cost_eur_per_h100e_h"
    }
    #expect(parts.count > 10)
    expectEqual(
      parts.reduce(0) { $0 + $1.number("value") }, Spreadsheet().levelisedCost)
  }

  /// An opening flow of −1,000,000 EUR and the same revenue each hour.
  @Test func `a standing site has an annuity's value`() async throws {
    let run = try await ExportedRun(of: scenario("annuity"))
    let months = CalendarMonths(from: 2026, until: 2031).hours.map { $0.end - $0.opening }
    let value = zip(months, 1...).reduce(-1e6) { sum, month in
      sum + 100 * 0.5 * month.0 * pow(1.08, -Double(month.1) / 12)
    }
    expectEqual(try run.metric("npv_eur")[0], value)
    expectEqual(try run.cash("capex_construction")[0], -1e6)
    #expect(try run.metric("irr_status")[0] == 1)
    let rate = try run.metric("irr_fraction")[0]
    let worth = zip(months, 1...).reduce(-1e6) { sum, month in
      sum + 100 * 0.5 * month.0 * pow(1 + rate, -Double(month.1) / 12)
    }
    #expect(abs(worth) < 1e-3)
    let hours = zip(months, 1...).reduce(0.0) { sum, month in
      sum + 100 * month.0 * pow(1.08, -Double(month.1) / 12)
    }
    // A facility of 1 MEUR is worth three quarters after 5 of 20 years of 8766 h.
    let left = 1e6 * (1 - 1826 * 24 / (20 * 8766)) * pow(1.08, -5)
    expectEqual(
      try run.metric("levelised_cost_eur_per_h100e_h")[0], (1e6 - left) / hours)
    // 50 EUR an hour pay back 20,000 h later, at the end of that month.
    let ends = CalendarMonths(from: 2026, until: 2031).hours.map(\.end)
    expectEqual(try run.metric("payback_h")[0], ends.first { $0 >= 20000 } ?? .nan)
    expectEqual(try run.metric("peak_funding_eur")[0], 1e6)
  }
}
