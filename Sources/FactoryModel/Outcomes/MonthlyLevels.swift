import EventKernel
import Quantities

/// Levels that hold until they change, with their mean over each month and their integral.
///
/// One for each stock that is reported: element `i` is column `i`.
struct MonthlyLevels: ~Copyable {
  struct Level: BitwiseCopyable {
    var value = 0.0
    /// Since when `value` has not been added up.
    var since = SimTime.start
    /// ∫ value dt of this month up to `since`.
    var area = 0.0
    /// ∫ value dt of the months that are closed, and of what a warm-up has taken away.
    var closedArea = 0.0
  }
  private var levels: Block<Level>

  init(count: Int) { levels = Block(repeating: Level(), count: count) }

  /// Forgets everything; the clock is at the start again.
  mutating func reset() {
    levels.fill(with: Level())
  }

  subscript(index: Int) -> Double { levels[index].value }

  /// Sets a level from an instant on.
  mutating func set(_ index: Int, to value: Double, at time: SimTime) {
    var level = levels[index]
    level.area += level.value * (time - level.since).value
    level.since = time
    level.value = value
    levels[index] = level
  }

  mutating func add(_ index: Int, _ change: Double, at time: SimTime) {
    set(index, to: levels[index].value + change, at: time)
  }

  /// ∫ value dt from the start, or from the last `forgetAreas(at:)`, to an instant of this month.
  func area(_ index: Int, until time: SimTime) -> Double {
    let level = levels[index]
    return level.closedArea + level.area + level.value * (time - level.since).value
  }

  /// Ends a warm-up: areas count from an instant on; the means of months do not change.
  mutating func forgetAreas(at time: SimTime) {
    for index in levels.indices {
      levels[index].closedArea -= area(index, until: time)
    }
  }

  /// Hands over each level's mean and end of the month that ends at an instant.
  mutating func closeMonth(
    at time: SimTime, length: Hours, _ receive: (Int, _ mean: Double, _ end: Double) -> Void
  ) {
    for index in levels.indices {
      set(index, to: levels[index].value, at: time)
      receive(index, levels[index].area / length.value, levels[index].value)
      levels[index].closedArea += levels[index].area
      levels[index].area = 0
    }
  }
}
