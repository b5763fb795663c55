import Experiments
import Quantities
import ResultStore

/// On which day each milestone of each phase was reached, counted over sites and replications.
///
/// Days are counted and not instants kept, so that memory does not grow with the replications.
struct MilestoneTally {
  /// The days of one milestone of one phase.
  struct Days {
    /// How often it was reached on each day since the start.
    private(set) var counts: [Int32]
    private(set) var reached = 0
    private(set) var total = 0

    init(days: Int) { counts = Array(repeating: 0, count: days) }

    mutating func add(hours: Double) {
      total += 1
      guard !hours.isNaN else { return }
      // What was there before the start counts on the first day.
      let day = min(counts.count - 1, max(0, Int((hours / 24).rounded(.down))))
      counts[day] += 1
      reached += 1
    }

    /// The share in which it is never reached within the horizon.
    var never: Double { total == 0 ? 0 : Double(total - reached) / Double(total) }

    /// The day of a quantile over all cases, by the rule of `quantile(_:ofSorted:)`; nil where it
    /// falls on or beside "never".
    ///
    /// Between two days it is interpolated from noon to noon, so that it is at most a day from the
    /// quantile of the instants.
    func day(quantile probability: Double) -> Int? {
      let position = Double(total - 1) * probability
      guard let low = day(rank: Int(position)) else { return nil }
      let share = position - position.rounded(.down)
      guard share > 0 else { return low }
      guard let high = day(rank: Int(position) + 1) else { return nil }
      return Int((Double(low) + 0.5 + share * Double(high - low)).rounded(.down))
    }

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
  init(_ reader: ResultReader) throws {
    let layout = reader.record.layout
    days = Int(layout.calendar.horizon.hours / 24) + 1
    tallies = layout.phases.map { phases in
      phases.map { _ in Array(repeating: nil, count: layout.milestones.count) }
    }
    try reader.forEachMilestone { _, strategy, row in
      guard row.site > 0 else { return }
      add(row, strategy)
    }
  }

  private mutating func add(_ row: MilestoneRow, _ strategy: Int) {
    let (phase, milestone) = (Int(row.phase), Int(row.milestone))
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
