import EventKernel
import GridQueues
import Quantities
import ScenarioInputs

/// What happens in the grid.
enum GridEvent: BitwiseCopyable {
  /// In a tree where one of ours waits, something has changed: headroom is given out.
  case allocationDue
}

/// The grid in one replication: the waiting lists, and the event that our own applications need.
///
/// The calendar holds one event: at the next cause in a tree of nodes where one of ours waits.
struct Grid: ~Copyable {
  private(set) var lists: WaitingLists
  /// The event at the next cause; none where nobody of ours waits.
  private var event = EventHandle.none
  /// Whether the lists are at their end: behind the simulated time nobody waits for anything.
  private var isFinished = false

  init(_ spec: GridSpec, calendar: ReportingCalendar) {
    lists = WaitingLists(spec, calendar: calendar)
  }

  /// What the last event gave to us, in the order of allocation; valid until the next event.
  var grants: [GridGrant] { lists.grants }

  /// Draws what happens in a replication whatever we do.
  mutating func beginReplication(drawing draws: inout Draws) {
    lists.beginReplication(drawing: &draws)
  }

  /// Starts a strategy, before its clock runs.
  mutating func beginStrategy() {
    lists.beginStrategy()
    event = .none
    isFinished = false
  }

  /// Files an application, now.
  ///
  /// A grant comes with a later event, at the earliest of this instant, and brings `token` back.
  mutating func apply(
    at node: GridNodeID, for power: Power, applicantClass: Int, upstreamFactor: Double,
    token: Int32, in run: inout Run
  ) -> GridApplicationID {
    let application = lists.apply(
      at: node, for: power, applicantClass: applicantClass, upstreamFactor: upstreamFactor,
      token: token, now: run.now)
    schedule(in: &run)
    return application
  }

  /// Takes an application back, now: it leaves the list, or what it was granted is handed back.
  mutating func withdraw(_ application: GridApplicationID, in run: inout Run) {
    guard !isFinished else { return }
    lists.withdraw(application, now: run.now)
    schedule(in: &run)
  }

  /// Lets an event of the grid happen; ``grants`` then holds what it gave to us.
  mutating func handle(_ event: GridEvent, in run: inout Run) {
    switch event {
    case .allocationDue:
      lists.allocate(at: run.now)
      schedule(in: &run)
    }
  }

  /// Notes our places on the waiting lists at the end of a month, before anything of its last
  /// instant happens.
  mutating func closeMonth(_ month: Int) { lists.closeMonth(month) }

  /// Makes up to the horizon for trees where nobody of ours waits; nothing happens here any more.
  mutating func finish(in run: inout Run) {
    lists.finish()
    run.cancel(event)
    isFinished = true
  }

  /// Keeps the event at the next cause.
  private mutating func schedule(in run: inout Run) {
    guard let cause = lists.nextOwnCause else {
      run.cancel(event)
      return
    }
    if !run.reschedule(event, at: cause) {
      event = run.schedule(.grid(.allocationDue), at: cause)
    }
  }
}
