import Testing

@testable import FactoryModel

/// Requests at rates that change by date.
@Suite struct DatedArrivalTests {
  private func requests(_ arrivals: String, months: Range<Int>) throws -> Double {
    let result = try TinyWorld.hall(
      "    a: { arrivals: \(arrivals), size: 1 H100e, term: 1 months }"
    ).run()
    return months.reduce(0) { $0 + result.flow("requests", month: $1) }
  }

  @Test func `each rate holds from its date, and the first before it too`() throws {
    let plain = try requests("400 /year", months: 0..<11)
    #expect(plain > 300)
    #expect(try requests("[[2027-06-01, 400 /year]]", months: 0..<11) == plain)
    // Nobody in January: what would have come in eleven months comes in the eleven after it, 744 h later.
    let late = "[[2026-01-01, 0 /year], [2026-02-01, 400 /year]]"
    #expect(try requests(late, months: 0..<1) == 0)
    #expect(try requests(late, months: 1..<12) == plain)
    let ending = "[[2026-01-01, 400 /year], [2026-12-01, 0 /year]]"
    #expect(try requests(ending, months: 0..<24) == plain)
  }

  private func problems(_ segment: String) -> [String] {
    WrittenScenario(
      """
      title: t
      start: 2026-01-01
      end: 2028-01-01
      demand:
        price: 2 EUR/H100e-h
        segments:
          a: \(segment)
      sites: { hall: { capacity: 10 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).problems
  }

  @Test func `rates by date stand beside no growth`() {
    #expect(
      problems(
        "{ arrivals: [[2026-07-01, 4 /year]], growth: constant, size: 1 H100e, term: 1 months }")
        == [
          "s.yaml:7:53: error: 'growth' has no effect on arrivals by date, whose rates say how they grow; take one of them out"
        ])
    #expect(
      problems("{ arrivals: [2026-07-01, 4 /year], size: 1 H100e, term: 1 months }").first
        == "s.yaml:7:21: error: each of 'arrivals' must be a pair, as in '[[2028-06-01, 40 /year]]' (found '2026-07-01')"
    )
  }
}
