import EventKernel

extension WaitingLists {
  /// Gives out headroom until the first of every list is one that can't be granted.
  mutating func allocateStrictly(in tree: Int, at moment: GridStatistics.Moment) {
    let nodes = spec.trees[tree]
    let isRanked = moment.time >= spec.classesHoldFrom
    // Everybody needs room at the root of the tree.
    var root = nodes.lowerBound
    while upstream[root] >= 0 { root = Int(upstream[root]) }
    // Most settlements are of a little power handed back, and find the heads of the one before.
    for node in nodes {
      if moment.time >= headsHoldUntil[node] {
        findHead(of: node, at: moment.time, isRanked: isRanked)
      }
      isClosed[node] = false
      isStopped[node] = heads[node].isNone
    }
    var isSomebodyStopped = false
    while !isClosed[root] {
      var best = -1
      var second = -1
      for node in nodes where !isStopped[node] {
        if best < 0 || heads[node].comesBefore(heads[best]) {
          (best, second) = (node, best)
        } else if second < 0 || heads[node].comesBefore(heads[second]) {
          second = node
        }
      }
      if best < 0 { break }
      if closeWhereItLacksRoom(heads[best].megawatts, from: best) {
        isStopped[best] = true
        isClosed[best] = true
        isSomebodyStopped = true
      } else {
        if heads[best].isOwn {
          grantOwn(heads[best], at: best, in: tree, moment)
        } else {
          grantOthers(
            heads[best], before: second < 0 ? .none : heads[second], in: tree, at: moment,
            isRanked: isRanked, oneByOne: isSomebodyStopped)
        }
        if isSomebodyStopped { closeForThoseStopped(at: nodes) }
        findHead(
          of: best, at: moment.time, isRanked: isRanked, from: isRanked ? heads[best].rank : 0)
        isStopped[best] = heads[best].isNone
      }
    }
    causes[tree] = .infinity
    for node in nodes { causes[tree] = min(causes[tree], headsHoldUntil[node]) }
  }

  /// Grants what the first of a list asks for, and those behind it until one has to be compared
  /// again: with the next best of another list, or because it lacks room.
  ///
  /// They come in runs of thirty, so that most need no comparison but this one: it takes a third of
  /// the time.
  @inline(__always)
  private mutating func grantOthers(
    _ first: Candidate, before second: Candidate, in tree: Int, at moment: GridStatistics.Moment,
    isRanked: Bool, oneByOne: Bool
  ) {
    let list = first.list
    let node = list / classes
    var rival = second
    if firstOwn[list] >= 0 {
      let ours = ownCandidate(Int(firstOwn[list]), isRanked: isRanked)
      if ours.comesBefore(rival) { rival = ours }
    }
    // Without ranks the other classes of the node stand in the same line.
    let isAlone = !oneByOne && (isRanked || classes == 1)
    let lastDate = isAlone ? (rival.rank > first.rank ? .infinity : rival.date) : -.infinity
    let end = Int(listEnds[list])
    var granted = GridStatistics.Grants()
    // The fullest node of the path stays the fullest, and is looked at alone.
    var room = room(at: node)
    var cursor = first.index
    repeat {
      let application = background.applications[cursor]
      if application.leaves > moment.time {
        if application.megawatts > room + Self.tolerance { break }
        room -= application.megawatts
        count(application, on: list, in: tree, at: moment, addingTo: &granted)
      }
      cursor += 1
      // Equal dates are rare and left to the comparison.
    } while cursor < end && background.applications[cursor].date < lastDate
      && background.applications[cursor].date <= moment.time
    cursors[list] = Int32(cursor)
    take(granted, for: list, at: moment)
  }

  /// Closes the nodes of a path that are too full, to all who rank behind.
  ///
  /// - Returns: whether some node of the path was closed before or is now.
  @inline(__always)
  private mutating func closeWhereItLacksRoom(_ megawatts: Double, from node: Int) -> Bool {
    var isRefused = false
    var node = node
    while node >= 0 {
      if megawatts > headroom[node] + Self.tolerance { isClosed[node] = true }
      if isClosed[node] { isRefused = true }
      node = Int(upstream[node])
    }
    return isRefused
  }

  /// Closes what a grant has left too little of for somebody who was stopped before, elsewhere.
  ///
  /// Nobody behind may take there what the one before lacks now, as at the next instant nobody could.
  private mutating func closeForThoseStopped(at nodes: Range<Int>) {
    for node in nodes where isStopped[node] && !heads[node].isNone {
      _ = closeWhereItLacksRoom(heads[node].megawatts, from: node)
    }
  }

  /// Finds the first who waits at a node, and until when it stays the first.
  ///
  /// Nobody waits in the classes before `first`.
  @inline(__always)
  private mutating func findHead(
    of node: Int, at now: Double, isRanked: Bool, from first: Int = 0
  ) {
    heads[node] = head(of: node, at: now, isRanked: isRanked, from: first)
    headsHoldUntil[node] = nextHead(of: node, isRanked: isRanked)
  }

  /// The first who waits at a node, past those of the background who have given up.
  ///
  /// Nobody waits in the classes before `first`.
  @inline(__always)
  private mutating func head(
    of node: Int, at now: Double, isRanked: Bool, from first: Int
  ) -> Candidate {
    var best = Candidate.none
    for list in node * classes + first..<(node + 1) * classes {
      let end = Int(listEnds[list])
      var cursor = Int(cursors[list])
      while cursor < end {
        // Ordered by date, so that nobody behind one who is yet to apply waits or has given up.
        if background.applications[cursor].date > now { break }
        if background.applications[cursor].leaves > now {
          let other = candidate(cursor, on: list, of: node, isRanked: isRanked)
          if other.comesBefore(best) { best = other }
          break
        }
        cursor += 1
      }
      cursors[list] = Int32(cursor)
      if firstOwn[list] >= 0 {
        let ours = ownCandidate(Int(firstOwn[list]), isRanked: isRanked)
        if ours.comesBefore(best) { best = ours }
      }
      // Whoever is found in a class comes before all classes behind it.
      if isRanked, !best.isNone { break }
    }
    return best
  }

  /// When the first of a node gives up, someone applies who would be the first, or classes begin to
  /// count.
  @inline(__always)
  private func nextHead(of node: Int, isRanked: Bool) -> Double {
    var next = isRanked ? heads[node].leaves : min(heads[node].leaves, spec.classesHoldFrom)
    let first = node * classes
    // A newcomer stands behind all of its class and of those before it.
    let ahead = heads[node].isNone ? classes : isRanked ? heads[node].rank : 0
    for list in first..<first + ahead where cursors[list] < listEnds[list] {
      next = min(next, background.applications[Int(cursors[list])].date)
    }
    return next
  }
}
