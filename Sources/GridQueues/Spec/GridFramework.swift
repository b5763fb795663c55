/// Who is given headroom first, from an instant on.
struct GridFramework: Sendable {
  /// From when it holds, h.
  var from: Double
  /// How far allocation goes along a waiting list.
  var rule: GridAllocationRule
  /// Per class of applicants how many are in classes served before it; those of one number stand in one line,
  /// by date.
  var ranks: [Int]

  /// All wait by date.
  static func byDate(_ rule: GridAllocationRule, classes: Int) -> GridFramework {
    GridFramework(from: -.infinity, rule: rule, ranks: Array(repeating: 0, count: classes))
  }

  /// A framework that names classes in order, first served first.
  ///
  /// - Parameters:
  ///   - from: since when it holds, h.
  ///   - rule: how headroom is given out under it.
  ///   - priorities: names of classes; those that are not among them rank with the last of them.
  ///   - classes: all of them.
  init(from: Double, rule: GridAllocationRule, priorities: [String], classes: [String]) {
    let places = classes.map { name in
      priorities.firstIndex(of: name) ?? max(0, priorities.count - 1)
    }
    self.init(
      from: from, rule: rule, ranks: places.map { place in places.count { $0 < place } })
  }

  /// A framework with the rank of each class.
  init(from: Double, rule: GridAllocationRule, ranks: [Int]) {
    self.from = from
    self.rule = rule
    self.ranks = ranks
  }

  /// The classes in the order in which they are served; those of one line in their own order.
  var order: [Int] {
    ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// The frameworks of a scenario in order of date, with what holds before the first of them: by date, under
  /// its rule.
  static func inOrder(_ named: [GridFramework], classes: Int) -> [GridFramework] {
    let sorted = named.sorted { $0.from < $1.from }
    guard let first = sorted.first else { return [.byDate(.strict, classes: classes)] }
    return [.byDate(first.rule, classes: classes)] + sorted
  }
}

extension GridSpec {
  /// The index of the framework that holds right before an instant, in h.
  func framework(before time: Double) -> Int {
    frameworks.lastIndex { $0.from < time } ?? 0
  }
}
