/// Power that will be handed back, the earliest on top: a binary heap.
struct HandBackHeap {
  /// Power that is handed back at an instant.
  struct HandBack: BitwiseCopyable {
    /// When, h.
    var time: Double
    var megawatts: Double
    /// The node of the application, whose whole path gets it back.
    var node: Int32
    /// Where the shares begin that the nodes upstream get back of it.
    var shares: Int32
  }

  private var heap: [HandBack] = []

  /// When the next one is due, h; infinite where nothing is.
  var earliest: Double { heap.isEmpty ? .infinity : heap[0].time }

  mutating func removeAll() { heap.removeAll(keepingCapacity: true) }

  mutating func insert(_ handBack: HandBack) {
    heap.append(handBack)
    var position = heap.count - 1
    while position > 0 {
      let parent = (position - 1) / 2
      if heap[parent].time <= handBack.time { break }
      heap[position] = heap[parent]
      position = parent
    }
    heap[position] = handBack
  }

  /// Takes the earliest out.
  ///
  /// - Precondition: `earliest` is finite.
  mutating func removeEarliest() -> HandBack {
    let earliest = heap[0]
    let last = heap.removeLast()
    guard !heap.isEmpty else { return earliest }
    var position = 0
    while true {
      var child = 2 * position + 1
      if child >= heap.count { break }
      if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
      if last.time <= heap[child].time { break }
      heap[position] = heap[child]
      position = child
    }
    heap[position] = last
    return earliest
  }
}
