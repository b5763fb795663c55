import Quantities
import Testing

@Suite struct CalendarDateTests {
  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-01-01", 20_454),
    ("2041-01-01", 25_933), ("0000-03-01", -719_468),
  ])
  func `a date is so many days after the first of January 1970`(text: String, days: Int) {
    #expect(CalendarDate(text)?.daysSinceEpoch == days)
    #expect(CalendarDate(daysSinceEpoch: days).isoText == text)
  }

  @Test func `every day of 800 years goes to a day number and back`() {
    for days in -146_097..<146_097 {
      let date = CalendarDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
    }
  }

  @Test(arguments: [
    "2026-02-29", "2100-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "26-01-01", "2026-01",
    "2026/01/01", "2026-01-01T00:00", "+026-01-01", "",
  ])
  func `what is no ISO date is refused`(text: String) {
    #expect(CalendarDate(text) == nil)
  }
}

@Suite struct ReportingCalendarTests {
  private let calendar: ReportingCalendar

  init() throws {
    calendar = ReportingCalendar(
      start: try #require(CalendarDate("2027-11-01")), end: try #require(CalendarDate("2029-03-01"))
    )
  }

  @Test func `months begin at midnight of their first day`() {
    #expect(calendar.monthCount == 16)
    #expect(calendar.monthStarts.prefix(3).map(\.hours) == [0, 720, 1464])
    #expect(calendar.horizon.hours == 486 * 24)
    #expect(calendar.firstDay(ofMonth: 3).isoText == "2028-02-01")
    #expect(calendar.firstDay(ofMonth: -12).isoText == "2026-11-01")
  }

  @Test func `a month boundary belongs to the new month`() {
    for month in 0..<calendar.monthCount {
      #expect(calendar.month(of: calendar.monthStarts[month]) == month)
      #expect(calendar.month(of: calendar.monthStarts[month + 1] - Hours(0.001)) == month)
    }
    #expect(calendar.month(of: SimTime(-1)) == -1)
    #expect(calendar.month(of: calendar.horizon) == 16)
    #expect(calendar.month(of: .never) == 16)
  }

  @Test func `instants are written as dates, to the minute where they are not midnight`() {
    #expect(calendar.isoText(of: SimTime(24)) == "2027-11-02")
    #expect(calendar.isoText(of: SimTime(24.51)) == "2027-11-02T00:31Z")
    #expect(calendar.isoText(of: SimTime(-0.25)) == "2027-10-31T23:45Z")
    #expect(calendar.isoText(of: SimTime(23.9999)) == "2027-11-02")
    #expect(calendar.isoText(of: .never) == "")
    #expect(calendar.time(of: calendar.date(of: SimTime(100))).hours == 96)
  }

  @Test func `years end at midnight, the last one at the end`() {
    #expect(calendar.yearEnds.map(\.year) == [2027, 2028, 2029])
    let ends: [Double] = [1464, 10_248, 11_664]
    #expect(calendar.yearEnds.map(\.time.hours) == ends)
    #expect(calendar.hoursInYear(2028) == 8784)
    #expect(calendar.hoursInYear(2100) == 8760)
  }
}
