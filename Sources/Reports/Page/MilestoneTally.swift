import Quantities
import Columns
import ResultStore

/// On which day each milestone of each phase was reached, counted over sites and replications.
///
/// Days are counted and not instants kept, so that memory does not grow with the replications. Of
/// each day the first and the last instant are kept: with them the day of any quantile is exact.
struct MilestoneTally {
  /// The days of one milestone of one phase.
  struct Days {
    /// How often it was reached on each day since the start.
    private(set) var counts: [Int32]
    /// The first and the last instant on each day, h since the start.
    private var firsts: [Double]
    private var lasts: [Double]
    private(set) var reached = 0
    private(set) var total = 0

    init(days: Int) {
      counts = Array(repeating: 0, count: days)
      firsts = Array(repeating: .infinity, count: days)
      lasts = Array(repeating: -.infinity, count: days)
    }

    mutating func add(hours: Double) {
      total += 1
      guard !hours.isNaN else { return }
      let day = Self.day(of: hours)
      counts[day] += 1
      firsts[day] = min(firsts[day], hours)
      lasts[day] = max(lasts[day], hours)
      reached += 1
    }

    /// The share in which it is never reached within the horizon.
    var never: Double { total == 0 ? 0 : Double(total - reached) / Double(total) }

    /// The day on which a quantile over all cases lies, by the rule of `quantile(_:ofSorted:)`; nil
    /// where it falls on or beside "never".
    func day(quantile probability: Double) -> Int? {
      let position = Double(total - 1) * probability
      let rank = Int(position)
      let share = position - Double(rank)
      guard let low = day(rank: rank) else { return nil }
      guard share > 0 else { return low }
      guard let high = day(rank: rank + 1) else { return nil }
      guard high > low else { return low }
      // The one of this rank is the last on its day, and the next one the first on another.
      return Self.day(of: lasts[low] + share * (firsts[high] - lasts[low]))
    }

    private static func day(of hours: Double) -> Int { Int((hours / 24).rounded(.down)) }

    /// The day of the case of some rank, counted from 0; nil for those that never come.
    private func day(rank: Int) -> Int? {
      var sum = 0
      return counts.firstIndex { count in
        sum += Int(count)
        return sum > rank
      }
    }

    /// The shares of all cases that have reached it before each of these days, ascending.
    func shares(before days: [Int]) -> [Double] {
      var sum = 0
      var day = 0
      return days.map { end in
        while day < min(end, counts.count) {
          sum += Int(counts[day])
          day += 1
        }
        return total == 0 ? 0 : Double(sum) / Double(total)
      }
    }
  }

  /// By strategy, phase and milestone.
  private var tallies: [[[Days?]]]
  private let days: Int

  /// Counts every milestone of every site.
  init(_ source: any FigureSource) throws {
    let layout = source.record.layout
    days = Int(layout.calendar.horizon.hours / 24) + 1
    tallies = layout.phases.map { phases in
      phases.map { _ in Array(repeating: nil, count: layout.milestones.count) }
    }
    try source.forEachMilestone { _, strategy, row in
      guard row.place.site > 0 else { return }
      add(row, strategy)
    }
  }

  private mutating func add(_ row: MilestoneRow, _ strategy: Int) {
    let (phase, milestone) = (Int(row.place.phase), Int(row.place.milestone))
    tallies[strategy][phase][milestone, default: Days(days: days)].add(hours: row.hours)
  }

  /// The days of a milestone of a phase; nil where no site has it.
  func days(_ strategy: Int, phase: Int, milestone: Int) -> Days? {
    tallies[strategy][phase][milestone]
  }
}

extension Array {
  /// An optional element that is made when it is first needed.
  fileprivate subscript<Wrapped>(index: Int, default value: @autoclosure () -> Wrapped) -> Wrapped
  where Element == Wrapped? {
    get { self[index] ?? value() }
    _modify {
      var element = self[index] ?? value()
      self[index] = nil
      defer { self[index] = element }
      yield &element
    }
  }
}
