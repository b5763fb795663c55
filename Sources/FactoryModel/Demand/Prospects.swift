import Quantities

/// The H100e that a request asking for a level of sovereignty may use once all that is committed is live.
struct Prospects {
  /// By level of sovereignty: at one site, and at all.
  private var largest = [Double](repeating: 0, count: 4)
  private var total = [Double](repeating: 0, count: 4)

  /// Forgets all sites.
  mutating func clear() {
    for level in largest.indices {
      largest[level] = 0
      total[level] = 0
    }
  }

  /// Adds a site that is live or committed.
  mutating func add(_ capacity: Compute, sovereignty: Int) {
    for level in 0...sovereignty {
      largest[level] = max(largest[level], capacity.value)
      total[level] += capacity.value
    }
  }

  /// Whether a request fits in what is live or committed, were it empty.
  func mayHold(_ size: Compute, _ terms: SegmentTerms) -> Bool {
    let room = terms.isContiguous ? largest[terms.sovereign] : total[terms.sovereign]
    return size.value <= room * (1 + 1e-9)
  }
}
