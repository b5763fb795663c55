import Quantities

/// A month that tables show.
struct TableMonth {
  private static let names = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  /// Counted from the first simulated one.
  let index: Int
  /// Month and year: `December 2030`.
  let name: String

  init(_ index: Int, _ day: CalendarDate) {
    self.index = index
    name = "\(Self.names[day.month - 1]) \(day.year)"
  }
}
