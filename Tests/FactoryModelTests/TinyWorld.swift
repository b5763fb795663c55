import Columns
import Experiments
import Quantities
import ScenarioFiles
import ScenarioReading
import Testing

@testable import FactoryModel

/// A scenario of a few lines, run in the test's own process.
struct TinyWorld {
  let model: ScenarioModel

  /// Reads a scenario; `head` with title, start and end is put in front.
  init(
    _ text: String, start: String = "2026-01-01", end: String = "2028-01-01", seed: UInt64 = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let head = "title: tiny\nstart: \(start)\nend: \(end)\n"
    let loaded = try ScenarioFile.load(text: head + text, file: "tiny.yaml")
    let (scenario, _) = try ScenarioFile.read(loaded) { Scenario(from: $0) }.get()
    model = ScenarioModel(scenario, seed: seed)
  }

  /// Runs one strategy of one replication.
  func run(_ strategy: String? = nil, future: Int = 0, inner: Int = 0) -> TinyResult {
    let worker = model.makeWorker()
    var result = ReplicationResult(model.layout)
    do {
      _ = try worker.begin(future: future, inner: inner)
    } catch {
      Issue.record(error, "no tiny world holds more than can be simulated")
    }
    let index = strategy.flatMap { model.strategies.firstIndex(of: $0) } ?? 0
    worker.run(strategy: index, into: &result)
    return TinyResult(layout: model.layout, strategy: index, result: result)
  }

  /// What happened, line by line, as hours and words.
  func trace(future: Int = 0) -> [String] {
    do {
      return try model.trace(future: future, inner: 0, strategy: 0).dropLast()
        .map { "\($0.time.hours): \($0.text)" }
    } catch {
      Issue.record(error, "no tiny world holds more than can be simulated")
      return []
    }
  }
}

extension TinyWorld {
  /// A site of 10 H100e and what else is named; every instant can be worked out by hand.
  static func hall(_ segments: String, sites: String = "", phases: String = "") throws -> TinyWorld
  {
    try TinyWorld(
      """
      demand:
        price: { constant: 2 EUR/H100e-h }
        segments:
      \(segments)
      sites:
        hall: { capacity: 10 H100e, live: start }
      \(sites)
      strategies:
        only: { phases: { first: { site: hall }\(phases) } }
      """
    )
  }
}

extension TinyWorld {
  /// Accelerators of 1 H100e and 10 kW, which nothing replaces after 8766 h.
  static let retiredAfterAYear = """
    accelerators:
      procurement: newest
      refresh: retire
      generations:
        A: { released: 2025-01-01, bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW,
             price: { at: 1 EUR }, life: 1 years }
    """

  /// A site of 1 MW that is live the instant it is begun.
  static let installedAtOnce =
    "{ power: 1 MW, stages: { accelerators: { for: install }, "
    + "install: { after: [accelerators], takes: 0 d } } }"
}

/// The results of one replication by name.
struct TinyResult {
  let layout: ResultLayout
  let strategy: Int
  let result: ReplicationResult

  func metric(_ name: String, segment: String = "", region: String = "", tier: String = "")
    -> Double
  {
    let scope = Scope(segment: segment, region: region, tier: tier)
    return column(of: "metric", name, scope, in: layout.metrics).map { result.metrics[$0] } ?? .nan
  }

  func cash(_ line: String, segment: String = "", period: Int) -> Double {
    column(of: "cash line", line, Scope(segment: segment), in: layout.cashLines)
      .map { result.cash[$0 * layout.periods + period] } ?? .nan
  }

  /// The month end of a stock.
  func stockEnd(_ name: String, month: Int) -> Double {
    column(of: "stock", name, in: layout.stocks)
      .map { Double(result.stockEnds[$0 * layout.months + month]) } ?? .nan
  }

  /// The mean of a stock over a month.
  func stockMean(_ name: String, month: Int) -> Double {
    column(of: "stock", name, in: layout.stocks)
      .map { Double(result.stockMeans[$0 * layout.months + month]) } ?? .nan
  }

  /// What a flow of the whole strategy comes to in a month.
  func flow(_ name: String, month: Int) -> Double {
    column(of: "flow", name, in: layout.flows)
      .map { Double(result.flows[$0 * layout.months + month]) } ?? .nan
  }

  /// The place of a column by its name and scope; a test that asks for one that is not there fails.
  private func column(
    of kind: String, _ name: String, _ scope: Scope = Scope(), in columns: [Column]
  ) -> Int? {
    let index = columns.firstIndex { $0.variable.name == name && $0.scope == scope }
    if index == nil { Issue.record("no \(kind) \(name)") }
    return index
  }

  /// When a site reached a milestone, in h; NaN = never.
  func milestone(_ name: String, phase: String, site: Int = 1) -> Double {
    let phase = layout.phases[strategy].firstIndex(of: phase)
    let milestone = layout.milestones.firstIndex { $0.name == name }
    let index = layout.milestonePlaces[strategy].firstIndex {
      Int($0.phase) == phase && Int($0.site) == site && Int($0.milestone) == milestone
    }
    guard let index else {
      Issue.record("no milestone \(name) of \(phase ?? -1)/\(site)")
      return .nan
    }
    return result.milestones[index]
  }
}
