public import Experiments

/// A part of an experiment that is run by itself, such as a task of a cluster's job: whole blocks of futures, with
/// all strategies and variants, which are merged with the other parts to the bytes of one run.
///
/// The blocks, of 64 futures each but for the last, are dealt out in their order as evenly as can be. Where there
/// are fewer blocks than shards, some shards are empty.
public struct Shard: Sendable, Hashable {
  /// Which of them it is, from 1.
  public let index: Int

  /// How many there are.
  public let count: Int

  /// The command that runs the whole experiment on one machine.
  public let command: String

  /// How many shards there may be.
  public static let most = 1_000_000

  /// How many futures a block has.
  public static let blockLength = SumTree.blockLength

  /// The shard of this number.
  ///
  /// - Precondition: 1 ≤ `index` ≤ `count` ≤ `most`.
  public init(_ index: Int, of count: Int, command: String) {
    precondition(1...Self.most ~= count && 1...count ~= index, "shard \(index) of \(count)")
    self.index = index
    self.count = count
    self.command = command
  }

  /// How many blocks so many futures make.
  public static func blocks(of futures: Int) -> Int {
    (futures + blockLength - 1) / blockLength
  }

  /// The futures of this shard; empty where there are not blocks enough.
  public func futures(of design: ReplicationDesign) -> Range<Int> {
    let blocks = Self.blocks(of: design.futures)
    func start(_ shards: Int) -> Int {
      min(blocks * shards / count * Self.blockLength, design.futures)
    }
    return start(index - 1)..<start(index)
  }
}

extension ExperimentRecord {
  /// The futures whose replications the database is to hold.
  public var futures: Range<Int> { shard?.futures(of: run.design) ?? 0..<run.design.futures }

  /// The numbers of the replications that the database is to hold.
  public var replications: Range<Int> {
    futures.lowerBound * run.design.inner..<futures.upperBound * run.design.inner
  }
}
