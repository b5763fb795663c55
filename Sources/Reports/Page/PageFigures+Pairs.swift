import Columns
import Experiments

extension PageFigures {
  /// The worth by which strategies are ranked.
  var worth: Worth { Worth.leading(in: layout.metrics) }

  /// The strategies with a project, the best mean worth first.
  var ranked: [StrategyFigures] {
    projects.sorted { a, b in
      let first = a[worth.name]?.mean?.mean ?? -.infinity
      let second = b[worth.name]?.mean?.mean ?? -.infinity
      return (-first, a.index) < (-second, b.index)
    }
  }

  /// Pairs of strategies that are shown one by one.
  var pairs: [(a: StrategyFigures, b: StrategyFigures)] {
    let best = ranked.compactMap { strategy in
      projects.firstIndex { $0.index == strategy.index }
    }
    return Self.pairs(ranked: best).map { (projects[$0.a], projects[$0.b]) }
  }

  /// Pairs of places in a list, a before b: the best two, which the answer names, then the first
  /// place against each other one.
  static func pairs(ranked: [Int]) -> [(a: Int, b: Int)] {
    guard ranked.count > 1 else { return [] }
    let named = (a: min(ranked[0], ranked[1]), b: max(ranked[0], ranked[1]))
    return [named] + (1..<ranked.count).map { (0, $0) }.filter { $0 != named }
  }

  /// The metrics whose differences are shown.
  var compared: [Variable] {
    layout.metrics.filter { $0.scope == .all && $0.variable.role == .compared }.map(\.variable)
  }

  /// How one strategy differs from another in a metric; nil where it is not stored.
  func comparison(
    _ variable: Variable, _ a: StrategyFigures, _ b: StrategyFigures
  ) -> PairedComparison? {
    guard let first = a.values(of: variable), let second = b.values(of: variable) else {
      return nil
    }
    return PairedComparison(first, second, of: variable, inner: inner)
  }

  /// The same in a metric with a standard name.
  func comparison(
    _ name: StandardName, _ a: StrategyFigures, _ b: StrategyFigures
  ) -> PairedComparison? {
    layout.metrics.firstIndex(of: name).flatMap {
      comparison(layout.metrics[$0].variable, a, b)
    }
  }
}
