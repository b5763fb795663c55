import EventKernel
import ScenarioInputs
import Columns
import Quantities
import Sampling

@testable import GridQueues

/// A small grid to put to the test, over ten months of about 730 hours.
struct GridFixture {
  var classes = ["all"]
  var classesHoldFrom = 0.0
  var rule = GridAllocationRule.strict
  /// Those that follow each other; none where `classesHoldFrom` and `rule` say all.
  var frameworks: [GridFramework] = []
  /// By tier and class, what others take upstream.
  var upstreamFactors: [[Double]] = []
  /// A chain of tiers, from the top down or from the bottom up.
  var tiers = ["medium"]
  /// Whether each tier is upstream of the next, or downstream of it.
  var isTopFirst = true
  var nodes: [GridNodeSpec] = []
  var slip = Input.constant(1)
  var seed: UInt64 = 1

  static let calendar: ReportingCalendar = {
    guard let start = CalendarDate("2026-01-01"), let end = CalendarDate("2026-11-01") else {
      preconditionFailure("two dates that exist")
    }
    return ReportingCalendar(start: start, end: end)
  }()

  /// Adds a node of a tier with its headroom, and lets `change` describe it.
  mutating func node(
    _ tier: Int = 0, headroom: Double, region: Int = 0,
    _ change: (inout GridNodeSpec) -> Void = { _ in }
  ) {
    var node = GridNodeSpec(
      region: region, tier: tier, path: "grid/\(region)/\(tiers[tier])",
      headroom: .constant(headroom),
      mix: classes.indices.map { $0 == classes.count - 1 ? 1 : 0 })
    change(&node)
    nodes.append(node)
  }

  var spec: GridSpec {
    let regions = (nodes.map(\.region).max() ?? 0) + 1
    return GridSpec(
      tiers: tiers.indices.map {
        let upstream = isTopFirst ? $0 - 1 : $0 + 1
        return GridTier(
          name: tiers[$0], largest: .infinity,
          upstream: tiers.indices.contains(upstream) ? upstream : nil,
          upstreamFactors: upstreamFactors.isEmpty
            ? [] : upstreamFactors[$0].map { .constant($0) })
      },
      regions: (0..<regions).map { GridRegion(name: "r\($0)", operatorName: "", slip: slip) },
      nodes: nodes, classes: classes,
      frameworks: GridFramework.inOrder(
        frameworks.isEmpty
          ? [
            GridFramework(
              from: classesHoldFrom, rule: rule, priorities: classes, classes: classes)
          ] : frameworks, classes: classes.count))
  }

  /// A grid whose background is drawn.
  func grid() -> WaitingLists {
    var spec = spec
    for node in spec.nodes.indices {
      for index in classes.indices {
        spec.expectApplication(at: GridNodeID(node), applicantClass: index)
      }
    }
    var grid = WaitingLists(spec, calendar: Self.calendar)
    var draws = Self.draws(seed: seed)
    grid.beginReplication(drawing: &draws)
    grid.beginStrategy()
    return grid
  }

  /// The waiting applications on a list, at given dates with given powers.
  static func listed(
    _ applications: (date: Double, megawatts: Double)..., applicantClass: Int = 0
  ) -> [GridListedApplication] {
    applications.map {
      GridListedApplication(
        date: $0.date, size: .constant($0.megawatts), applicantClass: applicantClass,
        isSpeculative: false)
    }
  }

  /// A lump at regular times.
  static func release(_ megawatts: Double, every hours: Double) -> GridRelease {
    GridRelease(
      rate: .constant(megawatts / hours), lump: .constant(megawatts), timing: .regular)
  }
}

/// What was drawn around us in one replication, to keep.
struct DrawnBackground {
  let applications: [GridApplication]
  let supplies: [GridBackground.Supply]
}

extension GridBackground {
  var snapshot: DrawnBackground {
    var list: [GridApplication] = []
    for index in applications.indices { list.append(applications[index]) }
    return DrawnBackground(applications: list, supplies: supplies)
  }
}

/// Something we do at an instant.
struct GridAction {
  enum Kind {
    case apply(node: Int, megawatts: Double, applicantClass: Int, upstreamFactor: Double = 1)
    /// Withdraws the application that was filed as this many before.
    case withdraw(Int)
  }
  var time: Double
  var kind: Kind
}

extension WaitingLists {
  /// Lives through actions in order of time to the horizon, as the model would.
  ///
  /// - Returns: for each of our applications, in order of filing, when it was granted; NaN if never.
  mutating func live(through actions: [GridAction]) -> [Double] {
    var granted: [Double] = []
    var month = 0
    let months = GridFixture.calendar.monthStarts
    for action in actions + [GridAction(time: .infinity, kind: .withdraw(-1))] {
      while month < months.count - 1 {
        let stop = min(SimTime(action.time), months[month + 1])
        while let due = nextOwnCause, due < stop {
          allocate(at: due)
          for grant in grants { granted[Int(grant.token)] = due.hours }
        }
        if stop < months[month + 1] { break }
        closeMonth(month)
        month += 1
      }
      switch action.kind {
      case .apply(let node, let megawatts, let applicantClass, let factor):
        _ = apply(
          at: GridNodeID(node), for: Power(megawatts), applicantClass: applicantClass,
          upstreamFactor: factor, token: Int32(granted.count), now: SimTime(action.time))
        granted.append(.nan)
      case .withdraw(let index):
        if index >= 0 { withdraw(GridApplicationID(index), now: SimTime(action.time)) }
      }
    }
    finish()
    return granted
  }

  /// What a strategy that did these things returns.
  func result() -> ReplicationResult {
    var metrics = ColumnSet<[GridTotals]>()
    metrics.add(GridTotals.columns) { $0.reduce(into: GridTotals(), +=) }
    for node in spec.nodes.indices {
      metrics.add(GridTotals.columns, in: spec.scope(ofNode: node)) { $0[node] }
    }
    let series = GridColumns(spec)
    let layout = ResultLayout(
      calendar: GridFixture.calendar, metrics: metrics.columns, gridStocks: series.stocks,
      gridFlows: series.flows)
    var result = ReplicationResult(layout)
    metrics.write(totals, into: &result.metrics)
    writeSeries(into: &result)
    return result
  }
}
