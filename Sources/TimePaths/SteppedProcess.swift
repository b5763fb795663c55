import Quantities
public import Sampling

/// How a path departs from its trend: a Markov process in steps, its parameters drawn.
public protocol SteppedProcess {
  /// The state at the start.
  var start: Double { get }
  /// Whether steps draw anything; the state stays at its start where they don't.
  var isRandom: Bool { get }
  /// The state after a step of so many hours, from the one before and a standard normal variate.
  mutating func next(after state: Double, over hours: Double, gaussian: Double) -> Double
  /// What the path is in a state, where the trend has reached a level.
  func value(_ state: Double, about level: Double) -> Double
}

/// No departure from the trend.
struct NoDeparture: SteppedProcess {
  var start: Double { 0 }
  var isRandom: Bool { false }
  func next(after state: Double, over hours: Double, gaussian: Double) -> Double { state }
  func value(_ state: Double, about level: Double) -> Double { level }
}

extension TimePath {
  /// Fills the path of a replication with a process about its trend; a step holds its opening value.
  ///
  /// The k-th step draws the k-th variate of the grid's noise, whatever the other paths draw.
  public mutating func fill<Process: SteppedProcess>(
    _ process: Process, about trend: Trend, on grid: PathGrid, _ source: inout RandomSource
  ) {
    let (calendar, width) = (grid.calendar, grid.step.width)
    var process = process
    var state = process.start
    var before = 0.0
    var month = -1
    var seasonal = 0.0
    removeAll(width: width)
    for index in 0..<grid.step.count(in: calendar) {
      let opening = grid.step.opening(index, in: calendar)
      if index > 0, process.isRandom {
        source.at(grid.noise, inOrder: UInt64(index))
        state = process.next(
          after: state, over: width > 0 ? width : opening - before, gaussian: source.gaussian())
      }
      while month + 1 < calendar.monthCount, calendar.monthStarts[month + 1].hours <= opening {
        month += 1
        seasonal = trend.level * trend.season[calendar.firstDay(ofMonth: month).month - 1]
      }
      let level = seasonal * annualFactor(trend.change, at: SimTime(opening))
      append(process.value(state, about: level), from: opening)
      before = opening
    }
  }
}
