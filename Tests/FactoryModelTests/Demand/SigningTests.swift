import Foundation
import Testing

@testable import FactoryModel

private let day = 24.0

/// What is fixed when a request arrives, and what when a contract is signed.
@Suite struct SigningTests {
  @Test func `a contract pays the price of the day of its signing`() throws {
    // Signed on 1 February, when the hall is free again; the price rose on 20 January.
    let result = try TinyWorld(
      """
      demand:
        price: { table: [[2026-01-01, 2 EUR/H100e-h], [2026-01-20, 5 EUR/H100e-h]] }
        segments:
          early: { requests: [ { date: 2026-01-01, size: 10 H100e, term: 31 d } ] }
          late: { requests: [ { date: 2026-01-05, size: 10 H100e, term: 10 d } ] }
      sites: { hall: { capacity: 10 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).run()
    #expect(result.cash("revenue", segment: "early", period: 1) == 10 * 31 * day * 2)
    #expect(result.cash("revenue", segment: "late", period: 2) == 10 * 10 * day * 5)
  }

  @Test func `who arrived in the warm-up is not counted, though signed after it`() throws {
    let result = try TinyWorld(
      """
      warmUp: 10 d
      demand:
        price: free
        segments:
          a:
            requests:
              - { date: 2026-01-05, size: 10 H100e, term: 10 d }
              - { date: 2026-01-08, size: 10 H100e, term: 10 d }
              - { date: 2026-01-12, size: 10 H100e, term: 10 d }
      sites: { hall: { capacity: 10 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).run()
    // They start on the 5th, the 15th and the 25th; the last one waited for 13 days.
    #expect(result.metric("requests") == 1)
    #expect(result.metric("served") == 1)
    #expect(result.metric("wait_mean_h") == 13 * day)
  }

  @Test func `requests grow by the year`() throws {
    let trace = try TinyWorld.hall(
      """
          a: { arrivals: 500 /year, size: 1 H100e, sizeGrowth: 100 %/year, term: 1 h }
      """
    ).trace()
    var seen = 0
    for line in trace {
      guard let request = line.firstMatch(of: /^(\S+): request \d+ of a for (\S+) H100e$/),
        let time = Double(request.1), let size = Double(request.2)
      else { continue }
      // Four digits are told.
      #expect(abs(size / pow(2, time / 8766) - 1) < 1e-3)
      seen += 1
    }
    #expect(seen > 500)
  }

  /// Two contracts stand still for ten days after 8766 h, as the accelerators are swapped.
  private static let swap = """
    demand:
      price: { table: [[2026-01-01, 2 EUR/H100e-h], [2026-06-01, 5 EUR/H100e-h]] }
      segments:
        plain:
          priority: 2
          requests:
            - { date: 2026-01-01, size: 50 H100e, term: 550 d }
            - { date: 2026-01-02, size: 50 H100e, term: 600 d }
        urgent: { priority: 1, requests: [ { date: 2027-01-03, size: 60 H100e, term: 1 d } ] }
    accelerators:
      procurement: newest
      refresh: likeForLike
      swapDowntime: 10 d
      generations:
        A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
             price: { at: 1 EUR }, life: 1 years }
    sites:
      pod: \(TinyWorld.installedAtOnce)
    strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
    """

  @Test func `displaced contracts go on before all who wait, who signed last first`() throws {
    let trace = try TinyWorld(Self.swap).trace().filter {
      $0.contains("displaced") || $0.contains("goes on") || $0.contains("urgent")
    }
    #expect(
      trace == [
        "8766.0: contract 2 of plain for 50 H100e is displaced",
        "8766.0: contract 1 of plain for 50 H100e is displaced",
        "8808.0: request 1 of urgent for 60 H100e",
        "9006.0: contract 2 of plain for 50 H100e goes on",
        "9006.0: contract 1 of plain for 50 H100e goes on",
        // Ten days later than without the swap both are over: beside one of them it does not fit.
        "14664.0: contract 1 of urgent for 60 H100e starts",
        "14688.0: contract 1 of urgent for 60 H100e ends",
      ])
  }

  @Test func `a displaced contract keeps its price`() throws {
    let result = try TinyWorld(Self.swap).run()
    // March 2027: both run again, for the price of January 2026.
    #expect(result.cash("revenue", segment: "plain", period: 15) == 100 * 31 * day * 2)
  }

  @Test func `a price of cost plus a margin is never below zero`() throws {
    let result = try TinyWorld(
      """
      demand:
        price:
          costPlus:
            margin: { mean: -50 %, halfLife: 1 months, sd: 500 % }
            capitalCost: 8 %/year
            facility: 10 MEUR/MW
            electricity: 100 EUR/MWh
            pricePerH100e: -20 %/year
        segments: { a: { requests: [ { date: 2026-01-01, size: 1 H100e, term: 1 d } ] } }
      \(TinyWorld.retiredAfterAYear)
      sites: { pod: \(TinyWorld.installedAtOnce) }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """, end: "2030-01-01"
    ).run()
    let prices = (0..<48).map { result.stockEnd("market_price_eur_per_h100e_h", month: $0) }
    #expect(prices.min() == 0)
    #expect(prices.contains { $0 > 0 })
  }
}
