public import ScenarioInputs
public import Quantities
import ScenarioReading

/// The section `money:`, which says how costs rise, what is taxed and how flows are discounted.
///
/// Without the section nothing is discounted, nothing rises in price, and no profit is taxed.
/// Each number is drawn once per replication.
public struct MoneySpec: Sendable {
  /// Effective annual, nominal.
  var discount: Input
  /// Effective annual.
  var inflation: Input
  /// Yearly changes of single items where they differ from inflation, by position of the item.
  var escalators: [Input?]
  /// USD/EUR, if stated; what is quoted in USD needs it.
  public var exchange: Input?
  /// The tax on profit.
  var tax: TaxSpec
  /// Book lives, h.
  var facilityLife: Input
  var connectionLife: Input
  /// For how many calendar months beyond the end what is live then runs on; 0 for none.
  public var runOffMonths = 0

  /// A tax on profit as the scenario states it.
  struct TaxSpec: Sendable {
    var rate: Input
    var lowerBracket: (limit: Input, rate: Input)?
    var lossLimit: (free: Input, share: Input)?
  }

  /// No discount, no inflation, no tax.
  public static let plain = MoneySpec(
    discount: .constant(0), inflation: .constant(0),
    escalators: Array(repeating: nil, count: EscalatedItem.allCases.count), exchange: nil,
    tax: TaxSpec(rate: .constant(0)), facilityLife: .constant(Hours.years(20).value),
    connectionLife: .constant(Hours.years(20).value))

  /// The yearly change of an item: its own, or inflation.
  public func change(of item: EscalatedItem) -> Input {
    zip(EscalatedItem.allCases, escalators).first { $0.0 == item }?.1 ?? inflation
  }

  /// Draws the terms of a replication.
  public func terms(_ draws: inout Draws) -> MoneyTerms {
    var escalation = Escalation()
    for item in EscalatedItem.allCases { escalation[item] = change(of: item).value(&draws) }
    return MoneyTerms(
      discount: discount.value(&draws), escalation: escalation, tax: tax.terms(&draws),
      facilityLife: Hours(facilityLife.value(&draws)),
      connectionLife: Hours(connectionLife.value(&draws)))
  }
}

extension MoneySpec.TaxSpec {
  fileprivate func terms(_ draws: inout Draws) -> CorporateTax {
    var terms = CorporateTax(rate: rate.value(&draws))
    if let lowerBracket {
      terms.lowerBracket = CorporateTax.LowerBracket(
        limit: Money(lowerBracket.limit.value(&draws)), rate: lowerBracket.rate.value(&draws))
    }
    if let lossLimit {
      terms.lossLimit = CorporateTax.LossLimit(
        free: Money(lossLimit.free.value(&draws)), share: lossLimit.share.value(&draws))
    }
    return terms
  }
}

/// What holds for money in one replication.
public struct MoneyTerms: Equatable, Sendable {
  /// Effective annual rate at which flows are discounted, nominal.
  public var discount = 0.0
  /// How each item rises in price.
  public var escalation = Escalation()
  /// The tax on profit.
  public var tax = CorporateTax()
  /// Over how long sites are depreciated.
  public var facilityLife = Hours.years(20)
  /// Over how long connections are depreciated.
  public var connectionLife = Hours.years(20)

  /// No discount, no rise in price, no tax.
  public static let plain = MoneyTerms()
}
