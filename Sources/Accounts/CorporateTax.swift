public import Quantities

/// Tax on the profit of each calendar year, after losses carried forward.
///
/// Profit is revenue, and what accelerators are sold for, less operating costs, depreciation and
/// write-offs. A loss pays nothing and reduces the profits of later years, without limit unless
/// ``lossLimit`` is set; what is left of it at the horizon is lost.
public struct CorporateTax: Equatable, Sendable {
  /// Rate on profit above the lower bracket, 0 to 1.
  public var rate = 0.0
  /// A lower rate on the first part of each year's profit, if any.
  public var lowerBracket: LowerBracket?
  /// How far losses may reduce a year's profit, if there is a limit.
  public var lossLimit: LossLimit?

  /// The first part of a year's profit and its rate.
  public struct LowerBracket: Equatable, Sendable {
    /// Where the bracket ends, EUR a year.
    public var limit: Money
    /// Its rate, 0 to 1.
    public var rate: Double
  }

  /// Losses reduce a year's profit fully up to `free`, and beyond that by this share of the rest.
  public struct LossLimit: Equatable, Sendable {
    /// EUR a year.
    public var free: Money
    /// Of the profit above `free`, 0 to 1.
    public var share: Double
  }

  /// The tax of a year.
  ///
  /// `result` is its profit, negative for a loss; `losses`, those carried forward, are not negative
  /// and are updated.
  public func tax(on result: Money, carrying losses: inout Money) -> Money {
    guard result > .zero else {
      losses -= result
      return .zero
    }
    var usable = result
    if let lossLimit, result > lossLimit.free {
      usable = lossLimit.free + (result - lossLimit.free) * lossLimit.share
    }
    let used = min(losses, usable)
    losses -= used
    let taxed = result - used
    guard let lowerBracket else { return taxed * rate }
    let lower = min(taxed, lowerBracket.limit)
    return lower * lowerBracket.rate + (taxed - lower) * rate
  }

  /// Books the tax of every calendar year in the year's last month before the horizon.
  ///
  /// `depreciation` holds depreciation and write-offs per period, EUR, not negative; the opening period
  /// counts to the first year. Afterwards it holds the taxable result of each period.
  public func book(in ledger: inout Ledger, depreciation: inout [Double]) {
    precondition(
      depreciation.count == ledger.periods,
      "depreciation of \(depreciation.count) periods for \(ledger.periods)")
    for period in depreciation.indices { depreciation[period] = -depreciation[period] }
    for row in ledger.isTaxable.indices where ledger.isTaxable[row] {
      for period in depreciation.indices {
        depreciation[period] += ledger.amounts[row * ledger.periods + period]
      }
    }
    guard rate > 0 || lowerBracket != nil else { return }
    var losses = Money.zero
    var result = Money(depreciation[0])
    for month in 0..<ledger.calendar.monthCount {
      result += Money(depreciation[month + 1])
      let isLast =
        month + 1 == ledger.calendar.monthCount
        || ledger.calendar.firstDay(ofMonth: month).month == 12
      guard isLast else { continue }
      let due = tax(on: result, carrying: &losses)
      ledger.book(due, on: .cost(.corporateTax), period: month + 1)
      result = .zero
    }
  }
}
