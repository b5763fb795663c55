import Columns
import Quantities

extension PageFigures {
  /// The nodes of the grid, in file order.
  var nodes: [GridNode] {
    var nodes: [GridNode] = []
    for column in layout.gridStocks where !column.scope.region.isEmpty {
      let node = GridNode(column.scope)
      if !nodes.contains(node) { nodes.append(node) }
    }
    return nodes
  }

  /// The voltage tiers, in file order.
  var tiers: [String] {
    var tiers: [String] = []
    for node in nodes where !tiers.contains(node.tier) { tiers.append(node.tier) }
    return tiers
  }

  /// The strategy that is shown first where the reader chooses: one with a project, though a world
  /// without one has waiting lists too.
  var firstShown: Int { projects.first?.index ?? 0 }

  /// The name of a month: `December 2030`.
  func monthName(_ month: Int) -> String {
    TableMonth(month, layout.calendar.firstDay(ofMonth: month)).name
  }
}
