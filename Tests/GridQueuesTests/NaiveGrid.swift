import EventKernel
import Quantities
import ScenarioInputs

@testable import GridQueues

/// The rules of the waiting lists written down as directly as possible, to compare the lazy engine to:
/// every change is an instant, and at every instant all who wait are looked at.
struct NaiveGrid {
  struct Applicant {
    var node: Int
    var applicantClass: Int
    var date: Double
    var megawatts: Double
    var leaves: Double
    var isSpeculative: Bool
    /// What it takes of each node on its path for each MW, its own first.
    var shares: [Double]
    /// Others before ours at one date, then by node and number, or as filed.
    var order: (Int, Int, Int)
    var allocated = Double.infinity
    var handsBack = Double.infinity
    var isOwn: Bool { order.0 == 1 }

    /// When it stops waiting.
    var end: Double { min(allocated, leaves) }
  }

  let spec: GridSpec
  let months: [Double]
  var applicants: [Applicant] = []
  var headroom: [Double]
  /// Per node: headroom from an instant on.
  var levels: [[(time: Double, megawatts: Double)]] = []
  /// Per month boundary and node: others ahead of the first of ours.
  var ahead: [[Int]] = []

  /// Lives through the actions on the background of a grid.
  init(_ grid: borrowing WaitingLists, actions: [GridAction]) {
    spec = grid.spec
    months = GridFixture.calendar.monthStarts.map(\.hours)
    headroom = grid.background.headroom
    let starts = grid.background.listStarts
    let supplies = grid.background.supplies
    for list in 0..<spec.listCount {
      for index in starts[list]..<starts[list + 1] {
        let other = grid.background.applications[Int(index)]
        applicants.append(
          Applicant(
            node: list / spec.classes.count, applicantClass: list % spec.classes.count,
            date: other.date, megawatts: other.megawatts, leaves: other.leaves,
            isSpeculative: other.isSpeculative,
            shares: Self.shares(of: list, in: grid.spec),
            order: (0, list / spec.classes.count, Int(other.number))))
      }
    }
    var own: [Int] = []
    var withdrawals: [(time: Double, own: Int)] = []
    for action in actions {
      switch action.kind {
      case .apply(let node, let megawatts, let applicantClass, let factor):
        own.append(applicants.count)
        applicants.append(
          Applicant(
            node: node, applicantClass: applicantClass, date: action.time, megawatts: megawatts,
            leaves: .infinity, isSpeculative: false, shares: [1, factor, factor],
            order: (1, own.count, 0)))
      case .withdraw(let index): withdrawals.append((action.time, own[index]))
      }
    }
    let horizon = months[months.count - 1]
    var instants: Set<Double> = [0]
    for framework in spec.frameworks { instants.insert(max(0, framework.from)) }
    for stop in spec.nodes.flatMap(\.stops) { instants.formUnion([stop.from, stop.until]) }
    for applicant in applicants { instants.formUnion([applicant.date, applicant.leaves]) }
    for supply in supplies { instants.insert(supply.time) }
    for withdrawal in withdrawals { instants.insert(withdrawal.time) }
    instants.formUnion(months)
    levels = headroom.map { [(0, $0)] }

    for now in instants.sorted() where now >= 0 && now <= horizon {
      if now > 0, months.contains(now) { countAhead(now) }
      if now == horizon { break }
      for supply in supplies where supply.time == now {
        headroom[Int(supply.node)] += supply.megawatts
      }
      for withdrawal in withdrawals where withdrawal.time == now {
        if applicants[withdrawal.own].allocated < .infinity {
          handBack(withdrawal.own, now)
        } else {
          applicants[withdrawal.own].leaves = now
        }
      }
      for index in applicants.indices
      where applicants[index].isSpeculative && applicants[index].leaves == now
        && applicants[index].allocated < now
      {
        handBack(index, now)
      }
      allocate(now)
      for node in headroom.indices where headroom[node] != levels[node][levels[node].count - 1].1 {
        levels[node].append((now, headroom[node]))
      }
    }
  }

  private mutating func handBack(_ index: Int, _ now: Double) {
    applicants[index].handsBack = now
    for (node, share) in zip(path(of: applicants[index].node), applicants[index].shares) {
      headroom[node] += share * applicants[index].megawatts
    }
  }

  /// What others of a list take of each node on their path: what the tier below passes on.
  private static func shares(of list: Int, in spec: GridSpec) -> [Double] {
    var draws = GridFixture.draws(seed: 0)
    var shares = [1.0]
    var node = list / spec.classes.count
    while spec.upstream[node] >= 0 {
      let factors = spec.tiers[spec.nodes[node].tier].upstreamFactors
      let factor = factors.isEmpty ? 1 : factors[list % spec.classes.count].value(&draws)
      shares.append(shares[shares.count - 1] * factor)
      node = Int(spec.upstream[node])
    }
    return shares
  }

