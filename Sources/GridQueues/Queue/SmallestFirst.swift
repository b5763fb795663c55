import EventKernel

/// Finds the first application of a list that is small enough, in logarithmic time.
///
/// For each list a complete binary tree of minima over the applications in order; one that has left
/// counts as infinite. The root of a list's tree is at 1 behind its offset, the children of i at 2i
/// and 2i + 1, as in a heap.
struct SmallestFirst {
  private var minima: [Double] = []
  /// Per list: where its tree begins.
  private var offsets: [Int32] = []
  /// Per list: the leaves of its tree, a power of two.
  private var widths: [Int32] = []
  /// Per list: the first application.
  private var starts: [Int32] = []

  /// Builds the trees of all lists, which begin where `listStarts` says; its last entry is the end.
  mutating func build(_ applications: borrowing Block<GridApplication>, listStarts: [Int32]) {
    minima.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    widths.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    for list in 0..<listStarts.count - 1 {
      let start = Int(listStarts[list])
      let count = Int(listStarts[list + 1]) - start
      var width = 1
      while width < count { width *= 2 }
      let offset = minima.count
      offsets.append(Int32(offset))
      widths.append(Int32(width))
      starts.append(Int32(start))
      for _ in 0..<2 * width { minima.append(.infinity) }
      for index in 0..<count {
        minima[offset + width + index] = applications[start + index].megawatts
      }
      for node in stride(from: width - 1, to: 0, by: -1) {
        minima[offset + node] = min(minima[offset + 2 * node], minima[offset + 2 * node + 1])
      }
    }
  }

  /// Takes the state of other trees over, in the memory that is there.
  mutating func copy(_ other: SmallestFirst) {
    minima.refill(with: other.minima)
    offsets.refill(with: other.offsets)
    widths.refill(with: other.widths)
    starts.refill(with: other.starts)
  }

  /// The first application of a list, from `index` on, that asks for at most `limit` MW; nil if none.
  func first(in list: Int, from index: Int, atMost limit: Double) -> Int? {
    let offset = Int(offsets[list])
    let width = Int(widths[list])
    let start = Int(starts[list])
    guard index - start < width else { return nil }
    var node = width + index - start
    while minima[offset + node] > limit {
      // Up while there is nothing on the right, then to the right.
      while node & 1 == 1 { node >>= 1 }
      if node == 0 { return nil }
      node += 1
    }
    while node < width {
      node *= 2
      if minima[offset + node] > limit { node += 1 }
    }
    return start + node - width
  }

  /// Takes an application out of a list.
  mutating func remove(_ index: Int, from list: Int) {
    let offset = Int(offsets[list])
    var node = Int(widths[list]) + index - Int(starts[list])
    minima[offset + node] = .infinity
    while node > 1 {
      node >>= 1
      let least = min(minima[offset + 2 * node], minima[offset + 2 * node + 1])
      if minima[offset + node] == least { return }
      minima[offset + node] = least
    }
  }
}

extension Array {
  /// Takes the elements of another array over, in the memory that is there.
  mutating func refill(with other: [Element]) {
    removeAll(keepingCapacity: true)
    append(contentsOf: other)
  }
}
