import EventKernel
public import Quantities
public import ScenarioInputs

/// The waiting lists of all nodes as one strategy lives through them; knows no event calendar.
///
/// ```swift
/// var lists = WaitingLists(spec, calendar: calendar)
/// lists.beginReplication(drawing: &draws)     // what happens around us, the same for all strategies
/// lists.beginStrategy()
/// let application = lists.apply(at: node, for: power, applicantClass: 3, token: site, now: now)
/// …
/// if let due = lists.nextOwnCause { … }       // keep an event of the calendar there, and when it comes:
/// lists.allocate(at: now)
/// for grant in lists.grants { … }             // draw the build time, withdraw the other offers
/// …
/// lists.finish()
/// lists.writeSeries(into: &result)
/// ```
///
/// A tree of nodes is *settled* at the instants at which something can change: headroom is released
/// or handed back, the first of a list gives up, someone applies who may be granted at once, one of
/// ours applies or withdraws, a rule begins or ends. In between nothing is simulated: who stands behind
/// the first of a strict list, and who gives up there, makes no difference until the list gets to it.
///
/// Where one of ours waits, ``nextOwnCause`` says when a tree must be settled next. Elsewhere it may be
/// left behind, and is made up for when we apply there or at the end.
///
/// At one instant everything that causes an allocation comes first, and headroom is then given out
/// once. Sums of headroom carry rounding errors, so an application fits if it exceeds the headroom
/// by no more than ``tolerance``; headroom never falls below 0.
public struct WaitingLists: ~Copyable {
  /// What an application may exceed the headroom by and still fit, MW, so that ten times 0.1 MW fit
  /// in 1 MW.
  public static let tolerance = 1e-9

  /// An application of ours.
  struct OwnApplication: BitwiseCopyable {
    enum State: BitwiseCopyable { case waiting, allocated, withdrawn }
    var node: Int32
    var list: Int32
    /// MW.
    var megawatts: Double
    /// When it was filed, h.
    var date: Double
    var token: Int32
    var state = State.waiting
    /// Where its shares of the nodes upstream begin.
    var shares: Int32
    /// Its neighbours on the list among ours; -1 for none.
    var next: Int32 = -1
    var previous: Int32
  }

  /// Someone who may be next, as allocation compares them.
  struct Candidate: BitwiseCopyable {
    /// How many classes are served before its own.
    var rank: Int
    /// h.
    var date: Double
    /// Settles ties: others before ours, then by filing.
    var order: UInt64
    /// MW.
    var megawatts: Double
    /// When it gives up, h.
    var leaves: Double
    var list: Int
    /// Its index among the background's applications, or among ours.
    var index: Int
    var isOwn: Bool

    /// Stands behind everyone.
    static let none = Candidate(
      rank: .max, date: .infinity, order: .max, megawatts: 0, leaves: .infinity, list: -1,
      index: -1, isOwn: false)
    var isNone: Bool { list < 0 }

    @inline(__always)
    func comesBefore(_ other: Candidate) -> Bool {
      if rank != other.rank { return rank < other.rank }
      if date != other.date { return date < other.date }
      return order < other.order
    }
  }

  /// The grid.
  public let spec: GridSpec
  let classes: Int
  private let streams: [GridStreams]
  private(set) var background: GridBackground
  var statistics: GridStatistics

  /// Per node: what can be given out, MW.
  var headroom: Block<Double>
  /// Per list: the first of the background that is not decided yet (`firstFit`: that is small enough).
  var cursors: Block<Int32>
  /// Per list: where it ends among the background's applications.
  var listEnds: Block<Int32>
  /// Per node: the node upstream of it; -1 for none.
  var upstream: Block<Int32>
  /// `firstFit`, per list: what the one at the cursor asks for, MW; infinite at the end of the list,
  /// NaN if unknown.
  var sizesAtCursors: Block<Double>
  /// `firstFit`, per list: the headroom along its path for which the cursor was found, MW.
  var limits: Block<Double>
  /// `firstFit`: the background's leaving months, -1 for those who were granted; with `strict` only where
  /// frameworks of both rules follow each other.
  var leavingMonths = Block<Int16>()
  /// `firstFit`: who has not been decided.
  var undecided = SmallestFirst()
  /// `strict`, per node: the first of its lists, and what allocation has found so far.
  var heads: Block<Candidate>
  var isClosed: Block<Bool>
  var isStopped: Block<Bool>
  /// `strict`, per node: until when its head stays the first unless it is granted or one of ours comes
  /// or goes, h.
  var headsHoldUntil: Block<Double>
  /// What begins and ends by date.
  private(set) var rules: DatedRules
  /// What is taken upstream for each MW of an application.
  private(set) var shares: UpstreamShares
  /// Per tree: power to be handed back.
  var handBacks: [HandBackHeap]
  /// Per tree: the next step of headroom.
  var supplyCursors: Block<Int32>
  /// Per tree: when it must be settled next, h.
  var causes: Block<Double>
  /// Per node: the headroom that statistics know of, MW.
  private var countedHeadroom: Block<Double>

