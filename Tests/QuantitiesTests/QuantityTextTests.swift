import Quantities
import Testing

@Suite struct QuantityTextTests {
  typealias Known = (text: String, dimension: Dimension, value: Double)
  static let year: Double = 8766

  static let numbers: [Known] = [
    ("1.5 MW", .power, 1.5), ("120 kW", .power, 0.12), ("1_500kW", .power, 1.5),
    ("18 months", .duration, 13_149), ("3 weeks", .duration, 504), ("1e3 h", .duration, 1000),
    ("36 EUR/kW/year", .moneyPerPowerTime, 36_000 / year),
    ("3.1 EUR/kW/month", .moneyPerPowerTime, 3100 / 730.5), ("40/year", .rate, 40 / year),
    ("40 requests/year", .rate, 40 / year), ("1/year", .rate, 1 / year),
    ("12 %/year", .hazard, 0.12 / year), ("25 %/year", .annualChange, 0.25),
    ("25.8 %/year", .annualChange, 0.258), ("-15 %/year", .annualChange, -0.15),
    ("0.25 /year", .annualChange, 0.25), ("25.8 %", .share, 0.258), ("0.3", .share, 0.3),
    ("876.6 h/year", .share, 0.1), ("1.5 x", .factor, 1.5), ("80 %", .factor, 0.8),
    ("-0.3", .factor, -0.3), ("12 MEUR", .money, 12e6), ("3.5 million EUR", .money, 3.5e6),
    ("9.1 million EUR/MW", .moneyPerPower, 9.1e6), ("250 kEUR/MW", .moneyPerPower, 250_000),
    ("14 EUR per MWh", .energyPrice, 14), ("2 EUR/H100e-h", .computePrice, 2),
    ("2500 TFLOP/s", .throughput, 2500), ("5 PFLOP/s", .throughput, 5000),
    ("268 g/kWh", .emissionIntensity, 0.268), ("1.13 USD/EUR", .exchangeRate, 1.13),
    ("280 MW/year", .powerRate, 280 / year), ("500 m2/MW", .areaPerPower, 0.05),
    ("+3 MVA", .power, 3),
  ]

  @Test(.timeLimit(.minutes(10)))
  func `many spaces around a number are read in time that grows as they do`() throws {
    let spaces = String(repeating: " ", count: 1_000_000)
    #expect(try Dimension.power.read(spaces + "3" + spaces + "MW" + spaces).value == 3)
  }

  @Test(arguments: numbers)
  func `a number with its unit is kept in the canonical unit`(
    text: String, dimension: Dimension, value: Double
  ) throws {
    #expect(try dimension.read(text).value == value)
  }

  @Test func `dollars stay dollars, and are told apart`() throws {
    let price = try Dimension.money.read("52 kUSD")
    #expect(price.value == 52_000)
    #expect(price.currency == .dollar)
    #expect(try Dimension.money.read("52 kEUR").currency == .euro)
  }

