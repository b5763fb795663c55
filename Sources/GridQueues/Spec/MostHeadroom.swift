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

  /// From when a node and all upstream of it can have had so much to give; never where they can't.
  public func instant(of power: Power, at node: GridNodeID) -> SimTime {
    path(from: node.index).map { supplies[$0].instant(of: power.value) }.max() ?? .never
  }

  /// How many sites of a connection can have one at a node at a time.
  public func connections(of power: Power, at node: GridNodeID) -> Double {
    let room = path(from: node.index).map { supplies[$0].total }.min() ?? 0
    return ((room + WaitingLists.tolerance) / power.value).rounded(.down)
  }

  /// Whether somebody stands before whoever applies at an instant in a class, who can never be served
  /// and never gives up, so that all that is free is kept for him.
  public func isBlocked(at node: GridNodeID, applicantClass: Int, applying date: SimTime) -> Bool {
    guard grid.rule == .strict else { return false }
    let ours = Set(path(from: node.index))
    guard let root = path(from: node.index).last else { return false }
    return grid.nodes.indices.contains { index in
      let theirs = path(from: index)
      guard theirs.last == root else { return false }
      let lacking = theirs.filter(ours.contains).map { supplies[$0].total }.min() ?? .infinity
      return firstInLine(at: index).contains { other in
        other.date <= date.hours && other.applicantClass <= applicantClass
          && other.megawatts > lacking + WaitingLists.tolerance
      }
    }
  }

  /// Applications of others that nobody takes back: the latest date, the least size, the last class.
  private func firstInLine(
    at index: Int
  ) -> [(date: Double, megawatts: Double, applicantClass: Int)] {
    let node = grid.nodes[index]
    guard extremes.greatest(node.withdrawal) == 0 else { return [] }
    let givesUp = node.speculativeWithdraws.map { extremes.least($0) < .infinity } ?? false
    var applications: [(date: Double, megawatts: Double, applicantClass: Int)] = []
    for listed in node.listed where !(listed.isSpeculative && givesUp) {
      applications.append((listed.date, extremes.least(listed.size), listed.applicantClass))
    }
    if let backlog = node.backlog, backlog.applications > 0, let size = node.size,
      let last = node.mix.lastIndex(where: { $0 > 0 }),
      !(givesUp && extremes.greatest(node.speculativeShare) > 0)
    {
      applications.append((0, extremes.least(size), last))
    }
    return applications
  }

  /// A node and all upstream of it.
  private func path(from node: Int) -> [Int] {
    var path = [node]
    while let last = path.last, grid.upstream[last] >= 0 { path.append(Int(grid.upstream[last])) }
    return path
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
