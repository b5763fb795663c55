import ModelTestSupport
import Foundation
import Quantities
import Sampling
import ScenarioReading
import Testing
import TimePaths

@testable import FactoryModel

@Suite struct EnergyReadingTests {
  /// The market that a section makes, and the messages of reading it.
  static func market(_ written: Written) -> (EnergyMarket, messages: [String]) {
    let (spec, messages) = written.read { EnergySpec(from: $0) }
    var draws = testDraws(seed: 1, future: 0)
    var market = EnergyMarket()
    if messages.isEmpty {
      spec.prepare(&market, in: testCalendar((2026, 1), to: (2031, 1)), &draws)
    }
    return (market, messages)
  }

  @Test func `a whole section is read in the units of the model`() {
    let (market, messages) = Self.market([
      "spot": ["constant": ["price": "80 EUR/MWh", "changes": "2 %/year"]],
      "step": "1 months",
      "ppa": ["share": "50 %", "price": "68 EUR/MWh", "indexation": "1 %/year"],
      "tax": [
        "bands": [["upTo": "10 MWh", "rate": "91.6 EUR/MWh"], ["rate": "3.3 EUR/MWh"]]
      ],
      "emissions": "240 g/kWh",
    ])
    #expect(messages == [])
    #expect(agrees(market.spot.price(at: SimTime(800)).value, 80 * pow(1.02, 744 / 8766)))
    #expect(
      market.agreement
        == PowerPurchaseAgreement(share: 0.5, priceAtStart: EnergyPrice(68), indexation: 0.01))
    #expect(market.tax.bands.map(\.limit) == [Energy(10), Energy(.infinity)])
    #expect(market.tax.bands.map(\.rate.value) == [91.6, 3.3])
    #expect(agrees(market.emissionIntensity.value(at: 0), 0.24))
  }

  @Test func `a bare price is constant, and nothing else need be given`() {
    let (market, messages) = Self.market(["spot": "80 EUR/MWh"])
    #expect(messages == [])
    #expect(market.spot.integral(from: .start, to: SimTime(10)) == 800)
    #expect(market.agreement == nil)
    #expect(market.tax.bands.isEmpty)
    #expect(market.emissionIntensity.value(at: 0) == 0)
  }

  @Test func `prices and emissions may be given by date`() {
    let (market, messages) = Self.market([
      "spot": ["table": [["2025-01-01", "90 EUR/MWh"], ["2027-01-01", "70 EUR/MWh"]]],
      "emissions": ["table": [["2026-01-01", "240 g/kWh"], ["2026-02-01", "0.2 t/MWh"]]],
    ])
    #expect(messages == [])
    #expect(market.spot.price(at: SimTime(8759)) == EnergyPrice(90))
    #expect(market.spot.price(at: SimTime(8760)) == EnergyPrice(70))
    #expect(agrees(market.emissionIntensity.integral(from: 743, to: 745), 0.44))
  }

  @Test func `the parameters of a process stand under its name`() {
    let (market, messages) = Self.market([
      "spot": [
        "ornsteinUhlenbeck": [
          "mean": "82 EUR/MWh", "halfLife": "28 h", "sd": "0 EUR/MWh",
          "season": [
            "1.1", "1.0", "0.9", "0.8", "0.8", "0.9", "1.0", "1.0", "1.1", "1.1", "1.2", "1.1",
          ],
        ]
      ]
    ])
    #expect(messages == [])
    #expect(market.spot.price(at: SimTime(100)) == EnergyPrice(82 * 1.1))
    #expect(market.spot.steps.openings.count == 1826)
  }

  static let mistakes: [(written: Written, message: String)] = [
    (
      ["spot": "80 EUR/MWh", "step": "2 h"],
      "'step' must be '1 h', '1 d', '1 weeks' or '1 months'"
    ),
    (
      [
        "spot": "80 EUR/MWh",
        "tax": ["bands": [["rate": "9 EUR/MWh"], ["rate": "3 EUR/MWh"]]],
      ], "only the last band has no 'upTo'"
    ),
    (
      ["spot": "80 EUR/MWh", "tax": ["bands": [["upTo": "10 MWh", "rate": "9 EUR/MWh"]]]],
      "the last band must have no 'upTo': it takes all the rest"
    ),
    (
      [
        "spot": "80 EUR/MWh",
        "tax": [
          "bands": [
            ["upTo": "10 MWh", "rate": "9 EUR/MWh"], ["upTo": "10 MWh", "rate": "8 EUR/MWh"],
            ["rate": "3 EUR/MWh"],
          ]
        ],
      ], "the limits of the bands must rise from band to band"
    ),
  ]

  @Test(arguments: mistakes)
  func `mistakes are said in words`(written: Written, message: String) {
    #expect(Self.market(written).messages == [message])
  }

  @Test func `an empty list of bands, a missing price and an unknown process are mistakes`() {
    for written: Written in [
      ["step": "1 d"], ["spot": ["schwartz": ["mean": "80 EUR/MWh"]]],
      ["spot": "80 EUR/MWh", "tax": ["bands": []]], ["spot": "80 MWh"],
      ["spot": "80 EUR/MWh", "jumps": "1 /year"],
    ] {
      #expect(!Self.market(written).messages.isEmpty, "\(written)")
    }
  }
}
