/// What a number of the scenario measures: its base units, and the words for messages about it.
///
/// The canonical number is the product of the base units h, MW, EUR, H100e, TFLOP/s, t and ha:
/// 36 EUR/kW/year is 36 · 1000 / 8766 EUR/(MW·h). Yearly changes alone are kept per year.
public struct Dimension: Hashable, Sendable {
  /// How a number without base units may be written.
  public enum Form: Hashable, Sendable {
    /// A unit is required.
    case withUnit
    /// A share: 0.3 or 30 %.
    case share
    /// A factor: 1.5, 1.5 x or 150 %.
    case factor
  }

  /// What the number is, with its article: "a power".
  public let noun: String
  /// How a value is written: "30 MW".
  public let example: String
  /// The unit in which defaults and draws are written, such as "EUR/MWh"; empty for bare numbers.
  public let unit: String
  /// The product of base units that the number must be.
  public let exponents: UnitExponents
  /// How it may be written where it has no base units.
  public let form: Form
  /// The canonical number is the product of base units times this.
  let scale: Double
  /// Whether an amount in USD may stand for one in EUR.
  public let allowsUSD: Bool
  /// Whether the number compounds from year to year, so that one of another period is another number:
  /// 1 % a month is 12.68 % a year, and not 12 %.
  public let compounds: Bool

  /// A dimension with its words.
  ///
  /// - `unit`: a unit that `QuantityText` reads, of these exponents.
  /// - `scale`: the canonical number per product of base units.
  /// - `compounds`: whether it is an effective change in a year, which must be stated for a year.
  public init(
    _ noun: String, example: String, unit: String, _ exponents: UnitExponents,
    form: Form = .withUnit, scale: Double = 1, allowsUSD: Bool = false, compounds: Bool = false
  ) {
    self.noun = noun
    self.example = example
    self.unit = unit
    self.exponents = exponents
    self.form = form
    self.scale = scale
    self.allowsUSD = allowsUSD
    self.compounds = compounds
  }

  /// The same dimension with other words for messages, such as "a term" with the example "3 years".
  public func called(_ noun: String, example: String? = nil) -> Dimension {
    Dimension(
      noun, example: example ?? self.example, unit: unit, exponents, form: form, scale: scale,
      allowsUSD: allowsUSD, compounds: compounds)
  }
}

