import ScenarioInputs
import Quantities
public import ScenarioReading

extension MoneySpec {
  /// Reads the section.
  public init(from section: SectionReader) {
    discount = section.input(
      "discount", .annualChange, default: 0, in: 0...1,
      "Rate at which flows are discounted, nominal, effective annual; once per replication.")
    inflation = section.input(
      "inflation", .annualChange, default: 0, in: -0.5...1,
      "General rise of prices, effective annual; once per replication.")
    escalators =
      section.optionalSection("escalators", "Items whose prices don't follow inflation.") {
        section in
        EscalatedItem.allCases.map { item in
          section.optionalInput(
            item.rawValue, .annualChange, in: -0.5...1,
            "Yearly change of the price of \(item.meaning); default: inflation.")
        }
      } ?? Array(repeating: nil, count: EscalatedItem.allCases.count)
    let isExchangeUncertain = section.context.uncertainNames.contains { $0.name == "usdPerEur" }
    exchange =
      section.has("exchange") || isExchangeUncertain
      ? section.exchangeRate(
        "exchange", default: 1,
        "What a euro costs in dollars, needed where anything is quoted in USD; default: "
          + "$usdPerEur where that is declared under 'uncertain'.") : nil
    tax = TaxSpec(from: section)
    (facilityLife, connectionLife) =
      section.optionalSection("depreciation", "Book lives, straight-line from going live.") {
        section in
        (
          section.input(
            "facility", .duration, default: Hours.years(20).value, in: .positive,
            "Book life of what is built."),
          section.input(
            "connection", .duration, default: Hours.years(20).value, in: .positive,
            "Book life of the grid connection.")
        )
      } ?? (MoneySpec.plain.facilityLife, MoneySpec.plain.connectionLife)
    runOffMonths = Self.runOffMonths(section)
  }
}

extension MoneySpec {
  /// The length of the run-off in whole calendar months.
  private static func runOffMonths(_ section: SectionReader) -> Int {
    let runOff = Hours(
      section.number(
        "runOff", .duration, default: 0, in: 0...Hours.years(50).value,
        "For how long beyond 'end' what is live then, or has its accelerators ordered, goes on while nothing new begins, in whole months (6 years are 72): its worth is that of a going concern. 0: it ends at 'end'."
      ))
    let months = runOff.months.rounded()
    if abs(runOff.months - months) > 1e-9 * max(1, months) {
      section.report(
        "'runOff' must be whole months, such as '72 months' or '6 years' (found \(Dimension.duration.roundedText(of: runOff.value)))",
        at: "runOff")
    }
    return Int(months)
  }
}

extension MoneySpec.TaxSpec {
  fileprivate init(from section: SectionReader) {
    rate = section.input(
      "corporateTax", .share, default: 0, in: 0...1,
      "Rate on the profit of a calendar year, after losses carried forward.")
    lowerBracket = section.optionalSection(
      "lowerTaxBracket", "A lower rate on the first part of each year's profit."
    ) { section in
      (
        section.input("upTo", .money, in: .notNegative, "Where the bracket ends, a year."),
        section.input("rate", .share, in: 0...1, "Its rate.")
      )
    }
    lossLimit = section.optionalSection(
      "lossLimit",
      "How far losses of earlier years may reduce a year's profit; without it, all the way."
    ) { section in
      (
        section.input(
          "free", .money, in: .notNegative, "Profit of a year that losses may wipe out entirely."),
        section.input("share", .share, in: 0...1, "Share of the profit above that.")
      )
    }
  }
}

extension EscalatedItem {
  fileprivate var meaning: String {
    switch self {
    case .staff: "staff"
    case .maintenance: "maintenance"
    case .grid: "grid tariffs and connection fees"
    case .energyTax: "energy tax, at each 1 January"
    case .construction: "construction"
    case .siteCosts: "other costs of the sites"
    }
  }
}
