import ScenarioInputs
import EventKernel
import Sampling
import TimePaths

/// What the world does to the grid in one replication: the same for every strategy.
///
/// Applications of others with the instants at which they give up, released headroom and completed
/// reinforcements are pure functions of the draws. They are laid out once per replication, in the
/// order in which a waiting list is gone along, and every strategy replays them.
///
/// The monthly sums are those of a world in which nothing is ever allocated. An allocation takes the
/// stay that it cuts short out of them, so that a replay touches only the applications it decides.
struct GridBackground: ~Copyable {
  /// A step up of a node's headroom.
  struct Supply: BitwiseCopyable {
    /// When, h.
    var time: Double
    var megawatts: Double
    var node: Int32
  }

  /// Others' applications, list by list, each in order of date and filing.
  private(set) var applications = Block<GridApplication>()
  /// The month in which each leaves; to count by.
  private(set) var leavingMonths = Block<Int16>()
  /// Where each list begins in `applications`, and as the last entry the end.
  private(set) var listStarts: [Int32]
  /// Steps of headroom, tree by tree, in order of time.
  private(set) var supplies: [Supply] = []
  /// Where each tree begins in `supplies`, and as the last entry the end.
  private(set) var supplyStarts: [Int32]
  /// Each node's headroom at start, MW.
  private(set) var headroom: [Double]
  /// Finds the first of a list that is small enough; built for `firstFit` only.
  private(set) var smallest = SmallestFirst()
  /// Per list and month (`list * months + month`): applications filed.
  private(set) var applied: Block<MonthSums>
  /// Per list and month: applications that leave on their own clock.
  ///
  /// Behind the months (`list * (months + 1) + months`) those who wait at the horizon, with the hours
  /// since their application.
  private(set) var left: Block<MonthSums>
  /// Per list: what waits at start, with the hours since it was filed.
  private(set) var opening: Block<MonthSums>
  /// Per node: the median time from a grant to power, h.
  private(set) var builds: [Double]
  /// Per node and month (`node * months + month`): MW released and reinforced.
  private(set) var released: [Double]

  /// As many as are drawn before they are given dates.
  ///
  /// Each date waits for the one before. The draws do not, and in a loop of their own need not: it spares
  /// 3 % of a replication.
  private var arrivals = Block(repeating: GridArrival(), count: 32)
  /// The applications of one node before they are put in order.
  private var drawn = Block<GridApplication>()
  /// The backlog of one node while it is put in order.
  private var unordered = Block<GridApplication>()
  /// How many of `drawn` are in each class, and then where the next of them goes.
  private var cursors: Block<Int32>
  /// Where each span of dates begins, in `sort(first:)`.
  private var spanStarts = Block<Int32>()

  init(for spec: GridSpec, months: borrowing MonthGrid) {
    let lists = spec.listCount
    listStarts = Array(repeating: 0, count: lists + 1)
    supplyStarts = Array(repeating: 0, count: spec.trees.count + 1)
    headroom = Array(repeating: 0, count: spec.nodes.count)
    builds = headroom
    applied = Block(repeating: .zero, count: lists * months.count)
    left = Block(repeating: .zero, count: lists * (months.count + 1))
    opening = Block(repeating: .zero, count: lists)
    released = Array(repeating: 0, count: spec.nodes.count * months.count)
    cursors = Block(repeating: 0, count: spec.classes.count)
  }

  /// Draws the background of a replication, in the memory of the one before.
  mutating func generate(
    _ spec: GridSpec, streams: [GridStreams], months: borrowing MonthGrid,
    drawing draws: inout Draws
  ) {
    applications.removeAll()
    leavingMonths.removeAll()
    supplies.removeAll(keepingCapacity: true)
    applied.fill(with: .zero)
    left.fill(with: .zero)
    opening.fill(with: .zero)
    for index in released.indices { released[index] = 0 }

    for (tree, nodes) in spec.trees.enumerated() {
      for node in nodes {
        headroom[node] = max(0, spec.nodes[node].headroom.value(&draws))
        builds[node] = spec.nodes[node].build.median(&draws)
        drawn.removeAll()
        cursors.fill(with: 0)
        let dated = drawListed(spec, node: node, streams[node], months, &draws)
        drawArrivals(spec, node: node, streams[node], months, &draws)
        putInOrder(firstUnordered: dated, node: node)
        drawReleases(spec.nodes[node], node: node, streams[node], months, &draws)
        drawReinforcements(spec, node: node, months, &draws)
      }
      let start = Int(supplyStarts[tree])
      supplyStarts[tree + 1] = Int32(supplies.count)
      supplies[start...].sort { ($0.time, $0.node) < ($1.time, $1.node) }
    }
    if spec.uses(.firstFit) { smallest.build(applications, listStarts: listStarts) }
  }

