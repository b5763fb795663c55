/// A quantile by linear interpolation between the two nearest order statistics (Hyndman and Fan's
/// type 7, the default of R and NumPy).
///
/// - Parameters:
///   - probability: 0…1.
///   - sorted: the sample in ascending order; +infinity stands for "never".
/// - Returns: the quantile; nil where the sample is empty or where it falls on or beside "never".
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
