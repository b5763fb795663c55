public import Foundation
import Experiments
import ResultStore

extension Headline {
  /// The headline as JSON for scripts: every summary and difference, keys in alphabetical order.
  ///
  /// - Returns: UTF-8 text; what is empty in the table is left out.
  /// - Throws: never in practice; numbers are finite.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(Document(self)) + Data("\n".utf8)
  }
}

/// The JSON form of a headline.
private struct Document: Encodable {
  struct Summary: Encodable {
    let n: Int
    let reachedFraction: Double
    let negativeFraction: Double
    let mean, meanLow, meanHigh, sd: Double?
    let quantiles: [String: Double]
  }

  struct Difference: Encodable {
    let a, b, metric: String
    let n: Int
    let mean, low, high, probabilityGreater: Double?
  }

  let runID, scenario, title: String
  let replications: Int
  let strategies: [String: [String: Summary]]
  let differences: [Difference]

  init(_ headline: Headline) {
    runID = headline.run.runID
    scenario = headline.run.scenario
    title = headline.run.title
    replications = headline.replications
    strategies = Dictionary(
      uniqueKeysWithValues: headline.strategies.map { strategy in
        (strategy.name, strategy.metrics.mapValues(Summary.init))
      })
    differences = headline.differences.map {
      Difference(
        a: $0.a, b: $0.b, metric: $0.metric, n: $0.comparison.count,
        mean: $0.comparison.difference?.mean, low: $0.comparison.difference?.low,
        high: $0.comparison.difference?.high,
        probabilityGreater: $0.comparison.probabilityGreater)
    }
  }
}

extension Document.Summary {
  init(_ summary: SampleSummary) {
    n = summary.count
    reachedFraction = summary.reachedFraction
    negativeFraction = summary.negativeFraction
    mean = summary.mean?.mean
    meanLow = summary.mean?.low
    meanHigh = summary.mean?.high
    sd = summary.standardDeviation
    var quantiles: [String: Double] = [:]
    for (probability, value) in zip(SampleSummary.probabilities, summary.quantiles) {
      quantiles["p\(Int((probability * 100).rounded()))"] = value
    }
    self.quantiles = quantiles
  }
}
