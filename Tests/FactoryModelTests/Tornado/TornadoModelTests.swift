import Columns
import Experiments
import Sampling
import Testing

@testable import FactoryModel

/// Inputs held low and high in the same futures.
struct TornadoModelTests {
  private static func world(
    _ growth: String, _ coin: String = "{ discrete: { values: [1 x, 3 x], weights: [0.75, 0.25] } }"
  )
    throws -> ScenarioModel
  {
    try TinyWorld(
      """
      uncertain:
        growth: \(growth)
        coin: \(coin)
      demand:
        price: { constant: 2 EUR/H100e-h }
        segments:
          one:
            arrivals: 300 /year
            growth: { exponential: { rate: $growth } }
            size: { lognormal: { median: 2 H100e, p90: 5 H100e } }
            term: { exponential: { mean: 20 d } }
            price: $coin
      sites: { hall: { capacity: 30 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } }, none: {} }
      """
    ).model
  }

  private static let growth = "{ triangular: { low: 0 %/year, mode: 20 %/year, high: 60 %/year } }"

  @Test func `an input has its p10 and p90, and one of few values each of them`() throws {
    let levels = try Self.world(Self.growth).inputLevels
    #expect(levels.map(\.name) == ["growth", "coin"])
    #expect(levels[0].levels.map(\.name) == ["p10", "p90"])
    // Of the triangle: 10 % below √(0.1 · 60 · 20), 90 % below 60 − √(0.1 · 60 · 40).
    #expect(abs(levels[0].levels[0].value - 120.0.squareRoot()) < 1e-9)
    #expect(abs(levels[0].levels[1].value - (60 - 240.0.squareRoot())) < 1e-9)
    #expect(levels[1].levels.map(\.value) == [1, 3])
    #expect(try Self.world("20 %/year", "1 x").inputLevels.isEmpty)
  }

  @Test func `a case is the scenario with that value written, to the bit, in the same futures`()
    throws
  {
    let model = try Self.world(Self.growth)
    let metric = try #require(model.layout.metrics.firstIndex(of: .revenue))
    let tornado = TornadoModel(model, strategies: [0, 1], metric: metric)
    #expect(tornado.cases.count == 5 && tornado.strategies.count == 10)
    #expect(tornado.strategies[2] == "only with growth at p10")
    var worker = tornado.makeWorker()
    var result = ReplicationResult(tornado.layout)
    for future in 0..<3 {
      worker.begin(future: future, inner: 0)
      var found: [Double] = []
      for strategy in tornado.strategies.indices {
        try worker.run(strategy: strategy, into: &result)
        found.append(result.metrics[0])
      }
      for (number, held) in tornado.cases.enumerated() {
        var texts = [Self.growth, "{ discrete: { values: [1 x, 3 x], weights: [0.75, 0.25] } }"]
        if let held {
          texts[held.input.input] =
            "\(held.level.value) \(held.input.unit.isEmpty ? "x" : held.input.unit)"
        }
        let written = try Self.world(texts[0], texts[1])
        let own = written.makeWorker()
        _ = try own.begin(future: future, inner: 0)
        var whole = ReplicationResult(written.layout)
        own.run(strategy: 0, into: &whole)
        #expect(found[2 * number] == whole.metrics[metric], "\(number) in \(future)")
        #expect(found[2 * number + 1] == 0)
      }
      #expect(Set(found).count > 4)
    }
  }
}
