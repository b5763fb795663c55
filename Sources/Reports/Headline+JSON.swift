import Columns
import Experiments
import ResultStore

extension Headline {
  /// The headline for programs: every summary and difference, under the names that the exported
  /// tables have for them.
  public var document: some Encodable { HeadlineDocument(self) }
}

/// What `JSONText` makes of a headline.
private struct HeadlineDocument: Encodable {
  struct Strategy: Encodable {
    let name: String
    let metrics: [String: Summary]
  }

  struct Summary: Encodable {
    let unit: String
    let n: Int
    let reachedFraction, negativeFraction: Double
    let mean, meanCiLow, meanCiHigh, sd: Double?
    let p5, p10, p25, p50, p75, p90, p95: Double?
  }

  struct Difference: Encodable {
    let strategyA, strategyB, metric, unit: String
    let n: Int
    let meanDifference, ciLow, ciHigh, medianDifference: Double?
    let pAGreater, pAStrictlyGreater, pTied: Double?
    let nMissing: Int
    let signTestP: Double
  }

  struct Constraint: Encodable {
    let strategy, phase, cause: String
    let shareOfTime, shareLast, meanSlackH, meanLateH: Double?
  }

  let runId, scenario, title, scenarioSha256, engineVersion: String
  let seed: UInt64
  let replications, inner: Int
  let replicationsStored: Int
  let strategies: [Strategy]
  let differences: [Difference]
  let constraints: [Constraint]
  let notes: [String]

  init(_ headline: Headline) {
    let run = headline.run
    runId = run.runID
    scenario = run.scenario
    title = run.title
    scenarioSha256 = run.scenarioSHA256
    engineVersion = run.engineVersion
    seed = run.seed
    replications = run.design.futures
    inner = run.design.inner
    replicationsStored = headline.replications
    strategies = headline.strategies.map { strategy in
      let metrics = strategy.summaries.all.map { column, summary in
        (column.variable.name, Summary(summary, unit: column.variable.unit))
      }
      return Strategy(name: strategy.name, metrics: Dictionary(uniqueKeysWithValues: metrics))
    }
    notes = headline.notes()
    constraints = headline.constraints.phases.flatMap { phase in
      phase.causes.map {
        Constraint(
          strategy: phase.strategyName, phase: phase.name, cause: $0.name,
          shareOfTime: $0[.shareOfTime], shareLast: $0[.shareLast], meanSlackH: $0[.slack],
          meanLateH: $0[.late])
      }
    }
    differences = headline.differences.map {
      Difference(
        strategyA: $0.a, strategyB: $0.b, metric: $0.variable.name, unit: $0.variable.unit,
        n: $0.comparison.count,
        meanDifference: $0.comparison.mean?.mean, ciLow: $0.comparison.difference?.low,
        ciHigh: $0.comparison.difference?.high,
        medianDifference: $0.comparison.median?.median,
        pAGreater: $0.comparison.probabilityGreater,
        pAStrictlyGreater: $0.comparison.strictlyGreaterFraction,
        pTied: $0.comparison.tiedFraction, nMissing: $0.comparison.missing,
        signTestP: $0.comparison.signs.pValue)
    }
  }
}

extension HeadlineDocument.Summary {
  init(_ summary: SampleSummary, unit: String) {
    self.unit = unit
    n = summary.count
    reachedFraction = summary.reachedFraction
    negativeFraction = summary.negativeFraction
    mean = summary.mean?.mean
    meanCiLow = summary.mean?.low
    meanCiHigh = summary.mean?.high
    sd = summary.standardDeviation
    p5 = summary.quantile(0.05)
    p10 = summary.quantile(0.1)
    p25 = summary.quantile(0.25)
    p50 = summary.quantile(0.5)
    p75 = summary.quantile(0.75)
    p90 = summary.quantile(0.9)
    p95 = summary.quantile(0.95)
  }
}
