import EventKernel

/// What begins and ends by date in each tree of nodes: who goes first, and what gives nothing out.
struct DatedRules: ~Copyable {
  /// Something that begins or ends.
  struct Change: BitwiseCopyable {
    /// When, h.
    var time: Double
    /// The node at which stops begin or end; -1 where a framework takes over.
    var node: Int32
    /// The framework; or by how much there are more stops.
    var value: Int32
  }

  /// Per framework and class: how many classes are served before it.
  private var ranks: Block<Int32>
  /// Per framework, the classes in the order in which they are served.
  private var order: Block<Int32>
  /// Per framework and class: whether no other class stands in its line.
  private var isAlone: Block<Bool>
  private let rules: [GridAllocationRule]
  private let classes: Int
  /// Whether `firstFit` is the rule at some time, and whether both rules are.
  let useFirstFit: Bool
  let areMixed: Bool

  /// The changes of each tree, in order of time, and where each tree's begin; as the last entry the end.
  private var changes = Block<Change>()
  private var starts: Block<Int32>
  /// Per tree: the next change.
  private var cursors: Block<Int32>
  /// Per tree: when that is, h; infinite where nothing changes any more.
  private(set) var nextChanges: Block<Double>
  /// Per tree: where the ranks of the framework that holds begin.
  private(set) var tables: Block<Int32>
  /// Per tree: whether whoever fits is granted.
  private var isFirstFit: Block<Bool>
  /// Per node: how many stops keep it from granting.
  private(set) var stops: Block<Int32>

  init(of spec: GridSpec) {
    classes = spec.classes.count
    ranks = Block(spec.frameworks.flatMap { $0.ranks.map(Int32.init) })
    order = Block(spec.frameworks.flatMap { $0.order.map(Int32.init) })
    isAlone = Block(
      spec.frameworks.flatMap { framework in
        framework.ranks.map { rank in framework.ranks.count { $0 == rank } == 1 }
      })
    rules = spec.frameworks.map(\.rule)
    useFirstFit = spec.uses(.firstFit)
    areMixed = useFirstFit && spec.uses(.strict)
    starts = Block(repeating: 0, count: spec.trees.count + 1)
    for (tree, nodes) in spec.trees.enumerated() {
      for change in Self.changes(of: nodes, in: spec) { changes.append(change) }
      starts[tree + 1] = Int32(changes.count)
    }
    cursors = Block(repeating: 0, count: spec.trees.count)
    nextChanges = Block(repeating: .infinity, count: spec.trees.count)
    tables = Block(repeating: 0, count: spec.trees.count)
    isFirstFit = Block(repeating: false, count: spec.trees.count)
    stops = Block(repeating: 0, count: spec.nodes.count)
  }

  private static func changes(of nodes: Range<Int>, in spec: GridSpec) -> [Change] {
    var changes: [Change] = []
    for (index, framework) in spec.frameworks.enumerated().dropFirst() {
      changes.append(Change(time: framework.from, node: -1, value: Int32(index)))
    }
    for node in nodes {
      for stop in spec.nodes[node].stops where stop.bars == .grants && stop.until > 0 {
        changes.append(Change(time: stop.from, node: Int32(node), value: 1))
        if stop.until < .infinity {
          changes.append(Change(time: stop.until, node: Int32(node), value: -1))
        }
      }
    }
    // Stable, for two frameworks before the start.
    return changes.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
  }

  /// Goes back to the start, and what holds then.
  mutating func begin() {
    tables.fill(with: 0)
    stops.fill(with: 0)
    for tree in cursors.indices {
      cursors[tree] = starts[tree]
      isFirstFit[tree] = rules[0] == .firstFit
      pass(tree, until: 0)
    }
  }

  /// Lets all changes of a tree up to an instant happen.
  mutating func pass(_ tree: Int, until now: Double) {
    while cursors[tree] < starts[tree + 1] {
      let change = changes[Int(cursors[tree])]
      if change.time > now { break }
      if change.node < 0 {
        tables[tree] = change.value * Int32(classes)
        isFirstFit[tree] = rules[Int(change.value)] == .firstFit
      } else {
        stops[Int(change.node)] += change.value
      }
      cursors[tree] += 1
    }
    nextChanges[tree] =
      cursors[tree] < starts[tree + 1] ? changes[Int(cursors[tree])].time : .infinity
  }

  /// How far allocation goes in a tree now.
  @inline(__always)
  func rule(of tree: Int) -> GridAllocationRule {
    isFirstFit[tree] ? .firstFit : .strict
  }

  /// How many classes are served before one.
  ///
  /// `table`: where the ranks of a framework begin.
  @inline(__always)
  func rank(_ applicantClass: Int, by table: Int) -> Int { Int(ranks[table + applicantClass]) }

  /// The class at a place in the order of service.
  @inline(__always)
  func applicantClass(at place: Int, by table: Int) -> Int { Int(order[table + place]) }

  /// Whether no other class stands in the line of one.
  @inline(__always)
  func isAlone(_ applicantClass: Int, by table: Int) -> Bool { isAlone[table + applicantClass] }
}
