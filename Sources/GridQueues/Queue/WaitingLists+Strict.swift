import EventKernel

extension WaitingLists {
  /// Gives out headroom until the first of every list is one that can't be granted.
  mutating func allocateStrictly(in tree: Int, at moment: GridStatistics.Moment) {
    let nodes = spec.trees[tree]
    let table = Int(rules.tables[tree])
    // Everybody needs room at the root of the tree.
    var root = nodes.lowerBound
    while upstream[root] >= 0 { root = Int(upstream[root]) }
    // Most settlements are of a little power handed back, and find the heads of the one before.
    for node in nodes {
      if rules.stops[node] > 0 {
        heads[node] = .none
        headsHoldUntil[node] = .infinity
      } else if moment.time >= headsHoldUntil[node] {
        findHead(of: node, at: moment.time, by: table)
      }
      isClosed[node] = false
      isStopped[node] = heads[node].isNone
    }
    var isSomebodyStopped = false
    // Unless some take nothing up there.
    while !isClosed[root] || !shares.areWhole {
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
      if closeWhereItLacksRoom(for: heads[best], from: best) {
        isStopped[best] = true
        isClosed[best] = true
        isSomebodyStopped = true
      } else {
        if heads[best].isOwn {
          grantOwn(heads[best], at: best, in: tree, moment)
        } else {
          grantOthers(
            heads[best], before: second < 0 ? .none : heads[second], in: tree, at: moment,
            by: table, oneByOne: isSomebodyStopped)
        }
        if isSomebodyStopped { closeForThoseStopped(at: nodes) }
        findHead(of: best, at: moment.time, by: table, from: heads[best].rank)
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
    by table: Int, oneByOne: Bool
  ) {
    let list = first.list
    let node = list / classes
    var rival = second
    if firstOwn[list] >= 0 {
      let ours = ownCandidate(Int(firstOwn[list]), by: table)
      if ours.comesBefore(rival) { rival = ours }
    }
    // Other classes of the node may stand in the same line.
    let isAlone = !oneByOne && rules.isAlone(list - node * classes, by: table)
    let lastDate = isAlone ? (rival.rank > first.rank ? .infinity : rival.date) : -.infinity
    let end = Int(listEnds[list])
    var granted = GridStatistics.Grants()
    // The fullest node of the path stays the fullest, and is looked at alone.
    var room = room(at: node, shares.place(ofList: list))
    // The first has been found to fit, though shares of it may be rounded otherwise.
    if !shares.areWhole { room = max(room, first.megawatts) }
    var cursor = first.index
    repeat {
      let application = background.applications[cursor]
      if application.leaves > moment.time, !isDecided(cursor) {
        if application.megawatts > room + Self.tolerance { break }
        room -= application.megawatts
        count(application, on: list, in: tree, at: moment, addingTo: &granted)
        if rules.areMixed { leavingMonths[cursor] = -1 }
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
  private mutating func closeWhereItLacksRoom(for candidate: Candidate, from node: Int) -> Bool {
    let megawatts = candidate.megawatts
    if megawatts > headroom[node] + Self.tolerance { isClosed[node] = true }
    var isRefused = isClosed[node]
    var place = place(ofSharesOf: candidate)
    var node = Int(upstream[node])
    while node >= 0 {
      if shares[place] > 0 {
        if megawatts * shares[place] > headroom[node] + Self.tolerance { isClosed[node] = true }
        if isClosed[node] { isRefused = true }
      }
      node = Int(upstream[node])
      place += 1
    }
    return isRefused
  }

  /// Whether one of the background was granted while the rule was another.
  @inline(__always)
  private func isDecided(_ index: Int) -> Bool { rules.areMixed && leavingMonths[index] < 0 }

  /// Closes what a grant has left too little of for somebody who was stopped before, elsewhere.
  ///
  /// Nobody behind may take there what the one before lacks now, as at the next instant nobody could.
  private mutating func closeForThoseStopped(at nodes: Range<Int>) {
    for node in nodes where isStopped[node] && !heads[node].isNone {
      _ = closeWhereItLacksRoom(for: heads[node], from: node)
    }
  }

  /// Finds the first who waits at a node, and until when it stays the first.
  ///
  /// Nobody waits in as many classes as `first` that are served before the others.
  @inline(__always)
  private mutating func findHead(of node: Int, at now: Double, by table: Int, from first: Int = 0) {
    heads[node] = head(of: node, at: now, by: table, from: first)
    headsHoldUntil[node] = nextHead(of: node, by: table)
  }

  /// The first who waits at a node, past those of the background who have given up.
  ///
  /// Nobody waits in as many classes as `first` that are served before the others.
  @inline(__always)
  private mutating func head(
    of node: Int, at now: Double, by table: Int, from first: Int
  ) -> Candidate {
    var best = Candidate.none
    for place in first..<classes {
      let index = rules.applicantClass(at: place, by: table)
      // Whoever is found in a line comes before all lines behind it.
      if rules.rank(index, by: table) > best.rank { break }
      let list = node * classes + index
      let end = Int(listEnds[list])
      var cursor = Int(cursors[list])
      while cursor < end {
        // Ordered by date, so that nobody behind one who is yet to apply waits or has given up.
        if background.applications[cursor].date > now { break }
        if background.applications[cursor].leaves > now, !isDecided(cursor) {
          let other = candidate(cursor, on: list, of: node, by: table)
          if other.comesBefore(best) { best = other }
          break
        }
        cursor += 1
      }
      cursors[list] = Int32(cursor)
      if firstOwn[list] >= 0 {
        let ours = ownCandidate(Int(firstOwn[list]), by: table)
        if ours.comesBefore(best) { best = ours }
      }
    }
    return best
  }

  /// When the first of a node gives up, or someone applies who would be the first.
  @inline(__always)
  private func nextHead(of node: Int, by table: Int) -> Double {
    var next = heads[node].leaves
    // A newcomer stands behind all of its line and of those before it.
    let ahead = heads[node].isNone ? classes : heads[node].rank
    for place in 0..<ahead {
      let list = node * classes + rules.applicantClass(at: place, by: table)
      if cursors[list] < listEnds[list] {
        next = min(next, background.applications[Int(cursors[list])].date)
      }
    }
    return next
  }
}