  /// Draws what is listed and what waits at start.
  ///
  /// - Returns: how many there are; they are in no order.
  private mutating func drawListed(
    _ spec: GridSpec, node index: Int, _ streams: GridStreams, _ months: borrowing MonthGrid,
    _ draws: inout Draws
  ) -> Int {
    let node = spec.nodes[index]
    guard node.backlog != nil || !node.listed.isEmpty else { return 0 }
    let applicant = GridApplicant(node, largest: spec.tiers[node.tier].largest, &draws)
    for (number, listed) in node.listed.enumerated()
    where listed.date < months.horizon
      // Who waits at start has applied, whatever bars applications by then.
      && (listed.date < 0 || !node.isClosedToApplications(at: listed.date))
    {
      let megawatts = listed.size.value(&draws, entity: UInt64(number))
      draws.source.at(streams.listed, entity: UInt64(number))
      let stay = applicant.stay(isSpeculative: listed.isSpeculative, &draws.source)
      let application = applicant.application(
        date: listed.date, megawatts: megawatts, stay: stay, number: drawn.count,
        applicantClass: listed.applicantClass, isSpeculative: listed.isSpeculative, months)
      add(application, to: index, month: months.month(of: max(listed.date, 0)), months)
    }
    guard let backlog = node.backlog, let size = node.size else { return drawn.count }
    let ages = backlog.ages.distribution(&draws)
    let sizes = size.distribution(&draws)
    for number in 0..<backlog.applications {
      draws.source.at(streams.backlog, inOrder: UInt64(number))
      let (applicantClass, isSpeculative) = applicant.kind(draws.source.uniform())
      let stay = applicant.stay(isSpeculative: isSpeculative, &draws.source)
      // Whoever waits at start applied before it.
      let age = max(draws.source.sample(ages), .leastNonzeroMagnitude)
      let application = applicant.application(
        date: -age, megawatts: draws.source.sample(sizes), stay: stay, number: drawn.count,
        applicantClass: applicantClass, isSpeculative: isSpeculative, months)
      add(application, to: index, month: 0, months)
    }
    return drawn.count
  }

  /// Draws the applications to come, a Poisson process whose rate may grow.
  private mutating func drawArrivals(
    _ spec: GridSpec, node: Int, _ streams: GridStreams, _ months: borrowing MonthGrid,
    _ draws: inout Draws
  ) {
    let nodeSpec = spec.nodes[node]
    guard let rate = nodeSpec.arrivals, let size = nodeSpec.size else { return }
    let clock = GrowingRate(
      rate: rate.value(&draws), yearlyChange: nodeSpec.growth.value(&draws))
    guard clock.rate > 0 else { return }
    let applicant = GridApplicant(nodeSpec, largest: spec.tiers[nodeSpec.tier].largest, &draws)
    let sizes = size.distribution(&draws)
    let dated = nodeSpec.datedArrivals
    let mayBeClosed = nodeSpec.stops.contains { $0.bars == .applications }
    var number: UInt64 = 0
    var expected = 0.0
    var date = 0.0
    var month = 0
    while true {
      for index in arrivals.indices {
        draws.source.at(streams.arrivals, inOrder: number)
        arrivals[index] = applicant.arrival(sizes, &draws.source)
        number += 1
      }
      for index in arrivals.indices {
        let arrival = arrivals[index]
        if let dated {
          date = dated.instant(ofIntegral: expected + arrival.gap)
        } else {
          date += clock.hours(forExpected: arrival.gap, after: expected)
        }
        expected += arrival.gap
        guard date < months.horizon else { return }
        if mayBeClosed, nodeSpec.isClosedToApplications(at: date) { continue }
        let application = applicant.application(
          date: date, megawatts: arrival.megawatts, stay: arrival.stay, number: drawn.count,
          applicantClass: arrival.applicantClass, isSpeculative: arrival.isSpeculative, months)
        while date >= months.starts[month + 1] { month += 1 }
        add(application, to: node, month: month, months)
      }
    }
  }

  /// Takes an application as the next of `drawn`, and counts its stay as if it were granted nothing.
  ///
  /// `month` is that of its date; any where it waits at start.
  @inline(__always)
  private mutating func add(
    _ application: GridApplication, to node: Int, month: Int, _ months: borrowing MonthGrid
  ) {
    drawn.append(application)
    let applicantClass = Int(application.applicantClass)
    cursors[applicantClass] += 1
    let list = node * cursors.count + applicantClass
    let megawatts = application.megawatts
    if application.date < 0 {
      // Of who waits at start, the hours are those since the application.
      opening[list] += MonthSums(megawatts: megawatts, hoursLeft: -application.date)
    } else {
      applied[list * months.count + month] += MonthSums(
        megawatts: megawatts, hoursLeft: months.starts[month + 1] - application.date)
    }
    left[application.leavingIndex(of: list, months)] += application.stayEnd(months)
  }

