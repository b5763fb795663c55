extension GridReplay {
  /// Notes, for each node where one of ours waits, how many others stand before the first of them.
  ///
  /// Called before anything of the month's last instant happens: whoever applies at that instant
  /// does not wait yet, and whoever gives up at it still does.
  mutating func noteOwnPlaces(month: Int) {
    let now = months.starts[month + 1]
    let isRanked = now > spec.classesHoldFrom
    for tree in spec.trees.indices where ownWaiting[tree] > 0 {
      for node in spec.trees[tree] {
        var first = Candidate.none
        for list in node * classes..<(node + 1) * classes where firstOwn[list] >= 0 {
          let ours = ownCandidate(Int(firstOwn[list]), isRanked: isRanked)
          if ours.comesBefore(first) { first = ours }
        }
        if first.isNone { continue }
        var ahead = 0
        for list in node * classes..<(node + 1) * classes {
          let rank = isRanked ? list % classes : 0
          if rank > first.rank { continue }
          let end = rank < first.rank ? now : first.date.nextUp
          ahead += countWaiting(on: list, filedBefore: end, now: now)
        }
        statistics.noteOthersAhead(ahead, at: node, month: month)
      }
    }
  }

  /// Others who wait on a list and applied before an instant.
  private func countWaiting(on list: Int, filedBefore end: Double, now: Double) -> Int {
    var count = 0
    var index =
      spec.rule == .strict ? Int(cursors[list]) : Int(background.listStarts[list])
    let last = Int(background.listStarts[list + 1])
    while index < last {
      if spec.rule == .firstFit {
        // Jumps over those who have been decided.
        guard
          let next = undecided.first(in: list, from: index, atMost: .greatestFiniteMagnitude)
        else { break }
        index = next
      }
      let application = background.applications[index]
      if application.date >= end || application.date >= now { break }
      if application.leaves >= now { count += 1 }
      index += 1
    }
    return count
  }
}
