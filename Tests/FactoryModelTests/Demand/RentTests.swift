import Foundation
import ModelTestSupport
import Quantities
import Testing

@testable import FactoryModel

/// What an entrant must ask for an H100e-hour who re-lets it at falling rents.
@Suite struct RentTests {
  /// EUR a year for the hardware of an H100e of 17,858 EUR at a cost of capital of 11.5 %, by the months of a
  /// contract: read from the price of the first month of a market with nothing else to pay.
  private static func capital(
    change: String, resale: String, months: Int, byTerm: Bool = false
  ) throws -> Double {
    let world = try TinyWorld(
      """
      demand:
        price:
          costPlus:
            margin: { mean: 0 }
            capitalCost: 11.5 %/year
            facility: 0 EUR/MW
            electricity: 0 EUR/MWh
            upkeep: 4 %/year
            occupancy: 100 %
            marketLife: 5 years
            pricePerH100e: \(change)
            resale: \(resale)
            \(byTerm ? "byTerm: true" : "contract: \(months) months")
        segments: { a: { requests: [ { date: 2026-01-01, size: 1 H100e, term: \(months) months } ] } }
      accelerators:
        procurement: newest
        generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 17858 EUR } } }
      sites: { hall: { capacity: 1 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """)
    let result = world.run()
    // January has 744 h, of which a contract of one month has 730.5.
    return result.cash("revenue", segment: "a", period: 1) / min(744, Double(months) * 730.5) * 8766
  }