  /// Our applications in this strategy, in the order of filing.
  private(set) var own: [OwnApplication] = []
  /// Per list: the first and the last of ours that wait; -1 for none.
  var firstOwn: Block<Int32>
  var lastOwn: Block<Int32>
  /// Per tree: how many of ours wait.
  var ownWaiting: Block<Int32>
  // Kept, since to read through 2 kB of lists Swift 6.3 copies them first: 2 % of a replication.
  /// When a tree must be settled next in which one of ours waits; nil for not before the horizon.
  public private(set) var nextOwnCause: SimTime?
  /// The tree of that, the first in the file of those due at that instant.
  private var nextOwnTree = 0
  /// What the last allocation gave to us, in its order; valid until the next.
  public internal(set) var grants: [GridGrant] = []

  /// Lists of a grid over the months of a calendar.
  public init(_ spec: GridSpec, calendar: ReportingCalendar) {
    let months = MonthGrid(calendar)
    self.spec = spec
    classes = spec.classes.count
    streams = spec.nodes.map { GridStreams($0) }
    background = GridBackground(for: spec, months: months)
    statistics = GridStatistics(for: spec, months: months)
    let nodes = spec.nodes.count
    headroom = Block(repeating: 0, count: nodes)
    countedHeadroom = Block(repeating: 0, count: nodes)
    heads = Block(repeating: .none, count: nodes)
    isClosed = Block(repeating: false, count: nodes)
    isStopped = Block(repeating: false, count: nodes)
    upstream = Block(repeating: -1, count: nodes)
    let lists = spec.listCount
    cursors = Block(repeating: 0, count: lists)
    listEnds = Block(repeating: 0, count: lists)
    sizesAtCursors = Block(repeating: .nan, count: lists)
    limits = Block(repeating: 0, count: lists)
    firstOwn = Block(repeating: -1, count: lists)
    lastOwn = Block(repeating: -1, count: lists)
    let trees = spec.trees.count
    handBacks = Array(repeating: HandBackHeap(), count: trees)
    supplyCursors = Block(repeating: 0, count: trees)
    causes = Block(repeating: 0, count: trees)
    headsHoldUntil = Block(repeating: -.infinity, count: nodes)
    ownWaiting = Block(repeating: 0, count: trees)
    for node in 0..<nodes { upstream[node] = spec.upstream[node] }
    rules = DatedRules(of: spec)
    shares = UpstreamShares(of: spec)
  }

  /// Draws what happens in a replication whatever we do.
  public mutating func beginReplication(drawing draws: inout Draws) {
    background.generate(spec, streams: streams, months: statistics.months, drawing: &draws)
    shares.draw(spec, &draws)
  }

  /// Goes back to the start, for another strategy on the same background.
  public mutating func beginStrategy() {
    statistics.begin(background)
    for node in headroom.indices {
      headroom[node] = background.headroom[node]
      countedHeadroom[node] = background.headroom[node]
    }
    for list in cursors.indices {
      cursors[list] = background.listStarts[list]
      listEnds[list] = background.listStarts[list + 1]
      firstOwn[list] = -1
      lastOwn[list] = -1
    }
    rules.begin()
    if rules.useFirstFit {
      undecided.copy(background.smallest)
      leavingMonths.setCount(background.leavingMonths.count)
      leavingMonths.copy(background.leavingMonths)
    }
    limits.fill(with: -.infinity)
    headsHoldUntil.fill(with: -.infinity)
    for tree in causes.indices {
      handBacks[tree].removeAll()
      supplyCursors[tree] = background.supplyStarts[tree]
      causes[tree] = 0
      ownWaiting[tree] = 0
    }
    own.removeAll(keepingCapacity: true)
    grants.removeAll(keepingCapacity: true)
    findNextOwnCause()
  }

