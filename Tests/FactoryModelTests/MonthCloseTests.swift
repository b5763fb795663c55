import Testing

@testable import FactoryModel

/// Fifteen years; the price of electricity is the number of the month, 1…12 EUR/MWh, and a request
/// arrives with each month.
@Suite struct MonthCloseTests {
  // A close that is late by any rounding counts the next month's request; one that is early sees the
  // price of the month before.
  @Test(arguments: ["1 h", "1 d", "1 months"])
  func `months close at the midnights of the calendar, in the last year as in the first`(
    step: String
  ) throws {
    let firsts = (2026...2040).flatMap { year in
      (1...12).map { "\(year)-\($0 < 10 ? "0" : "")\($0)-01" }
    }
    let result = try TinyWorld(
      """
      demand:
        price: free
        segments:
          monthly:
            requests:
      \(firsts.map { "        - { date: \($0), size: 1 H100e, term: 1 d }" }.joined(separator: "\n"))
      energy:
        step: \(step)
        spot:
          ornsteinUhlenbeck:
            mean: 1 EUR/MWh
            halfLife: 1 d
            sd: 0 EUR/MWh
            season: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
      sites: { hall: { capacity: 1 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """, end: "2041-01-01"
    ).run()
    for month in 0..<180 {
      #expect(result.flow("requests", month: month) == 1)
      #expect(result.stockMean("spot_price_eur_per_mwh", month: month) == Double(month % 12 + 1))
      // The boundary belongs to the month that begins; after the last there is none.
      let next = month == 179 ? 12 : (month + 1) % 12 + 1
      #expect(result.stockEnd("spot_price_eur_per_mwh", month: month) == Double(next))
    }
  }
}
