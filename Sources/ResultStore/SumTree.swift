/// How the sums of blocks of futures are put together: two nodes of equally many blocks become one.
///
/// It is the binary tree over all blocks of an experiment: a node of 2^k blocks begins at a multiple of that.
/// So what is added to what follows from the numbers of the replications alone, whoever ran which of them and
/// however often a run was broken off, and a part of an experiment that begins at any block is put together
/// with the others to the bit.
///
/// Kept are the largest nodes that are whole, in the order of what they tell of, and then comes the block that
/// is not full. In a run from the first block these tell of the binary digits of the number of full blocks. A
/// part that begins later has before them some whose other half, of earlier blocks, belongs to another part.
struct SumTree: Sendable, Hashable {
  /// The futures of a block.
  static let blockLength = 64

  /// What is added to the number of a node that is the second half of a larger one.
  private static let secondHalf = 32

  /// The replications of a block.
  let block: Int

  /// The block with which the part begins.
  let firstBlock: Int

  /// The tree of an experiment, or of a part of it.
  ///
  /// - Parameters:
  ///   - inner: replications per future.
  ///   - first: the future with which the part begins, a multiple of `blockLength`.
  init(inner: Int, from first: Int = 0) {
    block = Self.blockLength * inner
    firstBlock = first / Self.blockLength
  }

  /// The nodes that tell of so many replications, in the order of what they tell of.
  func nodes(of replications: Int) -> [(node: Int, replications: Int)] {
    let end = firstBlock + replications / block
    var nodes: [(node: Int, replications: Int)] = []
    var place = firstBlock
    while place < end {
      // The largest node that begins here and ends in time.
      let room = Int.bitWidth - 1 - (end - place).leadingZeroBitCount
      let level = place == 0 ? room : min(room, place.trailingZeroBitCount)
      nodes.append((node(level, at: place), block << level))
      place += 1 << level
    }
    if replications % block > 0 { nodes.append((0, replications % block)) }
    return nodes
  }

  /// The number of the node of 2 to the power of `level` blocks that begins at a block.
  private func node(_ level: Int, at place: Int) -> Int {
    level + 1 + (place >> level & 1 == 1 ? Self.secondHalf : 0)
  }

  /// What is to be done with the sums of a whole node that comes next.
  ///
  /// - Parameters:
  ///   - level: the node has 2 to the power of this many blocks.
  ///   - blocks: how many full blocks of the part come before it.
  /// - Returns: the nodes that it is added to, one after the other, and under which number the result is kept.
  func adding(_ level: Int, after blocks: Int) -> (
    halves: [(node: Int, replications: Int)], node: Int
  ) {
    var (level, place) = (level, firstBlock + blocks)
    var halves: [(node: Int, replications: Int)] = []
    while place >> level & 1 == 1, place - 1 << level >= firstBlock {
      place -= 1 << level
      halves.append((node(level, at: place), block << level))
      level += 1
    }
    return (halves, node(level, at: place))
  }
}
