import EventKernel
import ScenarioInputs

/// What applications take of the nodes upstream for each MW that they take of their own: not all of them draw
/// their power at the same time.
///
/// For each list, and each factor that ours have, one number for each node upstream, the nearest first.
struct UpstreamShares: ~Copyable {
  private var shares: Block<Double>
  /// As many as the longest path has nodes upstream.
  private let depth: Int
  private let lists: Int
  /// The factors of ours in this replication, in the order of their shares behind those of the lists.
  private var ownFactors = Block<Double>()
  /// Whether everybody takes upstream what it takes of its own node.
  private(set) var areWhole: Bool

  /// Shares of 1.
  init(of spec: GridSpec) {
    depth = spec.nodes.indices.map { spec.above($0).count }.max() ?? 0
    lists = spec.listCount
    shares = Block(repeating: 1, count: (lists + 1) * depth)
    ownFactors.append(1)
    areWhole = true
  }

  /// Draws the factors of the tiers, and forgets those of ours.
  mutating func draw(_ spec: GridSpec, _ draws: inout Draws) {
    shares.setCount((lists + 1) * depth)
    ownFactors.setCount(1)
    areWhole = true
    guard depth > 0, spec.tiers.contains(where: { !$0.upstreamFactors.isEmpty }) else { return }
    for node in spec.nodes.indices {
      let above = spec.above(node)
      for index in spec.classes.indices {
        let list = node * spec.classes.count + index
        var share = 1.0
        // Each tier on the way takes what the one below it passes on.
        for (step, below) in ([node] + above.dropLast()).prefix(above.count).enumerated() {
          let factors = spec.tiers[spec.nodes[below].tier].upstreamFactors
          if !factors.isEmpty {
            share *= factors[factors.count == 1 ? 0 : index].value(&draws)
          }
          shares[list * depth + step] = share
          if share != 1 { areWhole = false }
        }
      }
    }
  }

  /// Where the shares of a list begin.
  @inline(__always)
  func place(ofList list: Int) -> Int { list * depth }

  /// Where the shares of our applications of a factor begin.
  mutating func place(ofOwn factor: Double) -> Int {
    var index = 0
    while index < ownFactors.count, ownFactors[index] != factor { index += 1 }
    if index == ownFactors.count {
      ownFactors.append(factor)
      for _ in 0..<depth { shares.append(factor) }
      if depth > 0 { areWhole = false }
    }
    return (lists + index) * depth
  }

  /// A share, by its place.
  @inline(__always)
  subscript(place: Int) -> Double { shares[place] }
}
