import ScenarioFiles
import Testing

@testable import Reports

/// What the plans of a scenario are, in words that follow from it.
struct PlanWordsTests {
  private static let text = """
    money: { discount: { value: 9 %/year, confidence: assumed } }
    sites:
      pod: { power: 4.25 MW }
      land: { power: 0 MW, connection: 69 MW }
      hall: { power: 15 MW }
    strategies:
      pods:
        title: Pods
        budget: { amount: 6000 MEUR }
        phases:
          first: { site: pod, sites: 3, regions: [north, south], tier: mediumVoltage, start: 2026-03-01 }
          second: { site: pod, sites: 4, regions: [west, east], tier: mediumVoltage, when: { after: { phase: first, milestone: firstEnergised, lag: 0 h } } }
          third: { site: pod, sites: 7, regions: [east], tier: mediumVoltage, when: { utilisation: { above: 70 %, for: 3 months } } }
      halls:
        budget: { amount: 6000 MEUR }
        phases:
          land: { site: land, sites: 1, regions: [north], tier: transmission, start: 2026-03-01 }
          first: { site: hall, sites: 1, standsOn: land, start: 2026-03-01 }
          next: { site: hall, sites: 3, standsOn: land, start: 2026-03-01, gates: { build: { any: [{ waiting: { above: 500 H100e, for: 2 months } }, { date: 2030-01-01 }] } } }
      block:
        budget: { amount: 6000 MEUR }
        discount: 8 %/year
        phases: { campus: { site: hall, sites: 1, regions: [north], tier: transmission, start: 2026-03-01 } }
      none: {}
    """

  private static func words(_ text: String = text) throws -> PlanWords {
    let root = try #require(StoredScenario(text).root)
    return PlanWords(
      plans: PlanFacts.all(in: root),
      names: ReaderNames(regions: ["north": .init(title: "the North")]),
      discount: PlanFacts.discount(in: root))
  }

  @Test func `what all plans share is said once`() throws {
    let words = try Self.words()
    #expect(
      words.setting(futures: 1000, years: 2026...2040)
        == "Four plans, the same customers, grid and prices in each of 1\u{202F}000 futures, 2026 to 2040."
        + " Each may commit 6 billion EUR. Cost of capital: 9 % a year, beside which some have their own."
    )
  }

  @Test func `budgets that differ stand with each plan`() throws {
    let words = try Self.words(
      Self.text.replacing(
        "amount: 6000 MEUR }\n    discount", with: "amount: 1.5 GEUR }\n    discount"))
    #expect(!words.setting(futures: 1, years: 2026...2040).contains("commit"))
    #expect(words.line(words.plans[0]).hasSuffix("; may commit 6 billion EUR"))
    #expect(words.line(words.plans[2]).contains("; may commit 1.5 billion EUR;"))
  }

  @Test func `sites, where they are, and what each step waits for`() throws {
    let words = try Self.words()
    #expect(
      words.plans.map(words.line) == [
        "14 sites of 4.25 MW on medium voltage in four regions; three from March 2026, four more once one of"
          + " the first three has power, seven more when 70 % full for 3 months",
        "four sites of 15 MW, all on one connection of 69 MW, on transmission in the North; one from March"
          + " 2026, three more when requests for more than 500 H100e wait for 2 months or from January 2030",
        "one site of 15 MW on transmission in the North; from March 2026; its own cost of capital is 8 % a"
          + " year",
        "begins nothing: the world without us",
      ])
  }

  @Test func `a budget and a cost of capital that are drawn are not said`() throws {
    let words = try Self.words(
      Self.text.replacing("6000 MEUR", with: "{ uniform: { low: 1 MEUR, high: 2 MEUR } }")
        .replacing("value: 9 %/year", with: "value: $rate"))
    let setting = words.setting(futures: 2, years: 2026...2040)
    #expect(setting.hasSuffix("2026 to 2040."))
  }
}
