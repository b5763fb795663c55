import Columns
import Experiments
import ResultStore

/// Something that may move an outcome: a number drawn once per future, or a date or duration that came of it.
struct Driver: Sendable {
  /// What drivers belong together: `inputs`, or the dates of a strategy.
  let group: String
  let name: String
  /// By future; `.infinity` for never.
  let values: [Double]
  /// Which date or duration it is; nil of an input.
  var date: Date?

  /// A date or duration of the sites of a phase.
  struct Date: Sendable {
    let strategy, phase, measure: String
  }

  /// What draws under `uncertain` are called together.
  static let inputs = "inputs"

  /// What the dates and durations of a strategy are called together.
  static func dates(of strategy: String) -> String { "dates of \(strategy)" }

  /// What readers are shown for a group of drivers of some strategies.
  static func words(ofGroup group: String, of strategies: [String], _ names: ReaderNames) -> String
  {
    strategies.first { dates(of: $0) == group }.map { dates(of: names.strategy($0)) } ?? group
  }
}

extension FigureSource {
  /// The draws under `uncertain`, by future.
  func inputDrivers() throws -> [Driver] {
    let inner = record.run.design.inner
    var draws: [[Double]] = record.parameters.map { _ in [] }
    var last = -1
    try forEachDraw { replication, values in
      guard replication / inner != last else { return }
      last = replication / inner
      for (index, value) in values.enumerated() { draws[index].append(value) }
    }
    return zip(record.parameters, draws).map {
      Driver(group: Driver.inputs, name: $0.name, values: $1)
    }
  }

  /// What a metric comes to in each future: the mean of its runs, or never where one of them never comes.
  func byFuture(_ values: [Double]) -> [Double] {
    let inner = record.run.design.inner
    return stride(from: 0, to: values.count, by: inner).map { start in
      var mean = RunningMean()
      for value in values[start..<Swift.min(start + inner, values.count)] {
        if value.isNaN { return .infinity }
        mean.add(value)
      }
      return mean.value ?? .infinity
    }
  }

  /// When the phases of some strategies were energised and live, and how long what lies between took; by future,
  /// the mean over sites and runs that came so far.
  func dateDrivers(of strategies: [Int]) throws -> [Driver] {
    let layout = record.layout
    guard !layout.milestones.isEmpty, !layout.phases.isEmpty else { return [] }
    let inner = record.run.design.inner
    func milestone(_ name: StandardName) -> Int32? {
      layout.milestones.firstIndex { $0.standardName == name }.map(Int32.init)
    }
    // A duration from a milestone to another, or since the start.
    let measures: [(name: String, from: Int32?, to: Int32)] =
      [
        ("energised", nil, StandardName.energised), ("live", nil, .live),
      ].compactMap { name, from, to in milestone(to).map { (name, from, $0) } }
      + [
        ("wait for the grid", StandardName.applied, StandardName.granted),
        ("connection", .granted, .energised), ("delivery", .ordered, .delivered),
        ("energised to live", .energised, .live),
      ].compactMap { name, from, to in
        milestone(from).flatMap { from in milestone(to).map { (name, from, $0) } }
      }
    var means = strategies.map { strategy in
      layout.phases[strategy].map { _ in
        measures.map { _ in Array(repeating: RunningMean(), count: futures) }
      }
    }
    var site: (replication: Int, strategy: Int, place: MilestonePlace)?
    var hours = Array(repeating: Double.nan, count: layout.milestones.count)
    func close() {
      guard let site, let index = strategies.firstIndex(of: site.strategy) else { return }
      for (number, measure) in measures.enumerated() {
        let duration = hours[Int(measure.to)] - (measure.from.map { hours[Int($0)] } ?? 0)
        guard !duration.isNaN else { continue }
        means[index][Int(site.place.phase)][number][site.replication / inner].add(duration)
      }
    }
    try forEachMilestone { replication, strategy, row in
      guard row.place.site > 0, strategies.contains(strategy) else { return }
      if site.map({
        $0.replication != replication || $0.strategy != strategy
          || $0.place.phase != row.place.phase || $0.place.site != row.place.site
      }) ?? true {
        close()
        site = (replication, strategy, row.place)
        for index in hours.indices { hours[index] = .nan }
      }
      hours[Int(row.place.milestone)] = row.hours
    }
    close()
    return strategies.enumerated().flatMap { index, strategy in
      layout.phases[strategy].indices.flatMap { phase in
        measures.indices.map { measure in
          let date = Driver.Date(
            strategy: record.strategies[strategy], phase: layout.phases[strategy][phase],
            measure: measures[measure].name)
          return Driver(
            group: Driver.dates(of: date.strategy), name: "\(date.phase): \(date.measure)",
            values: means[index][phase][measure].map { $0.value ?? .infinity }, date: date)
        }
      }
    }
  }
}
