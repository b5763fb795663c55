import EventKernel

extension WaitingLists {
  /// Gives out headroom to whoever fits, in order, until nobody who waits does.
  ///
  /// Headroom only falls on the way, so whoever was passed over does not fit later either. A list's
  /// cursor stands at the first undecided one that is small enough for the node's path, whether it
  /// has been filed already or not: if not, that is the next one of the list to matter.
  mutating func allocateToWhoeverFits(in tree: Int, at moment: GridStatistics.Moment) {
    let nodes = spec.trees[tree]
    let table = Int(rules.tables[tree])
    while true {
      findLimits(of: nodes)
      var best = Candidate.none
      var place = -1
      var nextDate = Double.infinity
      for node in nodes where rules.stops[node] == 0 {
        for list in node * classes..<(node + 1) * classes {
          let cursor = advanceCursor(of: list, atMost: limits[list], now: moment.time)
          if cursor < Int(background.listStarts[list + 1]) {
            let date = background.applications[cursor].date
            if date > moment.time {
              nextDate = min(nextDate, date)
            } else {
              let other = candidate(cursor, on: list, of: node, by: table)
              if other.comesBefore(best) { (best, place) = (other, node) }
            }
          }
          var ours = Int(firstOwn[list])
          while ours >= 0 {
            if own[ours].megawatts <= limit(ofOwn: ours, at: node) {
              let ours = ownCandidate(ours, by: table)
              if ours.comesBefore(best) { (best, place) = (ours, node) }
              break
            }
            ours = Int(own[ours].next)
          }
        }
      }
      if best.isNone {
        causes[tree] = nextDate
        return
      }
      if best.isOwn {
        grantOwn(best, at: place, in: tree, moment)
      } else {
        var granted = GridStatistics.Grants()
        count(
          background.applications[best.index], on: best.list, in: tree, at: moment,
          addingTo: &granted)
        take(granted, for: best.list, at: moment)
        undecided.remove(best.index, from: best.list)
        leavingMonths[best.index] = -1
        sizesAtCursors[best.list] = .nan
      }
    }
  }

  /// Finds the most that an application on each list may ask for, and starts anew where that rose.
  private mutating func findLimits(of nodes: Range<Int>) {
    for node in nodes {
      let first = node * classes
      var limit = limit(at: node, shares.place(ofList: first))
      for list in first..<first + classes {
        // Of other classes other shares of the power are taken upstream.
        if !shares.areWhole { limit = self.limit(at: node, shares.place(ofList: list)) }
        if limit > limits[list] {
          cursors[list] = background.listStarts[list]
          sizesAtCursors[list] = .nan
        }
        limits[list] = limit
      }
    }
  }

  /// The most that an application at a node may ask for, MW.
  ///
  /// `place`: where its shares of the nodes upstream begin.
  @inline(__always)
  private func limit(at node: Int, _ place: Int) -> Double {
    // Who has been decided counts as infinite.
    min(room(at: node, place) + Self.tolerance, .greatestFiniteMagnitude)
  }

  /// The most that one of ours may ask for, MW.
  @inline(__always)
  private func limit(ofOwn index: Int, at node: Int) -> Double {
    shares.areWhole ? limits[node * classes] : limit(at: node, Int(own[index].shares))
  }

  /// Moves a list's cursor to its first undecided one that is small enough and has not given up.
  @inline(__always)
  private mutating func advanceCursor(of list: Int, atMost limit: Double, now: Double) -> Int {
    var cursor = Int(cursors[list])
    while sizesAtCursors[list] < .infinity || sizesAtCursors[list].isNaN {
      if sizesAtCursors[list] <= limit {
        if background.applications[cursor].leaves > now { break }
        undecided.remove(cursor, from: list)
        cursor += 1
      }
      if let index = undecided.first(in: list, from: cursor, atMost: limit) {
        cursor = index
        sizesAtCursors[list] = background.applications[index].megawatts
      } else {
        cursor = Int(background.listStarts[list + 1])
        sizesAtCursors[list] = .infinity
      }
      cursors[list] = Int32(cursor)
    }
    return cursor
  }
}
