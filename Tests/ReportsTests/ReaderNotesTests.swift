import Columns
import Experiments
import ResultStore
import Testing

@testable import Reports

/// What a reader must know beside the numbers.
struct ReaderNotesTests {
  /// Two plans, of which these are the numbers in two futures each.
  private static func notes(_ numbers: [StandardName: [[Double]]]) throws -> [String] {
    var rows = FewRows()
    for name in numbers.keys.sorted(by: { $0.rawValue < $1.rawValue }) {
      rows.add(.metric(name, unit: "EUR", ""), numbers[name] ?? [])
    }
    let figures = try PageFigures(rows)
    return ReaderNotes(
      strategies: figures.strategies.map {
        .init(name: $0.name, summaries: $0.summaries, hasProject: true)
      }, inner: 1, worths: Worth.all(in: rows.record.layout.metrics)
    ).sentences
  }

  @Test func `where all lose, the one that leads by having the least money out is named`() throws {
    let worths: [[Double]] = [[-3e8, -1e8], [-4e8, -2e8]]
    let notes = try Self.notes([.npv: worths, .peakFunding: [[2e9, 2e9], [3e9, 3e9]]])
    #expect(
      notes == [
        "None is worth more than nothing on average, and the one that loses least, A, is the one that has the"
          + " least money out: at most 2 billion EUR on average, against 3 billion EUR. Who builds less, or later,"
          + " loses less there."
      ])
    // Who leads with more money out does so for another reason, and who earns does not lose.
    #expect(try Self.notes([.npv: worths, .peakFunding: [[4e9, 4e9], [3e9, 3e9]]]).isEmpty)
    #expect(
      try Self.notes([
        .npv: [[3e8, 1e8], [-4e8, -2e8]], .peakFunding: [[2e9, 2e9], [3e9, 3e9]],
      ])
      .isEmpty)
  }

  @Test func `the worth at each plan's own cost of capital is said, the best first`() throws {
    let notes = try Self.notes([
      .npv: [[3e8, 1e8], [1e8, 2e8]], .npvOwnRate: [[-3e8, 1e8], [3e8, 1e8]],
    ])
    #expect(
      notes == [
        "At each plan's own cost of capital the net present value cut at the end is on average"
          + " 200 million EUR of B, above zero in 100 % and -100 million EUR of A, above zero in 50 %."
      ])
  }
}
