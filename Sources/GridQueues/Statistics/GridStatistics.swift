import EventKernel

/// What is counted of the grid in one strategy of one replication.
///
/// Starts from the background's sums, in which nothing is allocated, and corrects them for each
/// application to which something is.
struct GridStatistics: ~Copyable {
  /// An instant and what is left of its month.
  struct Moment: BitwiseCopyable {
    /// h.
    var time: Double
    var month: Int
    /// h.
    var hoursLeft: Double
  }

  /// Per list and month: filed, and granted.
  var applied: Block<MonthSums>
  var allocated: Block<MonthSums>
  /// Those who were not granted, laid out as `GridBackground.left`.
  private var left: Block<MonthSums>
  /// Per list: waiting at start, with the hours since their applications.
  var opening: Block<MonthSums>
  /// Per list: hours that all who were granted waited, and those of them who are ours.
  var waited: Block<Double>
  var ownWaited: Block<Double>
  var ownAllocated: Block<MonthSums>
  /// Per list: ours that were filed, that were withdrawn while they waited, and the hours for which they waited.
  var ownFiled: Block<Double>
  var ownWithdrawn: Block<Double>
  var ownWaiting: Block<Double>
  /// Per list: MW·h that others of the list have power for, within the horizon.
  var energised: Block<Double>
  /// Per list: from a grant to power, h.
  private var lags: Block<Double>
  /// Per node and month: MW handed back by applications of the node.
  var handedBack: Block<Double>
  /// Per node and month: change of headroom, times the hours left of the month; MW·h.
  var headroomHours: Block<Double>
  /// Per node and month: headroom after its last change in the month, NaN where there is none; MW.
  var headroomEnds: Block<Double>
  /// Per node and month: others ahead of the first of ours at the month's end.
  var othersAhead: Block<Double>
  let months: MonthGrid

  init(for spec: GridSpec, months: consuming MonthGrid) {
    let lists = spec.listCount
    applied = Block(repeating: .zero, count: lists * months.count)
    allocated = Block(repeating: .zero, count: lists * months.count)
    left = Block(repeating: .zero, count: lists * (months.count + 1))
    opening = Block(repeating: .zero, count: lists)
    waited = Block(repeating: 0, count: lists)
    ownWaited = Block(repeating: 0, count: lists)
    ownAllocated = Block(repeating: .zero, count: lists)
    ownFiled = Block(repeating: 0, count: lists)
    ownWithdrawn = Block(repeating: 0, count: lists)
    ownWaiting = Block(repeating: 0, count: lists)
    energised = Block(repeating: 0, count: lists)
    lags = Block(repeating: 0, count: lists)
    let nodes = spec.nodes.count
    handedBack = Block(repeating: 0, count: nodes * months.count)
    headroomHours = Block(repeating: 0, count: nodes * months.count)
    headroomEnds = Block(repeating: 0, count: nodes * months.count)
    othersAhead = Block(repeating: 0, count: nodes * months.count)
    self.months = months
  }

  /// Starts a strategy.
  mutating func begin(_ background: borrowing GridBackground) {
    applied.copy(background.applied)
    left.copy(background.left)
    opening.copy(background.opening)
    allocated.fill(with: .zero)
    waited.fill(with: 0)
    ownWaited.fill(with: 0)
    ownAllocated.fill(with: .zero)
    ownFiled.fill(with: 0)
    ownWithdrawn.fill(with: 0)
    ownWaiting.fill(with: 0)
    energised.fill(with: 0)
    let classes = lags.count / max(1, background.builds.count)
    for list in lags.indices { lags[list] = background.builds[list / classes] }
    handedBack.fill(with: 0)
    headroomHours.fill(with: 0)
    headroomEnds.fill(with: .nan)
    othersAhead.fill(with: 0)
  }

  /// What was withdrawn from a list in a month, while it waited.
  func withdrawn(from list: Int, month: Int) -> MonthSums {
    left[list * (months.count + 1) + month]
  }

  /// What waits on a list at the horizon; the hours are those waited, since the application.
  func remaining(on list: Int) -> MonthSums { left[remainingIndex(of: list)] }

  private func remainingIndex(of list: Int) -> Int {
    list * (months.count + 1) + months.count
  }

