import Experiments
import Quantities

/// The shards of one experiment that are there, checked against one another.
///
/// ```swift
/// let shards = try ShardSet(paths: ["2-of-3.db", "1-of-3.db"])
/// shards.missing           // [3]
/// try shards.merge(into: "all.db")
/// ```
public struct ShardSet: Sendable {
  /// A shard, and how far it is.
  struct Member: Sendable {
    let path: String
    let shard: Shard
    let record: ExperimentRecord
    let replications: Range<Int>

    /// Whether none of its replications is missing.
    var isComplete: Bool { replications == record.replications }
  }

  /// Those that are there, in the order of their numbers.
  let members: [Member]

  /// The numbers of the shards that are not there, ascending; those without any future are not missed.
  public let missing: [Int]

  /// The numbers of the shards that are there but were interrupted, ascending.
  public let unfinished: [Int]

  /// Reads what describes the shards, in any order.
  ///
  /// - Parameter paths: at least one.
  /// - Throws: `StoreError` where one is no shard, belongs to another experiment, version or number of shards
  ///   than the first, or is there twice.
  public init(paths: [String]) throws(StoreError) {
    precondition(!paths.isEmpty, "no shard")
    var members: [Member] = []
    for path in paths {
      let reader = try ResultReader(anyAt: path)
      guard let shard = reader.record.shard else {
        throw StoreError(
          .foreign, path: path, "this is a results database of its own, and no shard of one")
      }
      members.append(
        Member(path: path, shard: shard, record: reader.record, replications: reader.replications))
    }
    let first = members[0]
    for other in members.dropFirst() {
      let difference = first.record.difference(
        toShard: other.record, here: "in \(first.path.printable)", there: "here")
      if let difference { throw StoreError(.differentExperiment, path: other.path, difference) }
    }
    members.sort { $0.shard.index < $1.shard.index }
    for (one, next) in zip(members, members.dropFirst()) where one.shard.index == next.shard.index {
      throw StoreError(
        .overlapping, path: next.path,
        "this is shard \(one.shard.index) of \(one.shard.count), and so is \(one.path.printable); leave one of them"
          + " out")
    }
    self.members = members
    let there = Set(members.map(\.shard.index))
    missing = (1...first.shard.count).filter { index in
      !there.contains(index)
        && !Shard(index, of: first.shard.count, command: "").futures(of: first.record.run.design)
          .isEmpty
    }
    unfinished = members.filter { !$0.isComplete }.map(\.shard.index)
  }

  /// How many shards there are when none is missing.
  public var count: Int { members[0].shard.count }

  /// The command that runs the whole experiment on one machine.
  public var command: String { members[0].shard.command }

  /// Where a shard is; nil where it is not there.
  public func path(of index: Int) -> String? {
    members.first { $0.shard.index == index }?.path
  }

  /// Whether nothing is missing.
  public var isComplete: Bool { missing.isEmpty && unfinished.isEmpty }

  /// The shards that come one after the other from the first replication, the last of which may be unfinished.
  var beginning: ArraySlice<Member> {
    var next = 0
    var isOpen = false
    return members.prefix { member in
      guard !isOpen, member.record.replications.isEmpty || member.replications.lowerBound == next
      else { return false }
      isOpen = !member.isComplete
      if !member.record.replications.isEmpty { next = member.replications.upperBound }
      return true
    }
  }

  /// How many replications follow one another from the first.
  public var mergeableCount: Int { beginning.map(\.replications.upperBound).max() ?? 0 }

  /// How many replications the shards hold in all.
  public var storedCount: Int { members.reduce(0) { $0 + $1.replications.count } }

  /// The experiment as one machine would have run it up to `mergeableCount`.
  ///
  /// It began as the first shard did and ended with the last, on all their machines.
  public var record: ExperimentRecord {
    var record = members[0].record
    let runs = members.map(\.record.run)
    record.shard = nil
    record.run.command = command
    record.run.host = Set(runs.map(\.host)).sorted().joined(separator: "; ")
    record.run.startedAt = runs.map(\.startedAt).min() ?? record.run.startedAt
    record.run.finishedAt = isComplete ? runs.compactMap(\.finishedAt).max() : nil
    return record
  }
}
