import Experiments

/// How a monthly number spreads over replications, month by month.
struct SeriesBand<Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// The mean by period, over the replications in which the number exists; nil where in none.
  private(set) var means: [Double?] = []

  /// In how many replications the number exists, by period.
  private(set) var counts: [Int] = []

  /// The quantiles by period, in the order of the probabilities asked for.
  private(set) var quantiles: [[Double?]] = []

  /// Summarises the series of one column.
  ///
  /// - Parameters:
  ///   - numbers: `replication * periods + period`; NaN = missing.
  ///   - periods: the length of one series.
  ///   - probabilities: of the quantiles.
  init(_ numbers: [Number], periods: Int, probabilities: [Double]) {
    var sample: [Number] = []
    for period in 0..<periods {
      sample.removeAll(keepingCapacity: true)
      var mean = RunningMean()
      for index in stride(from: period, to: numbers.count, by: periods)
      where !numbers[index].isNaN {
        sample.append(numbers[index])
        mean.add(Double(numbers[index]))
      }
      counts.append(sample.count)
      means.append(mean.value)
      sample.place(quantiles: probabilities)
      quantiles.append(probabilities.map { quantile($0, ofSorted: sample) })
    }
  }
}
