import EventKernel
import Quantities

/// The grid in one replication: the waiting lists, and the events that our own applications need.
///
/// ```swift
/// var grid = Grid(spec, calendar: calendar)
/// grid.beginReplication(drawing: &draws)      // what happens around us, the same for all strategies
/// grid.beginStrategy()
/// let application = grid.apply(at: node, for: power, applicantClass: 3, token: site, in: &run)
/// …
/// case .grid(let event):
///   grid.handle(event, in: &run)
///   for grant in grid.grants { … }            // draw the build time, withdraw the other offers
/// …
/// grid.finish()
/// grid.write(into: &result, metricsFrom: 40)
/// ```
///
/// The calendar holds one event: at the next cause in a tree of nodes where one of ours waits. Of trees
/// due at one instant the first in the file comes first.
struct Grid: ~Copyable {
  private(set) var replay: GridReplay
  /// The event at the next cause; none where nobody of ours waits.
  private var event = EventHandle.none

  init(_ spec: GridSpec, calendar: ReportingCalendar) {
    replay = GridReplay(spec, calendar: calendar)
  }

  var spec: GridSpec { replay.spec }

  /// What the last event gave to us, in the order of allocation; valid until the next event.
  var grants: [GridGrant] { replay.grants }

  /// Draws what happens in a replication whatever we do.
  mutating func beginReplication(drawing draws: inout Draws) {
    replay.beginReplication(drawing: &draws)
  }

  /// Starts a strategy, before its clock runs.
  mutating func beginStrategy() {
    replay.beginStrategy()
    event = .none
  }

  /// Files an application, now.
  ///
  /// A grant comes with a later event, at the earliest of this instant, and brings `token` back.
  ///
  /// - Precondition: `power` is positive and at most what the tier allows.
  mutating func apply(
    at node: GridNodeID, for power: Power, applicantClass: Int, token: Int32, in run: inout Run
  ) -> GridApplicationID {
    precondition(
      power.value > 0 && power.value <= spec.largestPower(at: node),
      "\(power.value) MW can't be applied for at \(spec.nodes[node.index].path)")
    precondition(
      spec.classes.indices.contains(applicantClass), "there is no class \(applicantClass)")
    let application = replay.file(
      at: node, megawatts: power.value, applicantClass: applicantClass, token: token,
      now: run.now.hours)
    schedule(in: &run)
    return application
  }

  /// Takes an application back, now: it leaves the list, or what it was granted is handed back.
  ///
  /// - Precondition: it was not withdrawn before.
  mutating func withdraw(_ application: GridApplicationID, in run: inout Run) {
    replay.withdraw(application, now: run.now.hours)
    schedule(in: &run)
  }

  /// Lets an event of the grid happen; ``grants`` then holds what it gave to us.
  mutating func handle(_ event: GridEvent, in run: inout Run) {
    switch event {
    case .allocationDue:
      replay.grants.removeAll(keepingCapacity: true)
      if let (tree, _) = nextCause { replay.settle(tree, at: run.now.hours) }
      schedule(in: &run)
    }
  }

  /// Notes our places on the waiting lists at the end of a month, before anything of its last
  /// instant happens.
  mutating func closeMonth(_ month: Int) {
    replay.noteOwnPlaces(month: month)
  }

  /// Makes up to the horizon for trees where nobody of ours waits.
  mutating func finish() { replay.finish() }

  /// The tree where one of ours waits that must be settled first, and when, h.
  private var nextCause: (tree: Int, hours: Double)? {
    var next: (tree: Int, hours: Double)?
    for tree in spec.trees.indices where replay.ownWaiting[tree] > 0 {
      let hours = replay.nextCause(of: tree)
      if hours < next?.hours ?? replay.statistics.months.horizon { next = (tree, hours) }
    }
    return next
  }

  /// Keeps the event at the next cause.
  private mutating func schedule(in run: inout Run) {
    guard let (_, hours) = nextCause else {
      run.cancel(event)
      return
    }
    if !run.reschedule(event, at: SimTime(hours)) {
      event = run.schedule(.grid(.allocationDue), at: SimTime(hours))
    }
  }
}
