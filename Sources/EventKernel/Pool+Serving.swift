/// How far a pass along a pool's line has come; see ``Pool/next(in:)``.
@frozen
public struct ServingRound: Sendable, BitwiseCopyable {
  /// The request given out last.
  @usableFromInline var candidate = WaitHandle.none
  /// The first that could not be placed; from it on only those that may pass are tried.
  @usableFromInline var blocked = WaitHandle.none
  @usableFromInline var isBlocked = false
  /// The next of those that may pass.
  @usableFromInline var upcoming = WaitHandle.none

  /// A pass that begins at the head of the line.
  @inlinable
  public init() {}
}

extension Pool {
  /// Goes along the line and serves whom it can.
  ///
  /// - Parameter place: takes from the stores what the token needs, if it fits, and says whether it
  ///   did. A request that was placed leaves the line. After the first that was not, only those
  ///   that may backfill are tried.
  /// - Returns: how many were placed.
  @inlinable
  @inline(__always)
  @discardableResult
  public mutating func serve(_ place: (inout Stores, _ token: Int32) -> Bool) -> Int {
    var placed = 0
    var round = ServingRound()
    while let token = next(in: &round) {
      guard place(&stores, token) else { continue }
      leave(round.candidate.slot)
      placed += 1
    }
    return placed
  }

  /// The next request to try in a pass along the line, or nil when the pass is over.
  ///
  /// This is ``serve(_:)`` for a model that owns the pool and needs the rest of itself to place a
  /// request:
  ///
  /// ```swift
  /// var round = ServingRound()
  /// while let token = pool.next(in: &round) {
  ///   if tryToPlace(token) { pool.finish(round) }
  /// }
  /// ```
  ///
  /// A request that still waits when the next one is asked for counts as blocked. Requests may join
  /// and leave during the pass; when the one that would have been next leaves, those that may pass
  /// are gone through once more.
  @inlinable
  @inline(__always)
  public mutating func next(in round: inout ServingRound) -> Int32? {
    if !round.isBlocked {
      if !line.contains(round.candidate) {
        guard let head = line.first else { return nil }
        round.candidate = head
        return line.entries[head.slot].token
      }
      if passing.isEmpty { return nil }
    }
    return nextPassing(in: &round)
  }

  /// The next request that may pass the blocked one.
  ///
  /// All that stood before the blocked one have left, so that every other one that may pass stands
  /// behind it, or has joined since with a better priority.
  @inlinable
  mutating func nextPassing(in round: inout ServingRound) -> Int32? {
    if !round.isBlocked {
      round.isBlocked = true
      round.blocked = round.candidate
      round.upcoming = passing.first ?? .none
    }
    while round.upcoming != .none {
      if !passing.contains(round.upcoming) { round.upcoming = passing.first ?? .none }
      guard let slot = passing.token(of: round.upcoming) else { return nil }
      round.upcoming = passing.entry(after: round.upcoming) ?? .none
      let candidate = WaitHandle(slot: slot, generation: line.entries[slot].generation)
      if candidate == round.blocked { continue }
      round.candidate = candidate
      return line.entries[slot].token
    }
    return nil
  }

  /// Takes the request that a pass gave out last from the line, since it has been placed.
  @inlinable
  @inline(__always)
  public mutating func finish(_ round: ServingRound) {
    require(line.contains(round.candidate), "the request has already left the line")
    leave(round.candidate.slot)
  }
}
