import Columns
import Experiments
import Testing

@testable import ResultStore

/// What is kept of how many futures, and the means of all.
struct SeriesSumTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  /// 200 futures: three full blocks, and one that is not.
  private func reader(_ kept: KeptFutures) throws -> ResultReader {
    let path = directory["\(kept.series)-\(kept.grid)"]
    try Experiment(futures: 200, inner: 2, kept: kept).run(into: path)
    return try ResultReader(path: path)
  }

  @Test func `means and deviations are those of all futures, however few are kept`() throws {
    let all = try reader(.standard)
    let few = try reader(KeptFutures(series: 3, grid: 0))
    try few.verify()
    let layout = all.record.layout
    let sums = try few.seriesMeans()
    for strategy in 0..<2 {
      for kind in SeriesKind.allCases where kind != .cash {
        for column in layout.columns(of: kind).indices {
          let numbers = try all.monthly(kind, strategy: strategy, columns: column..<column + 1)[0]
          #expect(numbers.count == 400 * layout.months)
          let means = sums.means(kind, strategy: strategy, column: column)
          let deviations = sums.standardDeviations(kind, strategy: strategy, column: column)
          for month in 0..<layout.months {
            let sample = stride(from: month, to: numbers.count, by: layout.months)
              .map { Double(numbers[$0]) }.filter { !$0.isNaN }
            guard let mean = means[month], let deviation = deviations[month] else {
              #expect(sample.isEmpty)
              continue
            }
            // 400 roundings of one part in 2^53 each.
            let size = sample.map(abs).max() ?? 0
            let expected = sample.reduce(0, +) / Double(sample.count)
            #expect(abs(mean - expected) <= 1e-13 * size)
            let square = sample.reduce(0) { $0 + ($1 - expected) * ($1 - expected) } / 399
            #expect(abs(deviation - square.squareRoot()) <= 1e-7 * size)
          }
        }
      }
    }
  }

  @Test func `what is the same in all futures has that mean and no deviation`() throws {
    let sums = try reader(KeptFutures(series: 0, grid: 0)).seriesMeans()
    let ends = sums.means(.stockEnds, strategy: 1, column: 1)
    #expect(ends.prefix(7).allSatisfy { $0 == 1e6 })
    #expect(ends.dropFirst(7).allSatisfy { $0 == Double(Float(-0.1)) })
    let deviations = sums.standardDeviations(.stockEnds, strategy: 1, column: 1)
    #expect(deviations.allSatisfy { $0 == 0 })
    #expect(sums.means(.cash, strategy: 0, column: 0)[0] == -300.7)
    #expect(sums.standardDeviations(.cash, strategy: 0, column: 0)[0] == 0)
    // Month means of the fourth month are missing everywhere.
    #expect(sums.means(.stockMeans, strategy: 0, column: 0)[3] == nil)
    #expect(sums.counts(.stockMeans, strategy: 0, column: 0)[3] == 0)
  }

  @Test func `series are kept of as many futures as asked for`() throws {
    let reader = try reader(KeptFutures(series: 7, grid: 2))
    #expect(reader.replications == 0..<400)
    let counts = SeriesKind.allCases.map { reader.keptCount(of: $0) }
    #expect(counts == [14, 14, 14, 4, 4, 14])
    let months = reader.record.layout.months
    #expect(
      try reader.monthly(.flows, strategy: 0, columns: 0..<1)[0].count == 14 * months)
    #expect(
      try reader.monthly(.gridFlows, strategy: 0, columns: 0..<1)[0].count == 4 * months)
  }

  @Test func `a series that an earlier strategy has, too, is stored once`() throws {
    let reader = try reader(KeptFutures(series: 5, grid: 5))
    try reader.read { db in
      // The ceiling is the same for both strategies.
      var rows = try RowCursor(
        db, "SELECT strategy, numbers, same_as FROM monthly WHERE result_column = 6 ORDER BY place")
      for _ in 0..<10 {
        #expect(try rows.next())
        #expect(rows.int(0) == 0 && rows.blob(1) != nil && rows.isNull(2))
        #expect(try rows.next())
        #expect(rows.int(0) == 1 && rows.isNull(1) && rows.int(2) == 0)
      }
      #expect(try !rows.next())
    }
    #expect(
      try reader.monthly(.stockMeans, strategy: 0, columns: 1..<2)
        == reader.monthly(.stockMeans, strategy: 1, columns: 1..<2))
  }

  @Test func `the nodes are the binary digits of the number of full blocks`() {
    let tree = SumTree(inner: 2)
    func nodes(_ replications: Int) -> [[Int]] {
      tree.nodes(of: replications).map { [$0.node, $0.replications] }
    }
    #expect(nodes(0) == [])
    #expect(nodes(127) == [[0, 127]])
    #expect(nodes(128) == [[1, 128]])
    #expect(nodes(128 * 13 + 5) == [[4, 1024], [3, 512], [1, 128], [0, 5]])
  }

  @Test func `another number of futures that are kept is another experiment`() throws {
    try Experiment(futures: 3, kept: KeptFutures(series: 2, grid: 1)).run(into: directory["db"])
    let error = #expect(throws: StoreError.self) {
      try Experiment(futures: 5, kept: KeptFutures(series: 3, grid: 2))
        .run(into: directory["db"], resuming: true)
    }
    #expect(
      error?.message
        == "holds a different experiment: the number of futures whose series are kept is 2 there and 3"
        + " now; the number of futures whose waiting lists are kept is 1 there and 2 now")
  }
}
