import Columns
import Experiments
import Quantities
import ResultStore

/// What held up the sites of each phase: means over the replications that have something to tell.
struct ConstraintMeans: Sendable {
  /// One of the causes of a phase.
  struct Cause: Sendable {
    let name: String
    /// By measure; nil where no replication tells of it.
    fileprivate let means: [Double?]

    subscript(measure: ConstraintMeasure) -> Double? { means[measure.rawValue] }

    /// A duration in mean months.
    func months(_ measure: ConstraintMeasure) -> Double? { self[measure].map { Hours($0).months } }
  }

  /// A phase with what can hold up its sites.
  struct Phase: Sendable {
    /// The strategy's place in the record.
    let strategy: Int
    let strategyKey: String
    /// What readers are shown.
    let strategyName: String
    let name: String
    /// How many sites it has.
    let sites: Int
    let causes: [Cause]

    /// Whether it is begun in any replication.
    var isBegun: Bool { causes.contains { $0[.shareOfTime] != nil } }

    /// The causes that held its sites up at all, the one that did for longest first.
    var byTime: [(cause: Cause, share: Double)] {
      causes.enumerated().compactMap { place, cause in
        cause[.shareOfTime].flatMap { $0 > 0 ? (place, cause, $0) : nil }
      }.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.map { ($0.1, $0.2) }
    }

    /// The cause that came last at the largest share of the sites.
    var last: (cause: Cause, share: Double)? {
      let told = causes.compactMap { cause in cause[.shareLast].map { (cause: cause, share: $0) } }
      return told.max { $0.share < $1.share }
    }

    /// The causes that took most of the time: `grid 62 %, permit 21 %`.
    func longestWords(of count: Int = 3) -> String {
      byTime.prefix(count).map { "\($0.cause.name) \(ReadableNumber.share($0.share))" }
        .joined(separator: ", ")
    }
  }

  /// The phases whose sites something can hold up, by strategy and in file order.
  let phases: [Phase]

  /// Reads what held up the sites of each replication.
  init(_ source: some FigureSource, _ names: ReaderNames = ReaderNames()) throws {
    let (layout, strategies) = (source.record.layout, source.record.strategies)
    let count = ConstraintMeasure.allCases.count
    var means = strategies.indices.map {
      Array(repeating: RunningMean(), count: layout.constraintPlaces(of: $0).count * count)
    }
    try source.forEachConstraintList { _, strategy, numbers in
      for (place, number) in numbers.enumerated() where !number.isNaN {
        means[strategy][place].add(number)
      }
    }
    phases = strategies.indices.flatMap { strategy -> [Phase] in
      let places = layout.constraintPlaces(of: strategy)
      let phases = layout.phases.isEmpty ? [] : layout.phases[strategy]
      return phases.indices.compactMap { phase -> Phase? in
        let causes = places.indices.filter { places[$0].phase == phase }.map { place in
          Cause(
            name: places[place].cause,
            means: means[strategy][place * count..<(place + 1) * count].map(\.value))
        }
        guard !causes.isEmpty else { return nil }
        return Phase(
          strategy: strategy, strategyKey: strategies[strategy],
          strategyName: names.strategy(strategies[strategy]),
          name: names.phase(phases[phase], of: strategies[strategy]),
          sites: layout.siteCount(ofPhase: phase, strategy: strategy), causes: causes)
      }
    }
  }
}

extension ResultLayout {
  /// How many sites a phase has.
  fileprivate func siteCount(ofPhase phase: Int, strategy: Int) -> Int {
    guard !milestonePlaces.isEmpty else { return 0 }
    return Int(milestonePlaces[strategy].filter { $0.phase == phase }.map(\.site).max() ?? 0)
  }
}
