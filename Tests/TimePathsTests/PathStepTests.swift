import ModelTestSupport
import Quantities
import Testing

@testable import TimePaths

@Suite struct PathStepTests {
  let calendar = testCalendar((2027, 12), to: (2028, 4))  // 31 + 31 + 29 + 31 days

  @Test func `steps are an hour, a day, a week or a calendar month`() {
    #expect(PathStep(duration: Hours(1)) == .hour)
    #expect(PathStep(duration: .days(1)) == .day)
    #expect(PathStep(duration: .days(7)) == .week)
    #expect(PathStep(duration: .months(1)) == .calendarMonth)
    for other in [Hours(2), .days(30), .months(2), .years(1)] {
      #expect(PathStep(duration: other) == nil)
    }
  }

  @Test func `month steps open with the months of the calendar`() {
    #expect(PathStep.calendarMonth.count(in: calendar) == 4)
    let openings = (0..<4).map { PathStep.calendarMonth.opening($0, in: calendar) }
    #expect(openings == [0, 744, 1488, 2184])
  }

  @Test func `the last week may reach over the horizon`() {
    #expect(PathStep.week.count(in: calendar) == 18)  // 122 days
    #expect(PathStep.week.opening(17, in: calendar) == 17 * 168)
    #expect(PathStep.day.count(in: calendar) == 122)
    #expect(PathStep.hour.count(in: calendar) == 2928)
  }
}
