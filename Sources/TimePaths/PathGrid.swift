public import Quantities
public import Sampling

/// Where a path is drawn: its steps, the time that they cover, and the noise that is its own.
public struct PathGrid: Sendable {
  /// How often the path moves.
  public let step: PathStep
  /// From the start to the horizon.
  public let calendar: ReportingCalendar
  /// What a random process draws from, by number of the step; two paths never share one.
  public let noise: StreamID

  /// A grid for one number over time.
  public init(every step: PathStep, in calendar: ReportingCalendar, noise: StreamID) {
    self.step = step
    self.calendar = calendar
    self.noise = noise
  }
}
