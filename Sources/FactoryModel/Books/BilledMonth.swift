import Accounts
import Quantities

/// A month for which bills are made out.
struct BilledMonth {
  let opening: SimTime
  let length: Hours
  /// The row of the accounts: the months count from 1, behind the opening.
  let period: Int
  let year: Int
  let prices: MonthPrices

  init(_ month: Int, until end: SimTime, _ escalation: Escalation, in calendar: ReportingCalendar) {
    opening = calendar.monthStarts[month]
    length = end - opening
    period = month + 1
    let day = calendar.firstDay(ofMonth: month)
    let january = CalendarDate(year: day.year, month: 1, day: 1) ?? day
    year = january.year
    prices = MonthPrices(escalation, opening: opening, january: january, in: calendar)
  }
}

/// What prices of a month are to those of the start: the same for all sites.
struct MonthPrices {
  private let staff, maintenance, siteCosts, grid, construction: Double
  /// Of 1 January: the year's energy tax.
  private let energyTax: Double

  init(
    _ escalation: Escalation, opening: SimTime, january: CalendarDate,
    in calendar: ReportingCalendar
  ) {
    staff = escalation.factor(.staff, at: opening)
    maintenance = escalation.factor(.maintenance, at: opening)
    siteCosts = escalation.factor(.siteCosts, at: opening)
    grid = escalation.factor(.grid, at: opening)
    construction = escalation.factor(.construction, at: opening)
    energyTax = escalation.factor(.energyTax, at: max(.start, calendar.time(of: january)))
  }

  subscript(item: EscalatedItem) -> Double {
    switch item {
    case .staff: staff
    case .maintenance: maintenance
    case .siteCosts: siteCosts
    case .grid: grid
    case .construction: construction
    case .energyTax: energyTax
    }
  }
}