  @inline(__always)
  func moment(_ time: Double) -> Moment {
    let month = months.month(of: time)
    return Moment(time: time, month: month, hoursLeft: months.starts[month + 1] - time)
  }

  /// What a list is granted at one instant.
  struct Grants: BitwiseCopyable {
    var megawatts = 0.0
    var requests = 0.0
    /// Hours waited.
    var waited = 0.0
  }

  /// Counts a grant to an application of others, and takes back the stay it is spared.
  @inline(__always)
  mutating func grant(
    _ application: GridApplication, on list: Int, at moment: Moment, addingTo granted: inout Grants
  ) {
    granted.megawatts += application.megawatts
    granted.requests += 1
    granted.waited += moment.time - application.date
    left[application.leavingIndex(of: list, months)] -= application.stayEnd(months)
  }

  /// Adds what a list was granted at an instant.
  @inline(__always)
  mutating func add(_ granted: Grants, to list: Int, at moment: Moment) {
    allocated[list * months.count + moment.month] += MonthSums(
      megawatts: granted.megawatts, requests: granted.requests, hoursLeft: moment.hoursLeft)
    waited[list] += granted.waited
    energised[list] += granted.megawatts * hoursOfPower(on: list, grantedAt: moment)
  }

  /// Takes a grant of others back out of what has power, as it will never be built.
  @inline(__always)
  mutating func addNothingBuilt(_ megawatts: Double, on list: Int, at moment: Moment) {
    energised[list] -= megawatts * hoursOfPower(on: list, grantedAt: moment)
  }

  /// For how long within the horizon whoever is granted now has power.
  @inline(__always)
  private func hoursOfPower(on list: Int, grantedAt moment: Moment) -> Double {
    max(0, months.horizon - moment.time - lags[list])
  }

  /// Counts an application of ours, which waits until something else is said of it.
  mutating func file(_ megawatts: Double, on list: Int, at moment: Moment) {
    applied[list * months.count + moment.month] += MonthSums(
      megawatts: megawatts, hoursLeft: moment.hoursLeft)
    left[remainingIndex(of: list)] += MonthSums(
      megawatts: megawatts, hoursLeft: months.horizon - moment.time)
    ownFiled[list] += 1
    ownWaiting[list] += months.horizon - moment.time
  }

  /// Counts a grant to an application of ours.
  mutating func grantOwn(_ megawatts: Double, filed date: Double, on list: Int, at moment: Moment) {
    let sums = MonthSums(megawatts: megawatts, hoursLeft: moment.hoursLeft)
    allocated[list * months.count + moment.month] += sums
    ownAllocated[list] += sums
    waited[list] += moment.time - date
    ownWaited[list] += moment.time - date
    ownWaiting[list] -= months.horizon - moment.time
    left[remainingIndex(of: list)] -= MonthSums(
      megawatts: megawatts, hoursLeft: months.horizon - date)
  }

  /// Counts an application of ours that is withdrawn while it waits.
  mutating func withdrawOwn(
    _ megawatts: Double, filed date: Double, on list: Int, at moment: Moment
  ) {
    ownWithdrawn[list] += 1
    ownWaiting[list] -= months.horizon - moment.time
    left[list * (months.count + 1) + moment.month] += MonthSums(
      megawatts: megawatts, hoursLeft: moment.hoursLeft)
    left[remainingIndex(of: list)] -= MonthSums(
      megawatts: megawatts, hoursLeft: months.horizon - date)
  }

  /// Counts power that an application of a node hands back.
  mutating func handBack(_ megawatts: Double, at node: Int, _ moment: Moment) {
    handedBack[node * months.count + moment.month] += megawatts
  }

  /// Counts a change of a node's headroom.
  mutating func changeHeadroom(
    of node: Int, from old: Double, to new: Double, at moment: Moment
  ) {
    let index = node * months.count + moment.month
    headroomHours[index] += (new - old) * moment.hoursLeft
    headroomEnds[index] = new
  }

  /// Notes our place on a node's waiting list at the end of a month.
  mutating func noteOthersAhead(_ count: Int, at node: Int, month: Int) {
    othersAhead[node * months.count + month] = Double(count)
  }
}
