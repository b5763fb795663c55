import EventKernel

// What is granted is counted and taken, from its node and from those upstream.
extension WaitingLists {
  /// Counts a grant to one of the background, whose power is yet to be taken.
  @inline(__always)
  mutating func count(
    _ application: GridApplication, on list: Int, in tree: Int, at moment: GridStatistics.Moment,
    addingTo granted: inout GridStatistics.Grants
  ) {
    statistics.grant(application, on: list, at: moment, addingTo: &granted)
    guard application.isSpeculative else { return }
    statistics.addNothingBuilt(application.megawatts, on: list, at: moment)
    if application.leaves < statistics.months.horizon {
      handBacks[tree].insert(
        .init(
          time: application.leaves, megawatts: application.megawatts,
          node: Int32(list / classes), shares: Int32(shares.place(ofList: list))))
    }
  }

  /// Takes what a list was granted at an instant, and adds it to what is counted.
  @inline(__always)
  mutating func take(
    _ granted: GridStatistics.Grants, for list: Int, at moment: GridStatistics.Moment
  ) {
    take(granted.megawatts, from: list / classes, shares.place(ofList: list))
    statistics.add(granted, to: list, at: moment)
  }

  /// What an application at a node may ask for, by the headroom along its path, MW.
  ///
  /// `place`: where its shares of the nodes upstream begin.
  @inline(__always)
  func room(at node: Int, _ place: Int) -> Double {
    var room = headroom[node]
    var above = Int(upstream[node])
    if shares.areWhole {
      while above >= 0 {
        room = min(room, headroom[above])
        above = Int(upstream[above])
      }
      return room
    }
    var place = place
    while above >= 0 {
      if shares[place] > 0 { room = min(room, headroom[above] / shares[place]) }
      above = Int(upstream[above])
      place += 1
    }
    return room
  }

  /// Takes power from a node and its shares from all upstream of it.
  @inline(__always)
  mutating func take(_ megawatts: Double, from node: Int, _ place: Int) {
    headroom[node] = max(0, headroom[node] - megawatts)
    var place = place
    var above = Int(upstream[node])
    while above >= 0 {
      headroom[above] = max(0, headroom[above] - megawatts * shares[place])
      above = Int(upstream[above])
      place += 1
    }
  }
}
