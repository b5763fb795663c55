import Columns

/// The series of all strategies one after the other, as their sums are kept.
///
/// Those of a strategy are numbered by kind, in the order of `SeriesKind`, and column.
struct SeriesShape: Sendable, Hashable {
  /// The series of one kind.
  struct Part: Sendable, Hashable {
    let kind: SeriesKind
    /// The number of its first series.
    let first: Int
    /// How many there are.
    let count: Int
    /// How many numbers each has.
    let length: Int
    /// Where the first number of the first stands among those of a strategy.
    let start: Int
  }

  let strategies: Int
  let parts: [Part]
  /// How many series a strategy has.
  let seriesCount: Int
  /// How many numbers they have together.
  let numberCount: Int

  init(_ layout: ResultLayout, strategies: Int) {
    self.strategies = strategies
    var (series, numbers) = (0, 0)
    parts = SeriesKind.allCases.map { kind in
      let count = layout.columns(of: kind).count
      let length = layout.length(of: kind)
      defer {
        series += count
        numbers += count * length
      }
      return Part(kind: kind, first: series, count: count, length: length, start: numbers)
    }
    (seriesCount, numberCount) = (series, numbers)
  }

  /// Where the numbers of a series stand.
  func range(strategy: Int, _ part: Part, column: Int) -> Range<Int> {
    let start = strategy * numberCount + part.start + column * part.length
    return start..<start + part.length
  }
}