  /// Distributes a node's applications over its lists.
  private mutating func putInOrder(firstUnordered: Int, node: Int) {
    // By date already, unless something listed is dated among the arrivals.
    let isOrderedBehind =
      firstUnordered == drawn.count
      || (0..<firstUnordered).allSatisfy { drawn[$0].date <= drawn[firstUnordered].date }
    sort(first: isOrderedBehind ? firstUnordered : drawn.count)

    var start = Int32(applications.count)
    for index in cursors.indices {
      let list = node * cursors.count + index
      listStarts[list] = start
      (start, cursors[index]) = (start + cursors[index], start)
      listStarts[list + 1] = start
    }
    applications.setCount(Int(start))
    leavingMonths.setCount(Int(start))
    for number in drawn.indices {
      let application = drawn[number]
      let index = Int(application.applicantClass)
      let place = Int(cursors[index])
      applications[place] = application
      leavingMonths[place] = application.leavingMonth
      cursors[index] += 1
    }
  }

  /// Puts the first of `drawn`, which are in order of number, in order of date.
  ///
  /// Dates are drawn, so each says about where it belongs: distributed over as many equally long
  /// spans of time as there are, few share one, and only these are compared. It spares
  /// 2 % of a replication.
  private mutating func sort(first count: Int) {
    guard count > 1 else { return }
    var earliest = Double.infinity
    var latest = -Double.infinity
    for index in 0..<count {
      earliest = min(earliest, drawn[index].date)
      latest = max(latest, drawn[index].date)
    }
    // Where nearly all have one date there is nothing to distribute, and a quotient might not be finite.
    let width = latest - earliest
    let spans = width > 1e-6 ? Double(count) * 0.999 / width : 0
    spanStarts.setCount(count + 1)
    spanStarts.fill(with: 0)
    unordered.setCount(count)
    for index in 0..<count {
      unordered[index] = drawn[index]
      spanStarts[Int((drawn[index].date - earliest) * spans) + 1] += 1
    }
    for span in 0..<count { spanStarts[span + 1] += spanStarts[span] }
    for index in 0..<count {
      let span = Int((unordered[index].date - earliest) * spans)
      drawn[Int(spanStarts[span])] = unordered[index]
      spanStarts[span] += 1
    }
    var start = 0
    for span in 0..<count {
      let end = Int(spanStarts[span])
      if end - start > 1 {
        drawn.sort(start..<end) { ($0.date, $0.number) < ($1.date, $1.number) }
      }
      start = end
    }
  }

  /// Draws the instants of the steady release.
  private mutating func drawReleases(
    _ spec: GridNodeSpec, node: Int, _ streams: GridStreams, _ months: borrowing MonthGrid,
    _ draws: inout Draws
  ) {
    guard let release = spec.release else { return }
    let rate = release.rate.value(&draws)
    let lump = release.lump.value(&draws)
    guard rate > 0, lump > 0 else { return }
    let interval = lump / rate
    var time = 0.0
    var number = 0
    while true {
      switch release.timing {
      case .regular:
        time = interval * Double(number + 1)
      case .random:
        draws.source.at(streams.releases, inOrder: UInt64(number))
        time += draws.source.exponential(mean: interval)
      }
      guard time < months.horizon else { return }
      supply(lump, to: node, at: time, months)
      number += 1
    }
  }

  /// Draws the completion of the planned projects.
  private mutating func drawReinforcements(
    _ spec: GridSpec, node: Int, _ months: borrowing MonthGrid, _ draws: inout Draws
  ) {
    let projects = spec.nodes[node].reinforcements
    guard !projects.isEmpty else { return }
    let factor = spec.regions[spec.nodes[node].region].slip.value(&draws)
    for project in projects {
      let time = max(0, project.planned + factor * project.slip.value(&draws))
      let megawatts = project.releases.value(&draws)
      guard time < months.horizon else { continue }
      supply(megawatts, to: node, at: time, months)
    }
  }

  private mutating func supply(
    _ megawatts: Double, to node: Int, at time: Double, _ months: borrowing MonthGrid
  ) {
    supplies.append(Supply(time: time, megawatts: megawatts, node: Int32(node)))
    released[node * months.count + months.month(of: time)] += megawatts
  }
}
