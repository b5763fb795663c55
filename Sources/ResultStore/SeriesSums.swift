/// The sums of all series over some replications: per number how many replications have it, their mean,
/// and the sum of squared deviations from that.
///
/// They grow replication by replication after B. P. Welford, Note on a method for calculating corrected
/// sums of squares and products, Technometrics 4 (1962), and two become one after T. F. Chan, G. H. Golub
/// and R. J. LeVeque, Updating formulae and a pairwise algorithm for computing sample variances (1979).
/// Both leave equal numbers a deviation of exactly 0.
struct SeriesSums: Sendable {
  let shape: SeriesShape
  /// How many replications there are.
  private(set) var replications = 0
  private(set) var counts: [Double]
  private(set) var means: [Double]
  private(set) var squares: [Double]

  /// Sums of nothing yet.
  init(_ shape: SeriesShape) {
    self.shape = shape
    counts = Array(repeating: 0, count: shape.strategies * shape.numberCount)
    means = counts
    squares = counts
  }

  /// Sums as they were stored.
  init(
    _ shape: SeriesShape, replications: Int, counts: [Double], means: [Double], squares: [Double]
  ) {
    self.shape = shape
    self.replications = replications
    self.counts = counts
    self.means = means
    self.squares = squares
  }

  /// Adds replications in their order.
  mutating func add(_ batch: ArraySlice<EncodedReplication>) {
    for strategy in 0..<shape.strategies {
      for part in shape.parts {
        for column in 0..<part.count {
          let range = shape.range(strategy: strategy, part, column: column)
          func series(of replication: EncodedReplication) -> Range<Int> {
            replication.strategies[strategy].series[part.kind.rawValue][column]
          }
          // A series stays in the nearest cache while all replications are added to it.
          if part.kind == .cash {
            add(batch, to: range, series, as: Double.self)
          } else {
            add(batch, to: range, series, as: Float.self)
          }
        }
      }
    }
    replications += batch.count
  }

  private mutating func add<Number: CodedNumber>(
    _ batch: ArraySlice<EncodedReplication>, to range: Range<Int>,
    _ series: (EncodedReplication) -> Range<Int>, as _: Number.Type
  ) {
    withUnsafeTemporaryAllocation(of: Number.self, capacity: range.count) { numbers in
      for replication in batch {
        let isWhole = replication.bytes.withUnsafeBytes {
          SeriesCoding.decode(
            UnsafeRawBufferPointer(rebasing: $0[series(replication)]), into: numbers)
        }
        precondition(isWhole, "what was coded can be decoded")
        add(numbers, to: range)
      }
    }
  }

  private mutating func add<Number: CodedNumber>(
    _ numbers: UnsafeMutableBufferPointer<Number>, to range: Range<Int>
  ) {
    counts.withUnsafeMutableBufferPointer { counts in
      means.withUnsafeMutableBufferPointer { means in
        squares.withUnsafeMutableBufferPointer { squares in
          // Without branches, so that the compiler takes several numbers at a time: one that is missing
          // counts as its own mean, and not.
          for index in 0..<range.count {
            let place = range.lowerBound &+ index
            let number = Double(numbers[index])
            let isThere = number == number
            let count = counts[place] + (isThere ? 1 : 0)
            let deviation = isThere ? number - means[place] : 0
            let mean = means[place] + deviation / max(count, 1)
            squares[place] += deviation * (isThere ? number - mean : 0)
            means[place] = mean
            counts[place] = count
          }
        }
      }
    }
  }

  /// Whether two strategies have the same sums of a series, to the bit.
  func isSame(_ a: Int, _ b: Int, _ part: SeriesShape.Part, column: Int) -> Bool {
    let first = shape.range(strategy: a, part, column: column)
    let second = shape.range(strategy: b, part, column: column)
    return [means, squares, counts].allSatisfy { numbers in
      zip(first, second).allSatisfy { numbers[$0].bitPattern == numbers[$1].bitPattern }
    }
  }

  /// Adds the sums of replications that come after these.
  mutating func add(_ later: SeriesSums) {
    replications += later.replications
    for place in counts.indices where later.counts[place] > 0 {
      let (mine, others) = (counts[place], later.counts[place])
      let count = mine + others
      let deviation = later.means[place] - means[place]
      means[place] = mine == 0 ? later.means[place] : means[place] + deviation * (others / count)
      squares[place] +=
        later.squares[place] + (mine == 0 ? 0 : deviation * deviation * (mine * others / count))
      counts[place] = count
    }
  }
}
