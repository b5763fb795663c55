import Foundation
public import Quantities

/// What a strategy's cash flow is worth at the start.
///
/// Opening flows are not discounted; those of month k = 1, 2, … are multiplied by `(1 + r)^(−k/12)`.
/// The same factors stand above and below in the levelised cost.
public struct Valuation: Sendable {
  /// What a euro of each period is worth at the start.
  public private(set) var factors: [Double]

  /// Factors for a nominal, effective annual rate.
  public init(discount: Double, months: Int) {
    factors = Array(repeating: 1, count: months + 1)
    setDiscount(discount)
  }

  /// Takes another rate, and perhaps another number of months, and keeps the memory.
  public mutating func setDiscount(_ rate: Double, months: Int? = nil) {
    precondition(rate > -1, "discount rate \(rate)")
    if let months, months + 1 != factors.count {
      factors = Array(repeating: 1, count: months + 1)
    }
    for month in factors.indices { factors[month] = pow(1 + rate, -Double(month) / 12) }
  }

  /// The discounted sum of flows per period, the opening ones first.
  public func presentValue(_ flows: [Double]) -> Double {
    precondition(flows.count == factors.count, "\(flows.count) flows in \(factors.count) periods")
    var sum = 0.0
    for period in factors.indices { sum += flows[period] * factors[period] }
    return sum
  }

  /// The discounted sum of one row of a ledger.
  public func presentValue(ofRow row: Int, in ledger: borrowing Ledger) -> Double {
    var sum = 0.0
    for period in factors.indices {
      sum += ledger.amounts[row * factors.count + period] * factors[period]
    }
    return sum
  }

  /// What an amount at the horizon is worth at the start.
  public func presentValue(atHorizon amount: Money) -> Double {
    amount.value * factors[factors.count - 1]
  }

  /// The months until the cumulative flow stays at or above zero: the number of the period, 0 where it
  /// never is below; nil where it is below at the horizon.
  public static func paybackMonths(_ flows: [Double]) -> Int? {
    var cumulative = 0.0
    var months = 0
    for period in flows.indices {
      cumulative += flows[period]
      if cumulative < 0 { months = period + 1 }
    }
    return months < flows.count ? months : nil
  }

  /// The most money that was ever out, EUR: the depth of the cumulative flow below zero.
  public static func peakFunding(_ flows: [Double]) -> Double {
    var cumulative = 0.0
    var lowest = 0.0
    for flow in flows {
      cumulative += flow
      lowest = min(lowest, cumulative)
    }
    return -lowest
  }
}

/// The worth of a strategy in the numbers that are reported.
public struct ValuationResult: Sendable {
  /// Discounted flows after tax, EUR.
  public var npv: Double
  /// The same with the discounted horizon value, EUR.
  public var npvWithHorizonValue: Double
  /// Of the flows after tax, without horizon value.
  public var irr: InternalRateOfReturn
  /// The same with the horizon value as a flow of the last month.
  public var irrWithHorizonValue: InternalRateOfReturn
  /// Hours from the start to the end of the month from which the cumulative flow stays at or above
  /// zero; NaN where it doesn't.
  public var payback: Double
  /// Largest cumulative need for money, EUR.
  public var peakFunding: Double
  /// Costs before profit tax, net of horizon value, per H100e-hour sold, all discounted, EUR/H100e-h;
  /// NaN where none was sold.
  public var levelisedCost: Double
  /// Discounted H100e-hours sold: what the levelised cost is divided by.
  public var discountedComputeTime: Double
  /// Discounted costs before profit tax, net of horizon value, EUR.
  public var discountedCosts: Double
  /// Discounted revenue, EUR.
  public var discountedRevenue: Double

  /// What an H100e-hour was sold for, discounted as it is in the levelised cost, EUR/H100e-h; NaN where
  /// none was sold.
  public var levelisedPrice: Double {
    discountedComputeTime > 0 ? discountedRevenue / discountedComputeTime : .nan
  }

  /// Costs by revenue, both discounted: below 1 where the strategy earns its rate before profit tax; NaN
  /// where nothing was sold.
  public var costToRevenue: Double {
    discountedRevenue > 0 ? discountedCosts / discountedRevenue : .nan
  }
}

extension Valuation {
  /// Values a finished ledger, tax included.
  ///
  /// `sold` are the H100e-hours contracted in each month; `flows` is working memory and afterwards
  /// holds the net flow of each period.
  public func value(
    _ ledger: borrowing Ledger, horizonValue: HorizonValue, sold: [Double],
    flows: inout [Double]
  ) -> ValuationResult {
    precondition(sold.count + 1 == factors.count, "\(sold.count) months sold")
    var compute = 0.0
    for month in sold.indices { compute += sold[month] * factors[month + 1] }
    var costs = 0.0
    var revenue = 0.0
    for row in ledger.kinds.indices {
      switch ledger.kinds[row] {
      case .opex, .capex: costs -= presentValue(ofRow: row, in: ledger)
      case .revenue: revenue += presentValue(ofRow: row, in: ledger)
      case .tax: break
      }
    }
    ledger.sum(of: [.revenue, .opex, .capex, .tax], into: &flows)
    let npv = presentValue(flows)
    let horizon = presentValue(atHorizon: horizonValue.total)
    var flowsWithValue = flows
    flowsWithValue[flows.count - 1] += horizonValue.total.value
    let payback = Self.paybackMonths(flows).map { ledger.calendar.monthStarts[$0].hours }
    return ValuationResult(
      npv: npv, npvWithHorizonValue: npv + horizon, irr: InternalRateOfReturn(of: flows),
      irrWithHorizonValue: InternalRateOfReturn(of: flowsWithValue),
      payback: payback ?? .nan, peakFunding: Self.peakFunding(flows),
      levelisedCost: compute > 0 ? (costs - horizon) / compute : .nan,
      discountedComputeTime: compute, discountedCosts: costs - horizon, discountedRevenue: revenue)
  }

  /// The part of the levelised cost that a line of the ledger makes, EUR/H100e-h.
  ///
  /// Revenue and profit tax are no part of it. The parts of all lines less that of the horizon value
  /// make the whole.
  public func levelisedCost(
    ofRow row: Int, in ledger: borrowing Ledger, discountedComputeTime compute: Double
  ) -> Double {
    switch ledger.kinds[row] {
    case .revenue, .tax: 0
    case .opex, .capex: compute > 0 ? -presentValue(ofRow: row, in: ledger) / compute : .nan
    }
  }
}
