import Quantities

/// When the stages of a site end by plan, all instants in h.
struct MedianPlan {
  private let graph: StageGraph
  private let plan: CausePlan
  private let start: Double
  private let medians: [Double]
  /// By stage, and behind the stages of the site those of its base.
  private var instants: [Double]

  /// By stage: the date of its gate.
  var gateDates = Table<StageSpec, SimTime?>()
  /// The stages whose gates must be open before accelerators are ordered.
  var gatesBeforeOrder: [ID<StageSpec>] = []
  /// Median time from grant to power.
  var build = 0.0
  /// When the connection was granted, or is, its application being there; nil before that.
  var granted: Double?
  /// When the site applies ahead of its stages.
  var applies = Double.infinity
  /// The earliest order of accelerators, and their lead time.
  var firstOrder = 0.0
  var lead = 0.0

  init(
    _ graph: StageGraph, _ plan: CausePlan, _ base: [Double], start: Double, medians: [Double]
  ) {
    self.graph = graph
    self.plan = plan
    self.start = start
    self.medians = medians
    instants = Array(repeating: start, count: graph.stages.count) + base
  }

  /// The ends of the stages of the site.
  mutating func ends() -> [Double] {
    pass(orderAfter: start)
    guard let supply = graph.acceleratorStage,
      case .accelerators(let user) = graph.stages[supply].kind
    else { return Array(instants.prefix(graph.stages.count)) }
    // Accelerators are ordered behind their gates, which do not wait for them.
    if !gatesBeforeOrder.isEmpty {
      let opening = gatesBeforeOrder.map { beginning(of: $0, without: supply) }.max() ?? start
      pass(orderAfter: opening)
    }
    // They are ordered so as to arrive when they are needed.
    instants[supply.index] = max(instants[supply.index], beginning(of: user, without: supply))
    return Array(instants.prefix(graph.stages.count))
  }

  /// When a stage can begin, and its gate is open, whatever one of those before it does.
  private func beginning(of stage: ID<StageSpec>, without other: ID<StageSpec>? = nil) -> Double {
    plan.before[stage.index].reduce(max(start, gateDates[stage]?.hours ?? start)) {
      $1 == other?.index ? $0 : max($0, instants[$1])
    }
  }

  private mutating func pass(orderAfter opening: Double) {
    // The first stage that needs a grant files the application.
    var application = granted ?? applies
    for stage in plan.order {
      let begins = beginning(of: stage)
      switch graph.stages[stage].kind {
      case .timed: instants[stage.index] = begins + medians[stage.index]
      case .offer:
        application = min(application, begins)
        instants[stage.index] = max(begins, granted ?? application)
      case .grid:
        application = min(application, begins)
        instants[stage.index] = max(begins, (granted ?? application) + build)
      case .accelerators:
        instants[stage.index] = max(begins, firstOrder, opening) + lead
      }
    }
  }
}
