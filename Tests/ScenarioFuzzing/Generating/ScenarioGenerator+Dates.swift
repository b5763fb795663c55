import Quantities

extension ScenarioGenerator {
  /// Chooses the simulated time: some years, mostly few.
  mutating func planDates() {
    let year = dice.pick([2024, 2026, 2026, 2027, 2028, 1999, 2099])
    start = Self.firstOfMonth(year, dice.whole(1...12))
    let months = dice.pick([1, 7, 12, 24, 36, 60, 60, 96])
    let last = (start.year * 12 + start.month - 1) + months
    end = Self.firstOfMonth(last / 12, last % 12 + 1)
  }

  private static func firstOfMonth(_ year: Int, _ month: Int) -> CalendarDate {
    CalendarDate(year: year, month: month, day: 1) ?? CalendarDate(daysSinceEpoch: 0)
  }

  /// A date in the simulated time, at times at its edges, on a leap day, or a little outside.
  mutating func date() -> CalendarDate {
    let days = end.daysSinceEpoch - start.daysSinceEpoch
    switch dice.whole(0...11) {
    case 0: return start
    case 1: return CalendarDate(daysSinceEpoch: end.daysSinceEpoch - 1)
    case 2: return CalendarDate(daysSinceEpoch: start.daysSinceEpoch - dice.whole(1...400))
    case 3:
      let leap = (start.year...end.year).compactMap { CalendarDate(year: $0, month: 2, day: 29) }
      return leap.randomElement(using: &dice) ?? start
    default:
      return CalendarDate(daysSinceEpoch: start.daysSinceEpoch + dice.whole(0...max(0, days - 1)))
    }
  }
}
