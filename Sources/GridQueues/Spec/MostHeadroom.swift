import Foundation
public import Quantities
public import ScenarioInputs

/// What the grid can have to give, at the most and at the earliest.
///
/// Nobody but those who can never be served stands before us, projects come as early as they can be drawn,
/// and every lump of headroom is the largest.
public struct MostHeadroom {
  private let grid: GridSpec
  private let horizon: SimTime
  private let extremes: InputExtremes
  /// By node.
  private let supplies: [Supply]

  /// What a grid can have to give until an instant.
  ///
  /// - Parameters:
  ///   - grid: the nodes with what becomes free at each.
  ///   - horizon: the end of the simulated time; what comes then comes too late.
  ///   - extremes: between which numbers the inputs lie.
  public init(_ grid: GridSpec, until horizon: SimTime, _ extremes: InputExtremes) {
    self.grid = grid
    self.horizon = horizon
    self.extremes = extremes
    supplies = grid.nodes.map { node in
      Supply(
        of: node, slip: extremes.least(grid.regions[node.region].slip), until: horizon, extremes)
    }
  }

  /// From when a node can grant so much; never where it can't.
  ///
  /// - Parameters:
  ///   - power: what is applied for.
  ///   - node: where.
  ///   - upstreamFactor: what is needed upstream for each MW, at the least.
  ///   - application: when, at the earliest.
  /// - Returns: the instant at the earliest.
  public func instant(
    of power: Power, at node: GridNodeID, upstreamFactor: Double, applying application: SimTime
  ) -> SimTime {
    let above = grid.above(node.index).map {
      supplies[$0].instant(of: power.value * upstreamFactor)
    }
    let instant = max(
      application, supplies[node.index].instant(of: power.value), above.max() ?? .start)
    guard instant < .never else { return .never }
    return SimTime(
      grid.nodes[node.index].firstInstant(without: .grants, from: instant.hours))
  }

  /// How many sites of a connection can have one at a node at a time.
  public func connections(
    of power: Power, at node: GridNodeID, upstreamFactor: Double
  ) -> Double {
    var room = supplies[node.index].total
    if upstreamFactor > 0 {
      for node in grid.above(node.index) { room = min(room, supplies[node].total / upstreamFactor) }
    }
    return ((room + WaitingLists.tolerance) / power.value).rounded(.down)
  }

  /// Whether somebody stands before whoever applies at an instant in a class, who can never be served
  /// and never gives up, so that all that is free is kept for him.
  ///
  /// - Parameters:
  ///   - node: where.
  ///   - applicantClass: whose rank counts.
  ///   - upstreamFactor: what is needed upstream for each MW, at the least.
  ///   - date: when.
  /// - Returns: whether that is so for certain.
  public func isBlocked(
    at node: GridNodeID, applicantClass: Int, upstreamFactor: Double, applying date: SimTime
  ) -> Bool {
    // Those that hold from then on.
    let frameworks = grid.frameworks.suffix(from: grid.framework(before: date.hours.nextUp))
    guard frameworks.allSatisfy({ $0.rule == .strict }) else { return false }
    let ours = [node.index] + (upstreamFactor > 0 ? grid.above(node.index) : [])
    return grid.nodes.indices.contains { index in
      // What a stop keeps from being granted keeps nothing for itself.
      guard !grid.nodes[index].stops.contains(where: { $0.bars == .grants }) else { return false }
      return firstInLine(at: index).contains { other in
        let ranksBefore = other.classes.allSatisfy { theirs in
          frameworks.allSatisfy { $0.ranks[theirs] <= $0.ranks[applicantClass] }
        }
        return ranksBefore && other.date <= date.hours
          && needs(of: other, at: index).contains { need in
            ours.contains(need.node)
              && need.megawatts > supplies[need.node].total + WaitingLists.tolerance
          }
      }
    }
  }

  /// An application of others that nobody takes back.
  private struct Other {
    /// The latest.
    var date: Double
    /// The least, MW.
    var megawatts: Double
    /// Those that it may be of.
    var classes: [Int]
  }

