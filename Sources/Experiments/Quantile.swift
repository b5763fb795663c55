/// A quantile by linear interpolation between the two nearest order statistics (Hyndman and Fan's
/// type 7, the default of R and NumPy).
///
/// - Parameters:
///   - probability: 0…1.
///   - sorted: the sample in ascending order; +infinity stands for "never".
/// - Returns: the quantile; nil where the sample is empty or where it falls on or beside "never".
@inlinable
public func quantile<Number: BinaryFloatingPoint>(
  _ probability: Double, ofSorted sorted: some RandomAccessCollection<Number>
) -> Double? {
  precondition(0 <= probability && probability <= 1, "probability \(probability)")
  guard !sorted.isEmpty else { return nil }
  let position = Double(sorted.count - 1) * probability
  let below = Int(position)
  let share = position - Double(below)
  let low = Double(sorted[sorted.index(sorted.startIndex, offsetBy: below)])
  guard low < .infinity else { return nil }
  guard share > 0 else { return low }
  let high = Double(sorted[sorted.index(sorted.startIndex, offsetBy: below + 1)])
  return high < .infinity ? low + share * (high - low) : nil
}

extension Array where Element: BinaryFloatingPoint {
  /// Brings the order statistics that some quantiles need to their places, which is far quicker than
  /// sorting everything; `quantile(_:ofSorted:)` may then be asked for these probabilities.
  ///
  /// - Parameter probabilities: each 0…1. The elements must not be NaN.
  @inlinable
  public mutating func place(quantiles probabilities: [Double]) {
    guard count > 1 else { return }
    var ranks: [Int] = []
    for probability in probabilities {
      let position = Double(count - 1) * probability
      ranks.append(Int(position))
      ranks.append(Swift.min(Int(position) + 1, count - 1))
    }
    ranks.sort()
    withUnsafeMutableBufferPointer { $0.place(ranks[...], offset: 0) }
  }
}

extension UnsafeMutableBufferPointer where Element: BinaryFloatingPoint {
  /// Quicksort that leaves out the parts in which no rank lies.
  ///
  /// - Parameters:
  ///   - ranks: ascending, all within this part.
  ///   - offset: the rank of this part's first element.
  @inlinable
  func place(_ ranks: ArraySlice<Int>, offset: Int) {
    guard !ranks.isEmpty, count > 1 else { return }
    guard count > 24 else {
      var part = self
      part.sort()
      return
    }
    let (a, b, c) = (self[0], self[count / 2], self[count - 1])
    let pivot = Swift.max(Swift.min(a, b), Swift.min(Swift.max(a, b), c))
    // Three parts: below, equal to and above the pivot, since months of zeros are common.
    var (below, next, above) = (0, 0, count)
    while next < above {
      let element = self[next]
      if element < pivot {
        swapAt(below, next)
        below += 1
        next += 1
      } else if element > pivot {
        above -= 1
        swapAt(next, above)
      } else {
        next += 1
      }
    }
    let low = ranks.prefix { $0 < offset + below }
    let high = ranks.drop { $0 < offset + above }
    UnsafeMutableBufferPointer(rebasing: self[..<below]).place(low, offset: offset)
    UnsafeMutableBufferPointer(rebasing: self[above...]).place(high, offset: offset + above)
  }
}
