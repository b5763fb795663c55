import Experiments
import Quantities

/// The calendar years of a horizon, into which months are gathered.
struct CalendarYears: Sendable {
  /// What the months of a year come to.
  enum Rule: Sendable {
    /// The time-weighted mean over the months that have a value.
    case mean
    /// The value of the last month.
    case end
    /// The sum.
    case total
  }

  /// The years, ascending.
  let numbers: [Int]

  /// The months of each year.
  private let months: [Range<Int>]

  /// The length of each month in hours.
  private let hours: [Double]

  /// How many years there are.
  var count: Int { numbers.count }

  /// The years of a calendar, the first and the last perhaps in part.
  init(_ calendar: ReportingCalendar) {
    var numbers: [Int] = []
    var months: [Range<Int>] = []
    for month in 0..<calendar.monthCount {
      let year = calendar.firstDay(ofMonth: month).year
      if numbers.last == year, let last = months.last {
        months[months.count - 1] = last.lowerBound..<month + 1
      } else {
        numbers.append(year)
        months.append(month..<month + 1)
      }
    }
    self.numbers = numbers
    self.months = months
    hours = zip(calendar.monthStarts, calendar.monthStarts.dropFirst()).map { $1.hours - $0.hours }
  }

  /// Gathers one series of every replication.
  ///
  /// - Parameters:
  ///   - series: `replication * periods + period`; NaN = missing.
  ///   - rule: what the months of a year come to.
  ///   - periodsBefore: how many periods of a replication come before its first month; they belong
  ///     to the first year.
  /// - Returns: `replication * count + year`; NaN = missing.
  func values(_ series: [Double], _ rule: Rule, periodsBefore: Int) -> [Double] {
    let periods = periodsBefore + hours.count
    var values: [Double] = []
    values.reserveCapacity(series.count / periods * count)
    for start in stride(from: 0, to: series.count, by: periods) {
      for range in months {
        let first = range.lowerBound == 0 ? start : start + periodsBefore + range.lowerBound
        let year = series[first..<start + periodsBefore + range.upperBound]
        switch rule {
        case .mean: values.append(mean(year, months: range))
        case .end: values.append(year.last ?? .nan)
        case .total: values.append(year.reduce(0, +))
        }
      }
    }
    return values
  }

  /// The means of the years of a number that every replication has in every period, from the means of
  /// the periods; nil where a mean is missing.
  func means(_ periods: [Double?], _ rule: Rule, periodsBefore: Int = 0) -> [Double?]? {
    let known = periods.compactMap { $0 }
    guard known.count == periods.count else { return nil }
    return values(known, rule, periodsBefore: periodsBefore)
  }

  /// What stands at the last month of each year.
  func ends<Value>(of monthly: [Value]) -> [Value] { months.map { monthly[$0.upperBound - 1] } }

  private func mean(_ year: ArraySlice<Double>, months: Range<Int>) -> Double {
    var mean = RunningMean()
    for (value, month) in zip(year, months) where !value.isNaN {
      mean.add(value, weight: hours[month])
    }
    return mean.value ?? .nan
  }
}