  static let mistakes: [(text: String, dimension: Dimension, message: String)] = [
    ("30", .power, "must be a power with its unit, such as '30 MW' (found '30')"),
    (
      "30 MWW", .power,
      "must be a power with its unit, such as '30 MW'; '30 MWW' has a unit that is not known, "
        + "'MWW'; did you mean 'MW'?"
    ),
    (
      "30 mw", .power,
      "must be a power with its unit, such as '30 MW'; '30 mw' has a unit that is not known, "
        + "'mw'; did you mean 'MW'?"
    ),
    (
      "0.5 /year", .duration,
      "must be a duration with its unit, such as '18 months'; '0.5 /year' is a rate, "
        + "which is a mean time of 2 years"
    ),
    (
      "46 EUR/MWh", .moneyPerPowerTime,
      "must be an amount of money for a power in a time with its unit, such as '36 EUR/kW/year'; "
        + "'46 EUR/MWh' is stated for energy and not for power in a time"
    ),
    (
      "82 EUR/kW/year", .energyPrice,
      "must be a price of energy with its unit, such as '82 EUR/MWh'; "
        + "'82 EUR/kW/year' is stated for power in a time and not for energy"
    ),
    (
      "2 years", .rate, "must be a rate with its unit, such as '40 /year'; '2 years' is a duration"
    ),
    (
      "1,000 MW", .power,
      "must be a power with its unit, such as '30 MW'; '1,000 MW' has a comma: write thousands as "
        + "1000 or 1_000, and decimals with a point, as 1.5"
    ),
    (
      "many", .power,
      "must be a power with its unit, such as '30 MW'; 'many' does not begin with a number"
    ),
    (
      "80 kEUR/MW/year", .moneyPerTime,
      "must be an amount of money in a time with its unit, such as '2400 EUR/year'; "
        + "'80 kEUR/MW/year' is an amount of money for a power in a time"
    ),
    (
      "80 EUR/MWh", .moneyPerTime,
      "must be an amount of money in a time with its unit, such as '2400 EUR/year'; "
        + "'80 EUR/MWh' is a price of energy"
    ),
    ("3 MW", .share, "must be a share, such as '0.3' or '30 %'; '3 MW' is a power"),
    ("1.5 x", .share, "must be a share, such as '0.3' or '30 %'; '1.5 x' is a factor"),
    (
      "30 %", .annualChange,
      "must be a yearly change with its unit, such as '25 %/year'; '30 %' is a share"
    ),
    (
      "4.6 x/year", .annualChange,
      "must be a yearly change with its unit, such as '25 %/year'; '4.6 x/year' is a factor in a time"
    ),
    (
      "2 MUSD", .exchangeRate,
      "must be an exchange rate with its unit, such as '1.13 USD/EUR'; '2 MUSD' is "
        + "an amount of money"
    ),
    (
      "1e999 MW", .power,
      "must be a power with its unit, such as '30 MW'; '1e999 MW' is too large a number"
    ),
    (
      "1e10 GW", .power,
      "is too large to be meant (found '1e10 GW'); check the number and its unit"
    ),
    (
      "-1e-9 W", .power, "is too small to be meant (found '-1e-9 W'); check the number and its unit"
    ),
    (
      "3 MW/", .powerRate,
      "must be a power in a time with its unit, such as '280 MW/year'; '3 MW/' has a '/' with no "
        + "unit beside it"
    ),
  ]

  @Test(arguments: mistakes)
  func `a mistake is told with what is meant`(text: String, dimension: Dimension, message: String) {
    let mistake = #expect(throws: QuantityText.Mistake.self) { try dimension.read(text) }
    #expect(mistake?.message == message)
  }

  static let canonical: [(dimension: Dimension, value: Double)] = [
    (.power, 0.12), (.hazard, 0.12 / year), (.annualChange, 0.258), (.share, 0.333_333_333_333),
    (.duration, 13_149), (.moneyPerPowerTime, 36_000 / year), (.rate, 40 / year),
    (.emissionIntensity, 0.268), (.energyPrice, 82.37), (.powerRate, 280 / year),
    (.powerPerCompute, 0.0013), (.factor, -1e-7), (.money, 1e12), (.areaPerPower, 0.05),
    (.throughput, 989), (.computePrice, 2.1), (.moneyPerTime, 2400 / year),
    (.moneyPerPower, 250_000),
  ]

  @Test(arguments: canonical)
  func `a canonical number is written so that it reads back the same`(
    dimension: Dimension, value: Double
  ) throws {
    #expect(try dimension.read(dimension.text(of: value)).value == value)
  }
}

@Suite struct CanonicalTextTests {
  static let durations: [(hours: Double, text: String)] = [
    (8766, "12 months"), (43_830, "5 years"), (504, "3 weeks"), (240, "10 d"), (28, "28 h"),
    (0, "0 h"), (0.5, "0.5 h"),
  ]