  func path(of node: Int) -> [Int] {
    var path = [node]
    while spec.upstream[path[path.count - 1]] >= 0 {
      path.append(Int(spec.upstream[path[path.count - 1]]))
    }
    return path
  }

  private func waits(_ applicant: Applicant, _ now: Double) -> Bool {
    applicant.date <= now && applicant.leaves > now && applicant.allocated == .infinity
  }

  private func comesBefore(_ a: Applicant, _ b: Applicant, _ now: Double) -> Bool {
    let framework = framework(at: now)
    let ranks = (framework.ranks[a.applicantClass], framework.ranks[b.applicantClass])
    return (ranks.0, a.date, a.order.0, a.order.1, a.order.2)
      < (ranks.1, b.date, b.order.0, b.order.1, b.order.2)
  }

  private func framework(at now: Double) -> GridFramework {
    spec.frameworks.last { $0.from <= now } ?? spec.frameworks[0]
  }

  private mutating func allocate(_ now: Double) {
    var closed = Set<Int>()
    /// Per node: who stops its line.
    var stopped: [Int: Int] = [:]
    let waiting = applicants.indices.filter { waits(applicants[$0], now) }
      .filter { index in
        !spec.nodes[applicants[index].node].stops.contains {
          $0.bars == .grants && $0.from <= now && now < $0.until
        }
      }
      .sorted { comesBefore(applicants[$0], applicants[$1], now) }
    for index in waiting {
      let (node, megawatts) = (applicants[index].node, applicants[index].megawatts)
      if stopped[node] != nil { continue }
      let takes = Array(zip(path(of: node), applicants[index].shares)).filter { $0.1 > 0 }
      let full = full(for: index)
      if full.isEmpty && !takes.contains(where: { closed.contains($0.0) }) {
        for (node, share) in takes { headroom[node] = max(0, headroom[node] - share * megawatts) }
        applicants[index].allocated = now
        // What those who were stopped lack now is kept for them.
        for other in stopped.values { closed.formUnion(self.full(for: other)) }
      } else if framework(at: now).rule == .strict {
        closed.formUnion(full)
        closed.insert(node)
        stopped[node] = index
      }
    }
  }

  /// The nodes on an applicant's path that lack room for it.
  private func full(for index: Int) -> [Int] {
    zip(path(of: applicants[index].node), applicants[index].shares).filter { node, share in
      share > 0 && share * applicants[index].megawatts > headroom[node] + 1e-9
    }.map(\.0)
  }

  private mutating func countAhead(_ now: Double) {
    ahead.append(
      headroom.indices.map { node in
        let waiting = applicants.filter {
          $0.node == node && $0.date < now && $0.leaves >= now && $0.allocated >= now
        }
        let ours = waiting.filter(\.isOwn).min { comesBefore($0, $1, now.nextDown) }
        return ours.map { first in
          waiting.count { !$0.isOwn && comesBefore($0, first, now.nextDown) }
        } ?? 0
      })
  }
}

extension NaiveGrid {
  /// The hours of a month during which an applicant waits.
  private func hours(_ applicant: Applicant, in month: Int) -> Double {
    max(0, min(applicant.end, months[month + 1]) - max(applicant.date, months[month]))
  }

  private func isIn(_ time: Double, _ month: Int) -> Bool {
    time >= months[month] && time < months[month + 1]
  }

  /// The series of a list in one month, in the order of the columns: means of the two stocks,
  /// and the six flows.
  func series(node: Int, applicantClass: Int, month: Int) -> [Double] {
    let list = applicants.filter { $0.node == node && $0.applicantClass == applicantClass }
    let length = months[month + 1] - months[month]
    let applied = list.filter { isIn($0.date, month) }
    let allocated = list.filter { isIn($0.allocated, month) }
    let withdrawn = list.filter { isIn($0.leaves, month) && $0.allocated == .infinity }
    return [
      list.reduce(0) { $0 + $1.megawatts * hours($1, in: month) } / length,
      list.reduce(0) { $0 + hours($1, in: month) } / length,
      applied.reduce(0) { $0 + $1.megawatts }, Double(applied.count),
      allocated.reduce(0) { $0 + $1.megawatts }, Double(allocated.count),
      withdrawn.reduce(0) { $0 + $1.megawatts }, Double(withdrawn.count),
    ]
  }

  /// Mean of a node's headroom, others ahead, and MW handed back, in one month.
  func series(node: Int, month: Int) -> [Double] {
    var mean = 0.0
    for (index, level) in levels[node].enumerated() {
      let until = index + 1 < levels[node].count ? levels[node][index + 1].time : .infinity
      mean +=
        max(0, min(until, months[month + 1]) - max(level.time, months[month])) * level.megawatts
    }
    let handedBack = applicants.filter { $0.node == node && isIn($0.handsBack, month) }
    return [
      mean / (months[month + 1] - months[month]), Double(ahead[month][node]),
      handedBack.reduce(0) { $0 + $1.megawatts },
    ]
  }
}