  /// Settles the tree of ``nextOwnCause``, now; ``grants`` then holds what it gave to us.
  public mutating func allocate(at now: SimTime) {
    grants.removeAll(keepingCapacity: true)
    if nextOwnCause != nil { settle(nextOwnTree, at: now.hours) }
    findNextOwnCause()
  }

  private mutating func findNextOwnCause() {
    var hours = statistics.months.horizon
    nextOwnCause = nil
    for tree in spec.trees.indices where ownWaiting[tree] > 0 && causes[tree] < hours {
      hours = causes[tree]
      nextOwnCause = SimTime(hours)
      nextOwnTree = tree
    }
  }

  /// Files an application, now; it stands on the list from the next settlement at this instant.
  ///
  /// A grant comes with a later allocation, at the earliest of this instant, and brings `token` back.
  ///
  /// - Parameters:
  ///   - node: where.
  ///   - power: what it asks for.
  ///   - applicantClass: index into the grid's classes.
  ///   - upstreamFactor: what it takes of every tier above for each MW, 0–1.
  ///   - token: what comes back with the grant.
  ///   - time: now.
  /// - Returns: what names it from now on.
  /// - Precondition: `power` is positive and at most what the tier allows.
  public mutating func apply(
    at node: GridNodeID, for power: Power, applicantClass: Int, upstreamFactor: Double = 1,
    token: Int32, now time: SimTime
  ) -> GridApplicationID {
    let (megawatts, now) = (power.value, time.hours)
    precondition(
      megawatts > 0 && megawatts <= spec.largestPower(at: node),
      "\(megawatts) MW can't be applied for at \(spec.nodes[node.index].path)")
    precondition(
      spec.classes.indices.contains(applicantClass), "there is no class \(applicantClass)")
    let tree = Int(spec.treeOfNode[node.index])
    settle(tree, before: now)
    let list = node.index * classes + applicantClass
    let index = Int32(own.count)
    own.append(
      OwnApplication(
        node: Int32(node.index), list: Int32(list), megawatts: megawatts, date: now, token: token,
        shares: Int32(shares.place(ofOwn: upstreamFactor)), previous: lastOwn[list]))
    if lastOwn[list] >= 0 {
      own[Int(lastOwn[list])].next = index
    } else {
      firstOwn[list] = index
    }
    lastOwn[list] = index
    ownWaiting[tree] += 1
    statistics.file(megawatts, on: list, at: statistics.moment(now))
    causes[tree] = min(causes[tree], now)
    headsHoldUntil[node.index] = -.infinity
    findNextOwnCause()
    return GridApplicationID(Int(index))
  }

  /// Takes an application back, now: off the list, or with a grant handed back.
  ///
  /// - Precondition: it was not withdrawn before.
  public mutating func withdraw(_ application: GridApplicationID, now time: SimTime) {
    let now = time.hours
    let withdrawing = own[application.index]
    let tree = Int(spec.treeOfNode[Int(withdrawing.node)])
    settle(tree, before: now)
    switch withdrawing.state {
    case .waiting:
      unlink(application.index)
      ownWaiting[tree] -= 1
      statistics.withdrawOwn(
        withdrawing.megawatts, filed: withdrawing.date, on: Int(withdrawing.list),
        at: statistics.moment(now))
    case .allocated:
      handBacks[tree].insert(
        .init(
          time: now, megawatts: withdrawing.megawatts, node: withdrawing.node,
          shares: withdrawing.shares))
    case .withdrawn:
      preconditionFailure("application \(application.index) is withdrawn twice")
    }
    own[application.index].state = .withdrawn
    causes[tree] = min(causes[tree], now)
    headsHoldUntil[Int(withdrawing.node)] = -.infinity
    findNextOwnCause()
  }

  private mutating func unlink(_ index: Int) {
    let (list, next, previous) = (Int(own[index].list), own[index].next, own[index].previous)
    if next >= 0 { own[Int(next)].previous = previous } else { lastOwn[list] = previous }
    if previous >= 0 { own[Int(previous)].next = next } else { firstOwn[list] = next }
  }

