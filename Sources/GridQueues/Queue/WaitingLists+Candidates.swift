import EventKernel

// Those who wait, as allocation compares them.
extension WaitingLists {
  /// Where the shares upstream of one who waits begin.
  @inline(__always)
  func place(ofSharesOf candidate: Candidate) -> Int {
    candidate.isOwn
      ? Int(own[candidate.index].shares) : shares.place(ofList: candidate.list)
  }

  /// One of the background as allocation compares it.
  @inline(__always)
  func candidate(_ index: Int, on list: Int, of node: Int, by table: Int) -> Candidate {
    let application = background.applications[index]
    return Candidate(
      rank: rules.rank(Int(application.applicantClass), by: table), date: application.date,
      order: UInt64(node) << 32 | UInt64(application.number), megawatts: application.megawatts,
      leaves: application.leaves, list: list, index: index, isOwn: false)
  }

  /// One of ours as allocation compares it.
  @inline(__always)
  func ownCandidate(_ index: Int, by table: Int) -> Candidate {
    let application = own[index]
    let list = Int(application.list)
    return Candidate(
      rank: rules.rank(list % classes, by: table), date: application.date,
      order: 1 << 63 | UInt64(index), megawatts: application.megawatts, leaves: .infinity,
      list: list, index: index, isOwn: true)
  }
}
