import ScenarioInputs
import ModelTestSupport
import Quantities
import Sampling
import Testing

@testable import Accounts

@Suite struct MoneySpecTests {
  @Test func `without a section nothing is discounted, escalated or taxed`() {
    var draws = testDraws(seed: 1, future: 0)
    #expect(MoneySpec.plain.terms(&draws) == MoneyTerms())
  }

  @Test func `items rise with inflation unless they have an escalator of their own`() {
    var draws = testDraws(seed: 1, future: 0)
    var spec = MoneySpec.plain
    spec.inflation = .constant(0.02)
    spec.escalators[0] = .constant(0.03)
    let terms = spec.terms(&draws)
    #expect(terms.escalation[.staff] == 0.03)
    for item in EscalatedItem.allCases where item != .staff {
      #expect(terms.escalation[item] == 0.02)
    }
  }

  @Test func `brackets and limits of the tax are drawn with its rate`() {
    var draws = testDraws(seed: 1, future: 0)
    var spec = MoneySpec.plain
    spec.tax = .init(
      rate: .constant(0.258), lowerBracket: (limit: .constant(200_000), rate: .constant(0.19)),
      lossLimit: (free: .constant(1e6), share: .constant(0.5)))
    #expect(
      spec.terms(&draws).tax
        == CorporateTax(
          rate: 0.258, lowerBracket: .init(limit: Money(200_000), rate: 0.19),
          lossLimit: .init(free: Money(1e6), share: 0.5)))
  }
}
