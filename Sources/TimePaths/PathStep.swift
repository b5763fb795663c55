public import Quantities

/// How often a path moves: at every hour, day, week or calendar month since the start.
///
/// Openings are computed from the grid, never by adding steps, so that no rounding accumulates.
public enum PathStep: Hashable, Sendable {
  /// Steps of so many hours; the k-th opens `k` times that after the start.
  case every(Hours)
  /// Steps from the first of a month to the first of the next.
  case calendarMonth

  /// Steps of an hour.
  public static let hour = PathStep.every(Hours(1))
  /// Steps of 24 h.
  public static let day = PathStep.every(.days(1))
  /// Steps of seven days.
  public static let week = PathStep.every(.days(7))

  /// The step that a duration in a scenario means, or nil: 1 h, 1 d, 1 weeks or 1 months.
  public init?(duration: Hours) {
    switch duration {
    case Hours(1): self = .hour
    case .days(1): self = .day
    case .days(7): self = .week
    case .months(1): self = .calendarMonth
    default: return nil
    }
  }

  /// The length of every step in hours where it is the same for all, else 0.
  public var width: Double {
    switch self {
    case .every(let length): length.value
    case .calendarMonth: 0
    }
  }

  /// How many steps open before the horizon.
  public func count(in calendar: ReportingCalendar) -> Int {
    switch self {
    case .every(let length): Int((calendar.horizon.hours / length.value).rounded(.up))
    case .calendarMonth: calendar.monthCount
    }
  }

  /// When a step opens, in hours since the start.
  public func opening(_ step: Int, in calendar: ReportingCalendar) -> Double {
    switch self {
    case .every(let length): Double(step) * length.value
    case .calendarMonth: calendar.monthStarts[step].hours
    }
  }
}
