/// The simulated time as dates: which month an instant is in, and when months and years begin.
///
/// Instants are hours since midnight UTC of `start`; reporting periods are calendar months. A month
/// boundary belongs to the month that begins.
public struct ReportingCalendar: Hashable, Sendable {
  /// The first day; the first of a month.
  public let start: CalendarDate
  /// The day after the last; the first of a month.
  public let end: CalendarDate
  /// When each month begins, and as the last entry the end.
  public let monthStarts: [SimTime]
  /// When each calendar year ends: the midnight that begins the next, or the end of the simulated
  /// time where that is earlier.
  public let yearEnds: [(year: Int, time: SimTime)]

  /// A calendar of whole months.
  ///
  /// - Precondition: both dates are the first of a month, and `start` is before `end`.
  public init(start: CalendarDate, end: CalendarDate) {
    precondition(
      start.day == 1 && end.day == 1 && start < end,
      "a reporting calendar from \(start) to \(end): whole months are needed")
    self.start = start
    self.end = end
    let epoch = start.daysSinceEpoch
    let count = (end.year - start.year) * 12 + end.month - start.month
    monthStarts = (0...count).map { month in
      SimTime(Double((Self.firstDay(month, from: start).daysSinceEpoch - epoch) * 24))
    }
    let horizon = Double((end.daysSinceEpoch - epoch) * 24)
    var ends: [(year: Int, time: SimTime)] = []
    for year in start.year...end.adding(days: -1).year {
      let days = Self.firstDay(12 * (year + 1 - start.year) + 1 - start.month, from: start)
      ends.append((year, SimTime(min(Double((days.daysSinceEpoch - epoch) * 24), horizon))))
    }
    yearEnds = ends
  }

  /// The same calendar with so many months more.
  public func extended(byMonths months: Int) -> ReportingCalendar {
    months == 0
      ? self
      : ReportingCalendar(start: start, end: Self.firstDay(monthCount + months, from: start))
  }

  /// The number of months.
  public var monthCount: Int { monthStarts.count - 1 }
  /// The end of the simulated time.
  public var horizon: SimTime { monthStarts[monthStarts.count - 1] }

  /// The month, from 0, in which an instant lies; -1 before the start and `monthCount` from the end.
  public func month(of time: SimTime) -> Int {
    if time < .start { return -1 }
    if time >= horizon { return monthCount }
    // Months are 28 to 31 days, so the guess by mean months is at most one off.
    var month = min(monthCount - 1, Int(time.hours / 730.5))
    while month > 0, time < monthStarts[month] { month -= 1 }
    while time >= monthStarts[month + 1] { month += 1 }
    return month
  }

  /// The first day of a month counted from 0; months before the start and after the end exist too.
  public func firstDay(ofMonth month: Int) -> CalendarDate { Self.firstDay(month, from: start) }

  /// Midnight UTC that begins a date; negative before the start.
  public func time(of date: CalendarDate) -> SimTime {
    SimTime(Double((date.daysSinceEpoch - start.daysSinceEpoch) * 24))
  }

  /// The date on which an instant lies.
  ///
  /// - Precondition: the instant is finite.
  public func date(of time: SimTime) -> CalendarDate {
    start.adding(days: Int((time.hours / 24).rounded(.down)))
  }

  /// An instant as ISO 8601: `2026-03-01`, or `2026-03-01T14:30Z` where it is not midnight.
  ///
  /// Rounded to the minute; empty for what never happens.
  public func isoText(of time: SimTime) -> String {
    guard time.hours.isFinite else { return "" }
    let minutes = Int((time.hours * 60).rounded())
    let minuteOfDay = ((minutes % 1440) + 1440) % 1440
    let day = start.adding(days: (minutes - minuteOfDay) / 1440).isoText
    if minuteOfDay == 0 { return day }
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return day + "T" + two(minuteOfDay / 60) + ":" + two(minuteOfDay % 60) + "Z"
  }

  /// The hours of a calendar year: 8760, or 8784 in a leap year.
  public func hoursInYear(_ year: Int) -> Double {
    (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 8784 : 8760
  }

  private static func firstDay(_ month: Int, from start: CalendarDate) -> CalendarDate {
    let absolute = start.year * 12 + start.month - 1 + month
    let year = (absolute - ((absolute % 12) + 12) % 12) / 12
    guard let day = CalendarDate(year: year, month: absolute - year * 12 + 1, day: 1) else {
      preconditionFailure("month \(month) from \(start) has no first day")
    }
    return day
  }

  /// Whether both begin and end on the same days.
  public static func == (a: ReportingCalendar, b: ReportingCalendar) -> Bool {
    a.start == b.start && a.end == b.end
  }

  /// Feeds the first and the last day into a hash.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(start)
    hasher.combine(end)
  }
}