  @Test(arguments: durations)
  func `a duration is written in the unit in which it is whole`(hours: Double, text: String) {
    #expect(Dimension.duration.text(of: hours) == text)
  }
}

@Suite struct NearestNameTests {
  private let known = ["cooling", "power", "pue", "sites", "start", "MW", "h"]

  @Test(arguments: [
    ("colling", "cooling"), ("powre", "power"), ("Power", "power"), ("PUE", "pue"), ("mw", "MW"),
    ("site", "sites"), ("strat", "start"), ("coo", "cooling"),
  ])
  func `a mistyped word is near the one that is meant`(word: String, meant: String) {
    #expect(NearestName.of(word, among: known) == meant)
  }

  @Test(arguments: ["", "x", "budget", "voltage", String(repeating: "power", count: 1000)])
  func `a word that is near none has no suggestion`(word: String) {
    #expect(NearestName.of(word, among: known) == nil)
  }
}

@Suite struct UnitSuggestionTests {
  private func message(_ text: String, _ dimension: Dimension) -> String {
    do {
      _ = try dimension.read(text)
      return "none"
    } catch {
      return error.message
    }
  }

  @Test(
    arguments: [
      ("9.5 M€", .money, "MEUR"), ("9 k€", .money, "kEUR"), ("5 €", .money, "EUR"),
      ("3 mln EUR", .money, "million EUR"), ("2 bn EUR", .money, "billion EUR"),
      ("2 milion EUR", .money, "million EUR"), ("9 M€/MW", .moneyPerPower, "MEUR"),
      ("3 MWW", .power, "MW"), ("18 mnths", .duration, "months"), ("18 m", .duration, "months"),
      ("5 a", .duration, "years"), ("40 /yer", .rate, "year"),
      ("40 reqests/year", .rate, "requests"),
      ("25 percent/year", .annualChange, "%"), ("30 pct", .share, "%"),
      ("14 €/MWh", .energyPrice, "EUR"),
      ("14 EUR/MWhh", .energyPrice, "MWh"), ("36 EUR/kWW/year", .moneyPerPowerTime, "kW"),
      ("2500 TFLOPS", .throughput, "TFLOP/s"), ("256 GPUs", .compute, "H100e"),
      ("2 $/GPU-h", .computePrice, "USD"), ("2 USD/GPU-h", .computePrice, "H100e-h"),
    ] as [(String, Dimension, String)])
  func `a unit that may be meant is one that measures what is asked for`(
    text: String, dimension: Dimension, meant: String
  ) {
    #expect(
      message(text, dimension).hasSuffix("; did you mean '\(meant)'?"),
      "\(message(text, dimension))")
  }

  @Test(
    arguments: [
      ("5 ct", .money), ("0.05 ct/kWh", .energyPrice), ("3 Mx", .money), ("7 g", .power),
      ("3 tt", .money), ("12 kg", .duration),
    ] as [(String, Dimension)])
  func `where none measures it, none is proposed`(text: String, dimension: Dimension) {
    let message = message(text, dimension)
    #expect(message != "none" && !message.contains("did you mean"), "\(message)")
  }

  @Test(arguments: [
    (Dimension.money, 9e6, "9 MEUR"), (.money, 1_234_567, "1.23457 MEUR"),
    (.money, 999_999.9, "1 MEUR"), (.money, 950, "950 EUR"), (.money, -2.5e9, "-2.5 GEUR"),
    (.duration, 21915, "30 months"), (.duration, 10_000, "13.6893 months"),
    (.duration, 36, "36 h"), (.duration, 100, "4.16667 d"), (.duration, 43_830, "5 years"),
    (.power, 3.45, "3.45 MW"), (.power, 1234.5678, "1234.57 MW"),
  ])
  func `a number for people is in a unit of its size`(
    dimension: Dimension, value: Double, text: String
  ) {
    #expect(dimension.roundedText(of: value) == text)
  }
}
