import Foundation
import Testing

@testable import Quantities

@Suite struct DimensionPatternTests {
  private static let dimensions: [Quantities.Dimension] =
    Quantities.Dimension.known + [.hazard, .annualChange, .yearlyShare, .share, .factor]

  private static func matches(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  /// Texts of units in one, two and three parts: of the last only one unit of each kind.
  private static let units: [String] = {
    let names = UnitAtom.all.map(\.name)
    let some = [
      "h", "year", "MW", "kWh", "EUR", "USD", "H100e", "H100e-h", "TFLOP/s", "t", "ha", "%", "x",
      "site",
    ]
    let two = ([""] + names).flatMap { top in names.map { "\(top)/\($0)" } }
    let three = ([""] + some).flatMap { top in
      some.flatMap { one in some.map { "\(top)/\(one)/\($0)" } }
    }
    return [""] + names + two + three
  }()

  @Test(arguments: dimensions) func `whatever is read as a number of a dimension fits its pattern`(
    _ dimension: Quantities.Dimension
  ) throws {
    var count = 0
    for unit in Self.units {
      let text = "3 " + unit
      guard (try? dimension.read(text)) != nil else { continue }
      count += 1
      #expect(Self.matches(text, dimension.pattern), "\(text) as \(dimension.noun)")
      #expect(Self.matches(text, Quantities.Dimension.anyPattern), "\(text)")
    }
    #expect(count > 0)
  }

  @Test func `numbers fit as they may be written`() throws {
    let texts = [
      "1_000.5 MEUR", "+.5 kEUR", " -1e-3EUR ", "3 million EUR", "2 thousand  USD", "1E+2 GUSD",
    ]
    for text in texts {
      _ = try Quantities.Dimension.money.read(text)
      #expect(Self.matches(text, Quantities.Dimension.money.pattern), "\(text)")
    }
    let prices = ["82 EUR per MWh", "82 EUR / MWh", "0.082 EUR/kWh", "82 USD/H100e-h"]
    for (text, dimension) in zip(
      prices, [Quantities.Dimension.energyPrice, .energyPrice, .energyPrice, .computePrice])
    {
      _ = try dimension.read(text)
      #expect(Self.matches(text, dimension.pattern), "\(text)")
    }
    _ = try Quantities.Dimension.throughput.read("5 TFLOP / s")
    #expect(Self.matches("5 TFLOP / s", Quantities.Dimension.throughput.pattern))
  }

  @Test func `other units do not fit, and neither do words`() {
    let wrong: [(Quantities.Dimension, [String])] = [
      (
        .rate,
        ["30", "30 MW", "30 /yaer", "30 blobs", "thirty /year", "1,000 /year", "30 EUR/year"]
      ),
      (.power, ["30 MWh", "30 mw", "30", "30 months", "3 0 MW", "30 MW/year"]),
      (.share, ["0.3 x", "70 percent", "70 MW", ".", ""]),
      (.annualChange, ["1 %/month", "5 %", "5 % year"]),
      (.computePrice, ["2 USD/H100e", "2 EUR"]),
      (.energyPrice, ["46 EUR/kW/year", "82 EUR", "82 EUR/MW", "82 €/MWh"]),
      (.moneyPerPowerTime, ["46 EUR/MWh", "46 EUR/kW"]),
    ]
    for (dimension, texts) in wrong {
      for text in texts {
        #expect((try? dimension.read(text)) == nil, "\(text)")
        #expect(!Self.matches(text, dimension.pattern), "\(text) as \(dimension.noun)")
      }
    }
    #expect(!Self.matches("30 blobs", Quantities.Dimension.anyPattern))
  }
}
