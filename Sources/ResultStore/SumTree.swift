/// How the sums of blocks of futures are put together: two nodes of equally many blocks become one.
///
/// The nodes that are left tell of the binary digits of the number of full blocks, those of more blocks
/// first, and then comes the block that is not full. So what is added to what follows from the number of
/// replications alone, whoever ran which of them and however often a run was broken off, and a part of
/// an experiment that begins at any block can be put together with the others to the bit.
struct SumTree: Sendable, Hashable {
  /// The futures of a block.
  static let blockLength = 64

  /// The replications of a block.
  let block: Int

  init(inner: Int) { block = Self.blockLength * inner }

  /// The nodes that tell of so many replications, in the order of what they tell of.
  func nodes(of replications: Int) -> [(node: Int, replications: Int)] {
    let blocks = replications / block
    var nodes: [(node: Int, replications: Int)] = []
    for level in (0..<Int.bitWidth - 1).reversed() where blocks >> level & 1 == 1 {
      nodes.append((level + 1, block << level))
    }
    if replications % block > 0 { nodes.append((0, replications % block)) }
    return nodes
  }
}
