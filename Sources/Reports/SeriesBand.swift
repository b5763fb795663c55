import Experiments

/// How a monthly number spreads over replications, month by month.
struct SeriesBand<Number: BinaryFloatingPoint & Sendable>: Sendable {
  /// The mean by period; nil where the number exists in no replication.
  let means: [Double?]

  /// In how many of the replications that are kept the number exists, by period.
  private(set) var counts: [Int] = []

  /// The quantiles by period over the replications that are kept, in the order of the probabilities asked
  /// for.
  private(set) var quantiles: [[Double?]] = []

  /// Summarises the series of one column.
  ///
  /// - Parameters:
  ///   - numbers: `replication * periods + period` of the replications that are kept; NaN = missing.
  ///   - means: by period, of all replications; nil where those that are kept tell of all.
  ///   - periods: the length of one series.
  ///   - probabilities: of the quantiles.
  init(_ numbers: [Number], means: [Double?]? = nil, periods: Int, probabilities: [Double]) {
    var sample: [Number] = []
    var ownMeans: [Double?] = []
    for period in 0..<periods {
      sample.removeAll(keepingCapacity: true)
      var mean = RunningMean()
      for index in stride(from: period, to: numbers.count, by: periods)
      where !numbers[index].isNaN {
        sample.append(numbers[index])
        if means == nil { mean.add(Double(numbers[index])) }
      }
      counts.append(sample.count)
      if means == nil { ownMeans.append(mean.value) }
      sample.place(quantiles: probabilities)
      quantiles.append(probabilities.map { quantile($0, ofSorted: sample) })
    }
    self.means = means ?? ownMeans
  }
}