extension Dimension {
  /// A time, kept in h.
  public static let duration = Dimension(
    "a duration", example: "18 months", unit: "h", UnitExponents(hours: 1))
  /// A power, kept in MW.
  public static let power = Dimension(
    "a power", example: "30 MW", unit: "MW", UnitExponents(megawatts: 1))
  /// An energy, kept in MWh.
  public static let energy = Dimension(
    "an energy", example: "50 GWh", unit: "MWh", UnitExponents(hours: 1, megawatts: 1))
  /// An amount of money, kept in EUR.
  public static let money = Dimension(
    "an amount of money", example: "12 MEUR", unit: "EUR", UnitExponents(euros: 1), allowsUSD: true)
  /// Computing capacity, kept in H100e.
  public static let compute = Dimension(
    "a computing capacity", example: "256 H100e", unit: "H100e", UnitExponents(h100e: 1))
  /// Computing done or sold, kept in H100e-h.
  public static let computeTime = Dimension(
    "an amount of computing", example: "5000 H100e-h", unit: "H100e-h",
    UnitExponents(hours: 1, h100e: 1))
  /// How often something happens, kept per h.
  public static let rate = Dimension(
    "a rate", example: "40 /year", unit: "/year", UnitExponents(hours: -1))
  /// The rate at which something happens to one thing, kept per h: 0.12 /year leaves e^(−0.12 t).
  public static let hazard = Dimension(
    "a rate", example: "0.12 /year", unit: "/year", UnitExponents(hours: -1))
  /// An effective change in a year, kept per year: 25 %/year is 0.25.
  public static let annualChange = Dimension(
    "a yearly change", example: "25 %/year", unit: "%/year", UnitExponents(hours: -1), scale: 8766,
    compounds: true)
  /// A share in a time that does not compound, kept per year: 1 % a month is 0.12.
  public static let yearlyShare = Dimension(
    "a share in a year", example: "3 %/year", unit: "%/year", UnitExponents(hours: -1), scale: 8766)
  /// A share, kept as a fraction.
  public static let share = Dimension(
    "a share", example: "0.3' or '30 %", unit: "", UnitExponents(), form: .share)
  /// A factor, kept as a bare number.
  public static let factor = Dimension(
    "a factor", example: "1.5 x", unit: "", UnitExponents(), form: .factor)
  /// A power that is added in a time, kept in MW/h.
  public static let powerRate = Dimension(
    "a power in a time", example: "280 MW/year", unit: "MW/year",
    UnitExponents(hours: -1, megawatts: 1))
  /// Computing capacity that is added in a time, kept in H100e/h.
  public static let computeRate = Dimension(
    "a computing capacity in a time", example: "2000 H100e/year", unit: "H100e/year",
    UnitExponents(hours: -1, h100e: 1))
  /// Money in a time, kept in EUR/h.
  public static let moneyPerTime = Dimension(
    "an amount of money in a time", example: "2400 EUR/year", unit: "EUR/year",
    UnitExponents(hours: -1, euros: 1), allowsUSD: true)
  /// Money for a power, kept in EUR/MW.
  public static let moneyPerPower = Dimension(
    "an amount of money for a power", example: "9 MEUR/MW", unit: "EUR/MW",
    UnitExponents(megawatts: -1, euros: 1), allowsUSD: true)
  /// Money for a power in a time, kept in EUR/(MW·h).
  public static let moneyPerPowerTime = Dimension(
    "an amount of money for a power in a time", example: "36 EUR/kW/year", unit: "EUR/kW/year",
    UnitExponents(hours: -1, megawatts: -1, euros: 1), allowsUSD: true)
  /// The price of energy, kept in EUR/MWh.
  public static let energyPrice = Dimension(
    "a price of energy", example: "82 EUR/MWh", unit: "EUR/MWh",
    UnitExponents(hours: -1, megawatts: -1, euros: 1), allowsUSD: true)
  /// The price of computing, kept in EUR/H100e-h.
  public static let computePrice = Dimension(
    "a price of computing", example: "2 EUR/H100e-h", unit: "EUR/H100e-h",
    UnitExponents(hours: -1, euros: 1, h100e: -1), allowsUSD: true)
  /// Money for computing capacity, kept in EUR/H100e.
  public static let moneyPerCompute = Dimension(
    "an amount of money for a computing capacity", example: "30 kEUR/H100e", unit: "EUR/H100e",
    UnitExponents(euros: 1, h100e: -1), allowsUSD: true)
  /// The speed of an accelerator, kept in TFLOP/s.
  public static let throughput = Dimension(
    "a throughput", example: "2500 TFLOP/s", unit: "TFLOP/s", UnitExponents(teraflops: 1))
  /// Emissions of an energy, kept in t/MWh.
  public static let emissionIntensity = Dimension(
    "an emission intensity", example: "268 g/kWh", unit: "g/kWh",
    UnitExponents(hours: -1, megawatts: -1, tonnes: 1))
  /// A mass of CO₂, kept in t.
  public static let mass = Dimension(
    "a mass", example: "5 t", unit: "t", UnitExponents(tonnes: 1))
  /// Money for a mass of CO₂, kept in EUR/t.
  public static let moneyPerMass = Dimension(
    "a price of emissions", example: "80 EUR/t", unit: "EUR/t",
    UnitExponents(euros: 1, tonnes: -1), allowsUSD: true)
  /// Dollars for a euro, kept in USD/EUR.
  public static let exchangeRate = Dimension(
    "an exchange rate", example: "1.13 USD/EUR", unit: "USD/EUR",
    UnitExponents(euros: -1, dollars: 1))
  /// Power for computing capacity, kept in MW/H100e.
  public static let powerPerCompute = Dimension(
    "a power for a computing capacity", example: "1.3 kW/H100e", unit: "kW/H100e",
    UnitExponents(megawatts: 1, h100e: -1))
  /// Computing capacity for a power, kept in H100e/MW.
  public static let computePerPower = Dimension(
    "a computing capacity for a power", example: "0.8 H100e/kW", unit: "H100e/kW",
    UnitExponents(megawatts: -1, h100e: 1))
  /// A piece of land, kept in ha.
  public static let area = Dimension(
    "an area", example: "2 ha", unit: "ha", UnitExponents(hectares: 1))
  /// Land for a power, kept in ha/MW.
  public static let areaPerPower = Dimension(
    "an area for a power", example: "500 m2/MW", unit: "m2/MW",
    UnitExponents(megawatts: -1, hectares: 1))

  /// All of the above, the plainer words first: what is found is named by the first that fits.
  public static let known: [Dimension] = [
    .duration, .power, .energy, .money, .compute, .computeTime, .rate, .powerRate, .computeRate,
    .moneyPerTime, .moneyPerPower, .moneyPerPowerTime, .energyPrice, .computePrice,
    .moneyPerCompute, .throughput,
    .emissionIntensity, .mass, .moneyPerMass, .exchangeRate, .powerPerCompute, .computePerPower,
    .area, .areaPerPower,
  ]
}