  @Test(arguments: [1, 6, 18, 36, 60])
  func `with prices that stay, a rent repays capital and upkeep, for any term`(months: Int) throws {
    #expect(
      abs(try Self.capital(change: "0 %/year", resale: "0 %", months: months) - 5366.7) < 0.05)
  }

  /// Where prices of new accelerators fall by 23 % a year: a shorter contract asks more.
  @Test(arguments: [(1, 8425.3), (6, 7988.9), (18, 7083.5), (36, 6028.4), (60, 5029.2)])
  func `with falling prices a rent is higher, the more the shorter its contract`(
    months: Int, known: Double
  ) throws {
    let asked = try Self.capital(change: "-23 %/year", resale: "12.5 %", months: months)
    #expect(abs(asked - known) < 0.05)
    let own = try Self.capital(
      change: "-23 %/year", resale: "12.5 %", months: months, byTerm: true)
    #expect(abs(own - known) < 0.05)
  }

  @Test func `where prices rise, a longer contract asks more`() throws {
    let short = try Self.capital(change: "10 %/year", resale: "0 %", months: 6)
    let long = try Self.capital(change: "10 %/year", resale: "0 %", months: 36)
    #expect(short < long)
    #expect(short < 5366)
  }

  /// EUR/H100e-h, by the rows of a rack of 72 units of 60,000 USD in early 2026.
  private static func price(facility: Bool, power: Bool, lead: String, hardware: Bool = true) throws
    -> Double
  {
    try TinyWorld(
      """
      demand:
        price:
          costPlus:
            margin: { mean: 0 }
            capitalCost: 11.5 %/year
            facility: \(facility ? 11.5 : 0) MEUR/MW
            upkeep: 4 %/year
            electricity: \(power ? 110 : 0) EUR/MWh
            pue: 1.2
            usage: 80 %
            occupancy: 65 %
            lead: \(lead)
            resale: 12.5 %
            pricePerH100e: -23 %/year
        segments: { a: { requests: [ { date: 2026-01-01, size: 1 H100e, term: 1 d } ] } }
      money: { exchange: 1.13 USD/EUR }
      accelerators:
        procurement: newest
        generations: { GB300: { released: 2025-01-01, bf16: 2500 TFLOP/s, fp8: 5000 TFLOP/s, power: 2 kW, life: 5 years,
          price: { at: \(hardware ? 60000 : 0) USD } } }
      sites: { hall: { capacity: 1 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).run().stockMean("market_price_eur_per_h100e_h", month: 0)
  }

  @Test func `building, power, and lead each have their part`() throws {
    let perUnit = (2500 / 989.0 + 5000 / 1979.0) / 2 * 1.13
    func dollars(_ price: Double) -> Double { price * perUnit }
    #expect(
      abs(try Self.price(facility: true, power: false, lead: "0 h", hardware: false) - 0.277)
        < 0.0005)
    #expect(
      abs(try Self.price(facility: false, power: true, lead: "0 h", hardware: false) - 0.118)
        < 0.0005)
    #expect(abs(dollars(try Self.price(facility: true, power: true, lead: "0 h")) - 5.31) < 0.005)
    #expect(
      abs(dollars(try Self.price(facility: true, power: true, lead: "9.6 months")) - 5.66) < 0.005)
  }

  // MARK: The entrant

  /// The worth of an entrant who buys in 2028 and re-lets 65 of 100 H100e for five years, each contract as it
  /// ends, as a part of what was paid.
  private static func worth(terms: [Int], change: String = "-23 %/year") throws -> Double {
    let firsts = terms.indices.map { terms[..<$0].reduce(0, +) } + [60]
    let calendar = testCalendar((2028, 1), to: (2034, 1))
    let requests = terms.indices.map { contract in
      let (begin, end) = (firsts[contract], firsts[contract + 1])
      let days = (calendar.monthStarts[end] - calendar.monthStarts[begin]).value / 24
      return "{ date: \(calendar.firstDay(ofMonth: begin)), size: 65 H100e, term: \(days) d }"
    }
    let result = try TinyWorld(
      """
      demand:
        price:
          costPlus:
            margin: { mean: 0 }
            capitalCost: 9 %/year
            facility: 0 EUR/MW
            electricity: 0 EUR/MWh
            upkeep: 4 %/year
            occupancy: 65 %
            pricePerH100e: \(change)
            byTerm: true
        segments: { a: { requests: [ \(requests.joined(separator: ", ")) ] } }
      money: { discount: 9 %/year }
      accelerators:
        procurement: newest
        refresh: retire
        maintenance: 4 %/year
        generations:
          A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, life: 5 years,
               price: { at: 10000 EUR, changes: -23 %/year }, residual: [[1 years, 60 %], [5 years, 12.5 %]] }
      sites: { pod: \(TinyWorld.installedAtOnce) }
      strategies: { only: { phases: { first: { site: pod, start: 2028-01-01 } } } }
      """, start: "2028-01-01", end: "2034-01-01"
    ).run()
    // Bought at the start, an opening flow. Life ends within the last of the sixty months.
    return result.metric("npv_eur") / -result.cash("capex_accelerators", period: 0)
  }

  @Test(arguments: [
    Array(repeating: 6, count: 10), [18, 18, 18, 6], [60],
  ])
  func `an entrant is worth nothing, whatever the term of his contracts`(terms: [Int]) throws {
    #expect(abs(try Self.worth(terms: terms)) < 5e-4)
  }

  @Test func `he loses where prices fall faster than sellers foresee, and earns where they do not`()
    throws
  {
    #expect(try Self.worth(terms: [18, 18, 18, 6], change: "-10 %/year") < -0.05)
    #expect(try Self.worth(terms: [18, 18, 18, 6], change: "-35 %/year") > 0.05)
  }

  // MARK: Density

  /// Sizes of requests that arrive before and after a generation of 6.78 H100e per kW follows one of 1.26.
  @Test func `a request for as many kilowatts grows with the density`() throws {
    func sizes(_ growth: String) throws -> [Double] {
      try TinyWorld(
        """
        demand:
          price: { constant: 1 EUR/H100e-h }
          segments: { a: { arrivals: 100 /year, size: 100 H100e, sizeGrowth: \(growth), term: 1 h, patience: 0 h } }
        accelerators:
          procurement: newest
          precisionMix: 100 %
          generations:
            A: { released: 2025-01-01, bf16: \(989 * 1.26) TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 1000 EUR } }
            B: { released: 2027-01-01, bf16: \(989 * 6.78) TFLOP/s, fp8: 1979 TFLOP/s, power: 1 kW, price: { at: 2000 EUR }, lead: 3 months }
        sites: { hall: { capacity: 1000 H100e, live: start } }
        strategies: { only: { phases: { first: { site: hall } } } }
        """
      ).trace().compactMap { line in
        guard let match = line.firstMatch(of: /^(\S+): request \d+ of a for (\S+) H100e$/),
          let size = Double(match.2)
        else { return nil }
        return size
      }
    }
    let grown = try sizes("density")
    #expect(Set(grown).count == 2)
    #expect(grown.min() == 100)
    #expect(abs((grown.max() ?? 0) / 100 - 5.38) < 0.005)
    #expect(Set(try sizes("0 %/year")) == [100])
  }

  @Test func `a size follows the density of accelerators only where there are some`() {
    let text = """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      demand: { segments: { a: { arrivals: 1 /year, size: 1 H100e, term: 1 d, sizeGrowth: density } }, price: free }
      sites: { s: { capacity: 1 H100e, live: start } }
      strategies: { o: { phases: { p: { site: s } } } }

      """
    #expect(
      WrittenScenario(text).problems == [
        "s.yaml:4:85: error: 'sizeGrowth: density' follows the accelerators: add a section 'accelerators' with their generations, or give a yearly change"
      ])
  }

  @Test(arguments: [
    (
      "", "5 years",
      "'costPlus' needs to know how the price of new accelerators changes: add 'pricePerH100e"
    ),
    (
      ", pricePerH100e: -20 %/year", "forever",
      "needs to know how long accelerators are let, since 'A' has no 'life'"
    ),
  ])
  func `what the rent needs and nobody says is asked for`(
    more: String, life: String, words: String
  ) {
    let text = """
      title: t
      start: 2026-01-01
      end: 2027-01-01
      demand: { segments: { a: { arrivals: 1 /year, size: 1 H100e, term: 1 d } },
        price: { costPlus: { margin: { mean: 0 }, capitalCost: 9 %/year, facility: 1 MEUR/MW, electricity: 1 EUR/MWh\(more) } } }
      accelerators: { procurement: newest, generations: { A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s,
        power: 1 kW, price: { at: 1 EUR }, life: \(life) } } }
      sites: { s: { capacity: 1 H100e, live: start } }
      strategies: { o: { phases: { p: { site: s } } } }

      """
    let problems = WrittenScenario(text).problems
    #expect(problems.count == 1 && problems[0].contains(words), "\(problems)")
  }
}