  private func firstInLine(at index: Int) -> [Other] {
    let node = grid.nodes[index]
    guard extremes.greatest(node.withdrawal) == 0 else { return [] }
    let givesUp = node.speculativeWithdraws.map { extremes.least($0) < .infinity } ?? false
    var applications: [Other] = []
    for listed in node.listed
    where !(listed.isSpeculative && givesUp) && !node.isClosedToApplications(at: listed.date) {
      applications.append(
        Other(
          date: listed.date, megawatts: extremes.least(listed.size),
          classes: [listed.applicantClass]))
    }
    if let backlog = node.backlog, backlog.applications > 0, let size = node.size,
      !(givesUp && extremes.greatest(node.speculativeShare) > 0)
    {
      applications.append(
        Other(
          date: 0, megawatts: extremes.least(size),
          classes: node.mix.indices.filter { node.mix[$0] > 0 }))
    }
    return applications
  }

  /// What an application of others at a node needs there and upstream, at the least.
  private func needs(of other: Other, at index: Int) -> [(node: Int, megawatts: Double)] {
    var needs = [(node: index, megawatts: other.megawatts)]
    var megawatts = other.megawatts
    var below = index
    for node in grid.above(index) {
      let factors = grid.tiers[grid.nodes[below].tier].upstreamFactors
      let least =
        factors.count == 1
        ? factors : other.classes.filter(factors.indices.contains).map { factors[$0] }
      megawatts *= least.map(extremes.least).min() ?? 1
      needs.append((node, megawatts))
      below = node
    }
    return needs
  }
}

extension MostHeadroom {
  /// What a node can have had to give in all, MW, from each instant on.
  ///
  /// That is what was free at the start and what has been released: what is handed back has been taken
  /// from it before.
  private struct Supply {
    /// What is free at the start and completed projects, in order.
    private var steps: [(from: SimTime, total: Double)]
    /// MW that are released at once, after each interval in h; 0 h where they may come at any time.
    private var lump = 0.0
    private var interval = 0.0
    private var lumpCount = 0.0

    init(of node: GridNodeSpec, slip: Double, until horizon: SimTime, _ extremes: InputExtremes) {
      steps = [(.start, extremes.greatest(node.headroom))]
      let projects = node.reinforcements.map { project in
        (
          ready: max(0, project.planned + extremes.least(project.slip) * slip),
          releases: extremes.greatest(project.releases)
        )
      }
      for project in projects.sorted(by: { $0.ready < $1.ready })
      where project.ready < horizon.hours {
        steps.append((SimTime(project.ready), steps[steps.count - 1].total + project.releases))
      }
      if let release = node.release { add(release, until: horizon, extremes) }
    }

    private mutating func add(
      _ release: GridRelease, until horizon: SimTime, _ extremes: InputExtremes
    ) {
      let rate = extremes.greatest(release.rate)
      lump = extremes.greatest(release.lump)
      guard rate > 0, lump > 0 else { return }
      let shortest = extremes.least(release.lump) / rate
      switch release.timing {
      case .regular:
        interval = shortest
        // A lump at the horizon comes too late.
        lumpCount = max(0, (horizon.hours / interval).rounded(.up) - 1)
      case .random:
        lumpCount = Self.mostEvents(ofMean: horizon.hours / shortest)
      }
    }

    /// More events than a Poisson process of that mean will ever have.
    ///
    /// By Chernoff's bound, P(N ≥ n) ≤ e⁻ᵐ (em/n)ⁿ for n > m: the least n at which that is below 2⁻⁵³,
    /// beyond which nothing is drawn.
    private static func mostEvents(ofMean mean: Double) -> Double {
      guard mean < 1e6 else { return .infinity }
      let target = 53 * log(2.0)
      var (low, high) = (mean.rounded(.up), 2 * mean + 64)
      while high - low > 1 {
        let middle = ((low + high) / 2).rounded(.down)
        let exponent = middle * (log(middle / mean) - 1) + mean
        if exponent > target { high = middle } else { low = middle }
      }
      return high
    }

    /// What it can have had to give by the horizon.
    var total: Double { steps[steps.count - 1].total + (lumpCount > 0 ? lumpCount * lump : 0) }

    /// From when it can have had so much to give.
    func instant(of megawatts: Double) -> SimTime {
      for (index, step) in steps.enumerated() {
        let lacking = megawatts - WaitingLists.tolerance - step.total
        let lumps = lacking <= 0 ? 0 : (lacking / lump).rounded(.up)
        guard lumps <= lumpCount else { continue }
        let reached = max(step.from, SimTime(lumps * interval))
        if index == steps.count - 1 || reached < steps[index + 1].from { return reached }
      }
      return .never
    }
  }
}
