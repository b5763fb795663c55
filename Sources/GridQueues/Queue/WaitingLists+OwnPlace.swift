import EventKernel

extension WaitingLists {
  /// Notes, for each node where one of ours waits, how many others stand before the first of them.
  ///
  /// Call it before anything of the month's last instant happens: whoever applies at that instant
  /// does not wait yet, and whoever gives up at it still does.
  public mutating func closeMonth(_ month: Int) {
    let now = statistics.months.starts[month + 1]
    let framework = spec.framework(before: now)
    let table = framework * classes
    let isStrict = spec.frameworks[framework].rule == .strict
    for tree in spec.trees.indices where ownWaiting[tree] > 0 {
      for node in spec.trees[tree] {
        var first = Candidate.none
        for list in node * classes..<(node + 1) * classes where firstOwn[list] >= 0 {
          let ours = ownCandidate(Int(firstOwn[list]), by: table)
          if ours.comesBefore(first) { first = ours }
        }
        if first.isNone { continue }
        var ahead = 0
        for list in node * classes..<(node + 1) * classes {
          let rank = rules.rank(list - node * classes, by: table)
          if rank > first.rank { continue }
          let end = rank < first.rank ? now : first.date.nextUp
          ahead += countWaiting(
            on: list, filedBefore: end, month: month, fromCursor: isStrict)
        }
        statistics.noteOthersAhead(ahead, at: node, month: month)
      }
    }
  }

  /// Others who wait on a list at the end of a month and applied before an instant.
  private func countWaiting(
    on list: Int, filedBefore date: Double, month: Int, fromCursor: Bool
  ) -> Int {
    let start = fromCursor ? Int(cursors[list]) : Int(background.listStarts[list])
    var end = Int(background.listStarts[list + 1])
    var low = start
    while low < end {
      let middle = (low + end) / 2
      if background.applications[middle].date < date { low = middle + 1 } else { end = middle }
    }
    // Whoever leaves at the month's last instant leaves in the next month.
    let limit = Int16(month)
    return !rules.useFirstFit
      ? background.leavingMonths.count(in: start..<end, above: limit)
      : leavingMonths.count(in: start..<end, above: limit)
  }
}

extension Block where Element == Int16 {
  /// How many values of a range are above a limit.
  ///
  /// Sixteen at a time: one by one it would be 6 % of a replication.
  fileprivate func count(in range: Range<Int>, above limit: Int16) -> Int {
    let width = SIMD16<Int16>.scalarCount
    let limits = SIMD16(repeating: limit)
    var total = 0
    var index = range.lowerBound
    while index + width <= range.upperBound {
      // A lane counts up to what 16 bits hold.
      let rounds = min((range.upperBound - index) / width, Int(Int16.max))
      var counts = SIMD16<Int16>.zero
      for _ in 0..<rounds {
        counts.replace(with: counts &+ 1, where: lanes(at: index) .> limits)
        index += width
      }
      for lane in 0..<width { total += Int(counts[lane]) }
    }
    while index < range.upperBound {
      total += self[index] > limit ? 1 : 0
      index += 1
    }
    return total
  }
}
