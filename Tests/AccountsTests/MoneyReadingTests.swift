import ScenarioInputs
import ModelTestSupport
import Quantities
import Sampling
import ScenarioReading
import Testing

@testable import Accounts

@Suite struct MoneyReadingTests {
  static func terms(_ written: Written) -> (MoneyTerms, MoneySpec, messages: [String]) {
    let (spec, messages) = written.read { MoneySpec(from: $0) }
    var draws = testDraws(seed: 1, future: 0)
    return (spec.terms(&draws), spec, messages)
  }

  @Test func `a whole section is read in the units of the model`() {
    let (terms, spec, messages) = Self.terms([
      "discount": "9 %/year",
      "inflation": "2 %/year",
      "escalators": ["staff": "3 %/year", "energyTax": "0 %/year"],
      "exchange": "1.13 USD/EUR",
      "corporateTax": "25.8 %",
      "lowerTaxBracket": ["upTo": "200 kEUR", "rate": "19 %"],
      "lossLimit": ["free": "1 MEUR", "share": "50 %"],
      "depreciation": ["facility": "15 years"],
    ])
    #expect(messages == [])
    #expect(agrees(terms.discount, 0.09))
    #expect(agrees(terms.escalation[.staff], 0.03))
    #expect(terms.escalation[.energyTax] == 0)
    #expect(agrees(terms.escalation[.grid], 0.02))
    #expect(agrees(terms.tax.rate, 0.258))
    #expect(terms.tax.lowerBracket?.limit == Money(200_000))
    #expect(terms.tax.lossLimit == .init(free: Money(1e6), share: 0.5))
    #expect(terms.facilityLife == .years(15))
    #expect(terms.connectionLife == .years(20))
    var draws = testDraws(seed: 1, future: 0)
    #expect(spec.exchange?.value(&draws) == 1.13)
  }

  @Test func `an empty section is as good as none`() {
    let (terms, spec, messages) = Self.terms([:])
    #expect(messages == [])
    #expect(terms == MoneyTerms())
    #expect(spec.exchange == nil)
  }

  @Test(
    arguments: [
      ["dscr": "1.3"], ["timing": "start"], ["escalators": ["stuff": "3 %/year"]],
      ["discount": "9 %"], ["discount": "-1 %/year"], ["corporateTax": "120 %"],
      ["depreciation": ["facility": "0 years"]], ["lossLimit": ["free": "1 MEUR"]],
    ] as [Written])
  func `what is not modelled, or can't be, is a mistake`(written: Written) {
    #expect(Self.terms(written).messages.count == 1)
  }
}