  /// Settles a tree at every cause before an instant.
  mutating func settle(_ tree: Int, before end: Double) {
    while causes[tree] < end { settle(tree, at: causes[tree]) }
  }

  /// Lets happen what happens in a tree at an instant, and gives out its headroom.
  mutating func settle(_ tree: Int, at now: Double) {
    let moment = statistics.moment(now)
    if rules.nextChanges[tree] <= now { change(tree, at: now) }
    raiseHeadroom(of: tree, at: moment)
    switch rules.rule(of: tree) {
    case .strict: allocateStrictly(in: tree, at: moment)
    case .firstFit: allocateToWhoeverFits(in: tree, at: moment)
    }
    for node in spec.trees[tree] where headroom[node] != countedHeadroom[node] {
      statistics.changeHeadroom(
        of: node, from: countedHeadroom[node], to: headroom[node], at: moment)
      countedHeadroom[node] = headroom[node]
    }
    causes[tree] = min(causes[tree], nextRise(of: tree, after: now))
  }

  /// Lets rules begin and end in a tree; who may be next under them is found anew.
  private mutating func change(_ tree: Int, at now: Double) {
    let before = rules.rule(of: tree)
    rules.pass(tree, until: now)
    let rule = rules.rule(of: tree)
    for node in spec.trees[tree] {
      headsHoldUntil[node] = -.infinity
      if rule == before { continue }
      for list in node * classes..<(node + 1) * classes {
        let start = Int(background.listStarts[list])
        switch rule {
        case .firstFit:
          // Whoever stands before a cursor of `strict` has been granted or has given up.
          for index in start..<Int(cursors[list]) { undecided.remove(index, from: list) }
          limits[list] = -.infinity
        case .strict:
          // Those who did not fit stand before a cursor of `firstFit`.
          cursors[list] = Int32(start)
        }
      }
    }
  }

  /// Makes up to the horizon for trees where nobody of ours waits.
  public mutating func finish() {
    for tree in spec.trees.indices { settle(tree, before: statistics.months.horizon) }
  }

  /// Adds what is released and handed back up to now.
  private mutating func raiseHeadroom(of tree: Int, at moment: GridStatistics.Moment) {
    let end = background.supplyStarts[tree + 1]
    while supplyCursors[tree] < end {
      let supply = background.supplies[Int(supplyCursors[tree])]
      if supply.time > moment.time { break }
      headroom[Int(supply.node)] += supply.megawatts
      supplyCursors[tree] += 1
    }
    while handBacks[tree].earliest <= moment.time {
      let handBack = handBacks[tree].removeEarliest()
      statistics.handBack(handBack.megawatts, at: Int(handBack.node), moment)
      headroom[Int(handBack.node)] += handBack.megawatts
      var place = Int(handBack.shares)
      var node = Int(upstream[Int(handBack.node)])
      while node >= 0 {
        headroom[node] += handBack.megawatts * shares[place]
        node = Int(upstream[node])
        place += 1
      }
    }
  }

  /// When headroom rises next, or a rule begins or ends.
  // Inlined, as all that a settlement calls to read: for a call that does not change the replay, Swift
  // 6.3 moves its words to the stack first, 2 kB each time and 2 % of a replication.
  @inline(__always)
  private func nextRise(of tree: Int, after now: Double) -> Double {
    var next = handBacks[tree].earliest
    if supplyCursors[tree] < background.supplyStarts[tree + 1] {
      next = min(next, background.supplies[Int(supplyCursors[tree])].time)
    }
    return min(next, rules.nextChanges[tree])
  }

  /// Grants what one of ours asks for.
  mutating func grantOwn(
    _ candidate: Candidate, at node: Int, in tree: Int, _ moment: GridStatistics.Moment
  ) {
    let application = own[candidate.index]
    take(candidate.megawatts, from: node, Int(application.shares))
    unlink(candidate.index)
    own[candidate.index].state = .allocated
    ownWaiting[tree] -= 1
    statistics.grantOwn(
      application.megawatts, filed: application.date, on: candidate.list, at: moment)
    grants.append(
      GridGrant(
        application: GridApplicationID(candidate.index), node: GridNodeID(node),
        token: application.token))
  }
}
