import Quantities

extension ReportingCalendar {
  /// The part of a calendar year that lies between two instants within the horizon, 0 to 1.
  ///
  /// It is the share of its bands of energy tax that a connection has which was energised in between.
  func share(ofYear year: Int, from begin: SimTime, until end: SimTime = .never) -> Double {
    guard let newYear = CalendarDate(year: year, month: 1, day: 1),
      let next = CalendarDate(year: year + 1, month: 1, day: 1)
    else { preconditionFailure("year \(year)") }
    let from = max(time(of: newYear), begin, .start)
    let until = min(time(of: next), end, horizon)
    return max(until - from, .zero).value / hoursInYear(year)
  }
}
