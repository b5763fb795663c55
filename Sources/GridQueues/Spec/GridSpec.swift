public import ScenarioInputs

/// The electricity grid of a scenario: tiers, regions, and who is given headroom first.
///
/// A **node** is one tier in one region, with its own headroom and waiting list. A tier may have an
/// upstream tier; the nodes of a region that hang together so are a **tree**. An application takes
/// its power from its own node and from all upstream of it.
public struct GridSpec: Sendable {
  /// The voltage tiers, in file order.
  public let tiers: [GridTier]
  /// The regions, in file order.
  public let regions: [GridRegion]
  /// The classes of applicants; `all` where none are stated.
  public let classes: [String]
  /// Who goes first, in order of date; the first holds from the beginning of time.
  let frameworks: [GridFramework]
  /// Which sites may be connected nowhere, or in some regions only.
  public private(set) var siting: [GridSitingRule] = []
  /// Every node, region by region, the nodes of a tree side by side.
  public let nodes: [GridNodeSpec]
  /// For each node the one upstream of it; -1 for none.
  public let upstream: [Int32]
  /// For each tree its range of nodes.
  let trees: [Range<Int>]
  /// For each node its tree.
  let treeOfNode: [Int32]
  /// For each list (`node * classes.count + class`) whether anyone can stand on it.
  private(set) var isListUsed: [Bool]

  /// No grid at all.
  public static let none = GridSpec(tiers: [], regions: [], nodes: [])

  /// Puts a grid together.
  ///
  /// - Precondition: `upstream` of the tiers has no cycle, each node's tier has its upstream tier
  ///   in the node's region, at least one class is named, and `frameworks` are as
  ///   `GridFramework.inOrder` makes them.
  init(
    tiers: [GridTier], regions: [GridRegion], nodes unordered: [GridNodeSpec],
    classes: [String] = ["all"], frameworks: [GridFramework] = []
  ) {
    precondition(!classes.isEmpty, "no class of applicants: name one")
    self.tiers = tiers
    self.regions = regions
    self.classes = classes
    self.frameworks =
      frameworks.isEmpty ? [.byDate(.strict, classes: classes.count)] : frameworks

    /// The tier at the top of a tier's chain.
    func root(of tier: Int) -> Int {
      var top = tier
      while let next = tiers[top].upstream { top = next }
      return top
    }
    let nodes = unordered.sorted {
      ($0.region, root(of: $0.tier), $0.tier) < ($1.region, root(of: $1.tier), $1.tier)
    }
    var upstream: [Int32] = []
    var trees: [Range<Int>] = []
    var treeOfNode: [Int32] = []
    for (index, node) in nodes.enumerated() {
      if let wanted = tiers[node.tier].upstream {
        let found = nodes.firstIndex { $0.region == node.region && $0.tier == wanted }
        guard let found else {
          preconditionFailure(
            "region \(regions[node.region].name) lacks \(tiers[wanted].name), upstream of "
              + tiers[node.tier].name)
        }
        upstream.append(Int32(found))
      } else {
        upstream.append(-1)
      }
      if index > 0, nodes[index - 1].region == node.region,
        root(of: nodes[index - 1].tier) == root(of: node.tier)
      {
        trees[trees.count - 1] = trees[trees.count - 1].lowerBound..<index + 1
      } else {
        trees.append(index..<index + 1)
      }
      treeOfNode.append(Int32(trees.count - 1))
    }
    self.nodes = nodes
    self.upstream = upstream
    self.trees = trees
    self.treeOfNode = treeOfNode
    isListUsed = nodes.flatMap { node in
      classes.indices.map { node.hasApplicants(ofClass: $0) }
    }
  }

  /// The node of a tier in a region, or nil where the region does not describe the tier.
  public func node(region: Int, tier: Int) -> GridNodeID? {
    nodes.firstIndex { $0.region == region && $0.tier == tier }.map { GridNodeID($0) }
  }

  /// The same grid with rules on what may be connected.
  func with(siting: [GridSitingRule]) -> GridSpec {
    var grid = self
    grid.siting = siting
    return grid
  }

  /// Why applications may be late, kept waiting or refused, each reason once, in file order.
  public var reasons: [String] {
    var reasons: [String] = []
    for reason in nodes.flatMap({ $0.stops.map(\.reason) }) + siting.map(\.reason)
    where !reasons.contains(reason) {
      reasons.append(reason)
    }
    return reasons
  }

  /// Says that a phase applies at this node in this class, so that its waiting list is reported.
  public mutating func expectApplication(at node: GridNodeID, applicantClass: Int) {
    isListUsed[node.index * classes.count + applicantClass] = true
  }

  /// The power that one application may ask for at a node, in MW; infinite where nothing limits it.
  func largestPower(at node: GridNodeID) -> Double { tiers[nodes[node.index].tier].largest }

  /// The nodes upstream of a node, the nearest first.
  func above(_ node: Int) -> [Int] {
    var path: [Int] = []
    var place = Int(upstream[node])
    while place >= 0 {
      path.append(place)
      place = Int(upstream[place])
    }
    return path
  }

  /// Whether some framework has a rule.
  func uses(_ rule: GridAllocationRule) -> Bool { frameworks.contains { $0.rule == rule } }

  /// The slots of the waiting lists: one for each node and class.
  var listCount: Int { nodes.count * classes.count }
}

/// Names a node: one voltage tier in one region.
public struct GridNodeID: Hashable, Sendable, BitwiseCopyable {
  private let number: Int32
  /// The node's place in the grid's list of nodes.
  public var index: Int { Int(number) }
  init(_ index: Int) { number = Int32(index) }
}

/// How far allocation goes along a waiting list.
///
/// All applications that wait in a region's tree of tiers are looked at in one order: class, then
/// date, then order of filing. One is granted if it fits in the headroom of its node and of every
/// node upstream, all or nothing. What happens behind one that does not fit is the rule.
///
/// With one tier, `strict` is the usual rule: the list stops at the first that does not fit, and
/// `firstFit` passes over it. With an upstream tier, the first of a list that is not granted stops
/// its own list, and it keeps whatever headroom it lacks: every node on its path that is too full
/// for it is closed to all who rank behind it, in whichever list they stand. A node upstream that
/// has room for it stays open to others.
enum GridAllocationRule: String, CaseIterable, Sendable {
  /// Nobody overtakes: headroom is kept for the first that does not fit.
  case strict
  /// Whoever fits is granted, though others wait longer.
  case firstFit
}

/// A voltage tier.
public struct GridTier: Sendable {
  /// Its name in the scenario.
  public let name: String
  /// The most that one application may ask for, MW.
  public let largest: Double
  /// The tier whose headroom is needed too.
  public let upstream: Int?
  /// Per class what an application of others takes of all tiers above, for each MW that it takes here, 0–1;
  /// one number for all of a class or one for everybody.
  var upstreamFactors: [Input] = []
}

/// A region of the grid.
public struct GridRegion: Sendable {
  /// Its name in the scenario.
  public let name: String
  /// Who runs its grid, for reports.
  public let operatorName: String
  /// The factor on the slip of all its reinforcements, drawn once per replication.
  public let slip: Input
}
