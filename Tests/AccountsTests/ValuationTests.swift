import ModelTestSupport
import Foundation
import Quantities
import Testing

@testable import Accounts

@Suite struct ValuationTests {
  @Test func `month k is discounted by (1 + r)^(−k/12) and the opening not at all`() {
    let valuation = Valuation(discount: 0.09, months: 24)
    #expect(valuation.factors[0] == 1)
    #expect(agrees(valuation.factors[12], 1 / 1.09))
    #expect(agrees(valuation.factors[24], 1 / (1.09 * 1.09)))
    #expect(agrees(valuation.factors[1], pow(1.09, -1.0 / 12)))
  }

  @Test(arguments: [
    ([-100, 60, 60], Int?(2)),
    ([-100, 60, 30], nil),
    ([-100, 120, -50, 40], 3),  // above zero in month 1, for good only from month 3 on
    ([-100, 120, -50, 20], nil),
    ([0, 0, 0], 0),
    ([10, -5, 3], 0),
    ([0, -5, 5], 2),
  ])
  func `payback is when the cumulative flow stays at or above zero`(
    flows: [Double], months: Int?
  ) {
    #expect(Valuation.paybackMonths(flows) == months)
  }

  @Test func `peak funding is the deepest cumulative need`() {
    #expect(Valuation.peakFunding([-100, -50, 80, -100, 300]) == 170)
    #expect(Valuation.peakFunding([10, 20]) == 0)
  }

  /// A project of five years at 9 %.
  ///
  /// It builds for 60 MEUR of construction, 4 MEUR of connection and 100 MEUR of accelerators
  /// at the start; from month 10 on 6.5 MEUR a month for 2 million H100e-hours in 730.5 h; staff of
  /// 150 kEUR a month rising 3 % a year, energy of 1.1 MEUR a month; tax of 25.8 %; book lives of 20,
  /// 20 and 5 years; accelerators worth 25 % after five years. The known numbers are from the same
  /// arithmetic in another language, the rate of return by bisection.
  @Test func `a project with constant numbers is worth what a spreadsheet says`() {
    let calendar = testCalendar((2026, 1), to: (2031, 1))
    var ledger = Ledger(calendar, segments: 1)
    var register = AssetRegister()
    let curve = ResidualCurve([(x: 0, y: 1), (x: 43_000, y: 0.25)])
    for (kind, line, cost, life) in [
      (AssetRegister.Kind.facility, CashLine.Cost.construction, 60e6, 20.0),
      (.connection, .connection, 4e6, 20), (.accelerators(curve: 0), .accelerators, 100e6, 5),
    ] {
      ledger.book(Money(cost), on: .cost(line), at: .start)
      let asset = register.add(kind, cost: Money(cost), bookLife: .years(life))
      register.deliver(asset, at: .start)
      register.putInService(asset, at: .start)
    }
    var escalation = Escalation(all: 0.02)
    escalation[.staff] = 0.03
    var sold = Array(repeating: 0.0, count: 60)
    for month in 0..<60 {
      let opening = calendar.monthStarts[month]
      let staff = Money(150_000) * escalation.factor(.staff, at: opening)
      ledger.book(staff, on: .cost(.gridFixed), at: opening + Hours(1))
      ledger.book(Money(1.1e6), on: .cost(.energySpot), period: month + 1)
      if month >= 9 {
        ledger.book(Money(6.5e6), on: .revenue(segment: 0), period: month + 1)
        sold[month] = 2e6 * (calendar.monthStarts[month + 1] - opening).value / 730.5
      }
    }
    var working = Array(repeating: 0.0, count: 61)
    register.addDepreciation(to: &working, of: ledger)
    CorporateTax(rate: 0.258).book(in: &ledger, depreciation: &working)
    let horizonValue = register.horizonValue(at: calendar.horizon, curves: [curve])
    let valuation = Valuation(discount: 0.09, months: 60)
    let result = valuation.value(ledger, horizonValue: horizonValue, sold: sold, flows: &working)

    let taxes = [12, 24, 36, 48, 60].map {
      -ledger.amount(.cost(.corporateTax), period: $0).value
    }
    let known = [
      0, 5_425_248.385868081, 10_221_112.15024014, 10_222_521.470893102, 10_207_100.926309027,
    ]
    #expect(zip(taxes, known).allSatisfy { abs($0 - $1) <= 1e-9 * 1e7 })
    #expect(agrees(horizonValue.total.value, 73_002_190.28062971))
    #expect(agrees(result.npv, 7_703_600.131900125))
    #expect(agrees(result.npvWithHorizonValue, 55_150_014.863805376))
    #expect(result.irr.status == .unique)
    #expect(agrees(result.irr.rate, 0.10801212621552747))
    #expect(result.payback == 33_600)  // the end of month 46
    #expect(agrees(result.peakFunding, 175_263_287.32828718))
    #expect(agrees(result.levelisedCost, 2.2276793365185386))
    #expect(agrees(result.discountedComputeTime, 79_805_892.96477436))

    let parts = ledger.kinds.indices.map {
      valuation.levelisedCost(
        ofRow: $0, in: ledger, discountedComputeTime: result.discountedComputeTime)
    }
    let horizon = valuation.presentValue(atHorizon: horizonValue.total)
    let whole = parts.reduce(0, +) - horizon / result.discountedComputeTime
    #expect(agrees(whole, result.levelisedCost))
  }

  @Test func `nothing sold has no levelised cost, and nothing spent is paid back at once`() {
    let calendar = testCalendar((2026, 1), to: (2027, 1))
    var flows: [Double] = []
    let result = Valuation(discount: 0.09, months: 12).value(
      Ledger(calendar, segments: 1), horizonValue: HorizonValue(),
      sold: Array(repeating: 0, count: 12), flows: &flows)
    #expect(result.levelisedCost.isNaN)
    #expect(result.payback == 0)
    #expect(result.irr.status == .none)
    #expect(result.npv == 0)
  }
}
