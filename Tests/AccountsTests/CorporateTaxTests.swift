import ModelTestSupport
import Quantities
import Testing

@testable import Accounts

@Suite struct CorporateTaxTests {
  static let results = [-5e6, 2e6, 0.4e6, 6e6, 3e6]

  static func taxes(_ rule: CorporateTax) -> [Double] {
    var losses = Money.zero
    return results.map { rule.tax(on: Money($0), carrying: &losses).value }
  }

  @Test func `losses reduce later profits until they are used up`() {
    // 5 − 2 − 0.4 MEUR are left to deduct from 6 MEUR: 3.4 · 25.8 %.
    let taxes = Self.taxes(CorporateTax(rate: 0.258))
    #expect(zip(taxes, [0, 0, 0, 877_200, 774_000]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `a limit lets losses reduce only a share of the profit above its free part`() {
    // 2 MEUR: 1 + 0.5 · 1 deductible. 6 MEUR: 3.1 left of 1 + 0.5 · 5.
    let rule = CorporateTax(rate: 0.258, lossLimit: .init(free: Money(1e6), share: 0.5))
    let expected = [0, 129_000, 0, 748_200, 774_000.0]
    #expect(zip(Self.taxes(rule), expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `the first part of a profit is taxed at the lower bracket's rate`() {
    let rule = CorporateTax(
      rate: 0.258, lowerBracket: .init(limit: Money(200_000), rate: 0.19),
      lossLimit: .init(free: Money(1e6), share: 0.5))
    let expected = [0, 115_400, 0, 734_600, 760_400.0]
    #expect(zip(Self.taxes(rule), expected).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func `tax is paid in the last month of each calendar year and of the horizon`() {
    let calendar = testCalendar((2026, 11), to: (2028, 3))  // November, December, 2027, two months
    var ledger = Ledger(calendar, segments: 1)
    for period in 1..<ledger.periods {
      ledger.book(Money(100), on: .revenue(segment: 0), period: period)
      ledger.book(Money(20), on: .cost(.energySpot), period: period)
    }
    ledger.book(Money(1e6), on: .cost(.construction), period: 0)
    ledger.book(Money(10), on: .cost(.gridFixed), period: 0)
    var depreciation = Array(repeating: 30.0, count: ledger.periods)
    depreciation[0] = 0
    CorporateTax(rate: 0.1).book(in: &ledger, depreciation: &depreciation)
    let tax = (0..<ledger.periods).map { ledger.amount(.cost(.corporateTax), period: $0).value }
    var expected = Array(repeating: 0.0, count: ledger.periods)
    expected[2] = -9  // 2 · (100 − 20 − 30) − 10, the opening's costs
    expected[14] = -60
    expected[16] = -10
    #expect(zip(tax, expected).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test func `a rate of nothing is no tax`() {
    var ledger = Ledger(testCalendar((2026, 1), to: (2027, 1)), segments: 1)
    ledger.book(Money(100), on: .revenue(segment: 0), period: 5)
    var depreciation = Array(repeating: 0.0, count: ledger.periods)
    CorporateTax().book(in: &ledger, depreciation: &depreciation)
    #expect(ledger.total(.tax) == .zero)
    #expect(depreciation[5] == 100)
  }
}
