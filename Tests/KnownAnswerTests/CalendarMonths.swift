/// Calendar months from 1 January of a year, worked out apart from the program.
struct CalendarMonths {
  /// Hours since the start at which each month opens and ends.
  let hours: [(opening: Double, end: Double)]
  /// The year of each month.
  let years: [Int]

  /// The months from January of `first` to December of the year before `last`.
  init(from first: Int, until last: Int) {
    var hours: [(opening: Double, end: Double)] = []
    var years: [Int] = []
    var time = 0.0
    for year in first..<last {
      let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      for days in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        hours.append((time, time + Double(days) * 24))
        years.append(year)
        time += Double(days) * 24
      }
    }
    self.hours = hours
    self.years = years
  }
}
