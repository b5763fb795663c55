public import Columns

/// What is reported of the grid month by month, and in which order: for each node its lists, then
/// itself.
public struct GridColumns: Sendable {
  /// Levels by month: per list the waiting MW and applications, per node headroom and place.
  public private(set) var stocks: [Column] = []
  /// Totals by month: per list what is applied for, allocated and withdrawn, per node the headroom.
  public private(set) var flows: [Column] = []

  /// The columns of a grid.
  public init(_ spec: GridSpec) {
    for node in spec.nodes.indices {
      for (index, name) in spec.classes.enumerated()
      where spec.isListUsed[node * spec.classes.count + index] {
        let scope = spec.scope(ofNode: node, applicantClass: name)
        stocks += ListStock.allCases.map { Column($0.variable, scope) }
        flows += ListFlow.allCases.map { Column($0.variable, scope) }
      }
      let scope = spec.scope(ofNode: node)
      stocks += NodeStock.allCases.map { Column($0.variable, scope) }
      flows += NodeFlow.allCases.map { Column($0.variable, scope) }
    }
  }
}

/// The waiting list of one class of applicants at one node.
public struct GridList: Sendable {
  /// Where its numbers belong.
  public let scope: Scope
  /// Its slot among the lists.
  let index: Int
}

extension GridSpec {
  /// The lists of which numbers of their own are reported, node by node in the order of classes; none where
  /// applicants are not told apart.
  public var reportedLists: [GridList] {
    guard classes.count > 1 else { return [] }
    return (0..<listCount).filter { isListUsed[$0] }.map { list in
      let (node, index) = list.quotientAndRemainder(dividingBy: classes.count)
      return GridList(scope: scope(ofNode: node, applicantClass: classes[index]), index: list)
    }
  }

  /// Where the numbers of a node belong, or those of one of its lists.
  public func scope(ofNode node: Int, applicantClass: String = "") -> Scope {
    Scope(
      region: regions[nodes[node].region].name, tier: tiers[nodes[node].tier].name,
      applicantClass: applicantClass)
  }
}

/// Levels of a waiting list.
enum ListStock: Int, CaseIterable {
  case waitingPower, waitingRequests

  var variable: Variable {
    switch self {
    case .waitingPower:
      .stock(.gridWaitingPower, unit: "MW", "What the waiting applications ask for.")
    case .waitingRequests:
      .stock(.gridWaitingRequests, unit: "requests", "Applications that wait.")
    }
  }
}

/// Totals of a waiting list.
enum ListFlow: Int, CaseIterable {
  case appliedPower, appliedRequests, allocatedPower, allocatedRequests
  case withdrawnPower, withdrawnRequests

  var variable: Variable {
    switch self {
    case .appliedPower: .flow("grid_applied_mw", unit: "MW", "What new applications ask for.")
    case .appliedRequests: .flow("grid_applied_requests", unit: "requests", "New applications.")
    case .allocatedPower: .flow("grid_allocated_mw", unit: "MW", "Headroom granted.")
    case .allocatedRequests:
      .flow("grid_allocated_requests", unit: "requests", "Applications granted.")
    case .withdrawnPower:
      .flow(
        "grid_withdrawn_mw", unit: "MW",
        "What applications asked for that were withdrawn while waiting.")
    case .withdrawnRequests:
      .flow(
        "grid_withdrawn_requests", unit: "requests", "Applications withdrawn while waiting.")
    }
  }
}

/// Levels of a node.
enum NodeStock: Int, CaseIterable {
  case headroom, othersAhead

  var variable: Variable {
    switch self {
    case .headroom:
      .stock(
        "grid_headroom_mw", unit: "MW",
        "What can still be given out at this node; empty where it is unlimited.")
    case .othersAhead:
      .stock(
        .gridOthersAhead, unit: "requests",
        "Others who wait before the first of our applications, at the end of the month; 0 where "
          + "none of ours waits.")
    }
  }
}

/// Totals of a node.
enum NodeFlow: Int, CaseIterable {
  case released, handedBack

  var variable: Variable {
    switch self {
    case .released:
      .flow(
        .gridReleasedPower, unit: "MW",
        "Headroom added by the steady release and by reinforcements.")
    case .handedBack:
      .flow(
        "grid_handed_back_mw", unit: "MW",
        "Headroom returned by withdrawals after allocation, of applications at this node.")
    }
  }
}
