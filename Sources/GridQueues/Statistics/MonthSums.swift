import EventKernel
import Quantities

/// What changes inside one month add up to: its total, and what its time-weighted mean needs.
///
/// A step of x at an instant adds x to the total, and x times the hours that are left to the month's
/// integral. So a stay on a waiting list costs two additions, however many months it lasts.
struct MonthSums: BitwiseCopyable {
  /// MW, applications, MW·h left, application·h left.
  private var sums: SIMD4<Double>

  static let zero = MonthSums(sums: .zero)

  private init(sums: SIMD4<Double>) { self.sums = sums }

  /// Applications, by default one, at an instant with this many hours left of its month.
  init(megawatts: Double, requests: Double = 1, hoursLeft: Double) {
    sums = SIMD4(megawatts, requests, megawatts * hoursLeft, requests * hoursLeft)
  }

  var megawatts: Double { sums.x }
  var requests: Double { sums.y }
  /// Hours left, weighted by MW.
  var megawattHoursLeft: Double { sums.z }
  /// Hours left, weighted by application.
  var requestHoursLeft: Double { sums.w }

  static func += (a: inout MonthSums, b: MonthSums) { a.sums += b.sums }
  static func -= (a: inout MonthSums, b: MonthSums) { a.sums -= b.sums }
}

/// The months of the horizon as bare numbers, for the hot loops.
struct MonthGrid: ~Copyable {
  /// When each month begins, h, and as the last entry the horizon.
  let starts: Block<Double>
  /// When each month ends, h, and as the last entry the horizon once more.
  let ends: Block<Double>
  let horizon: Double
  /// The last instant before the horizon, h.
  let last: Double
  let count: Int

  init(_ calendar: ReportingCalendar) {
    let hours = calendar.monthStarts.map(\.hours)
    count = hours.count - 1
    horizon = calendar.horizon.hours
    last = horizon.nextDown
    starts = Block(hours)
    ends = Block(hours.dropFirst() + [horizon])
  }

  /// The length of a month, h.
  func length(of month: Int) -> Double { starts[month + 1] - starts[month] }

  /// The month of an instant on `0..<horizon`.
  @inline(__always)
  func month(of hours: Double) -> Int {
    assert(hours >= 0 && hours < horizon, "\(hours) h is in no month")
    // Months are 28 to 31 days, so the guess by mean months is at most one off.
    var month = min(count - 1, Int(hours * (1 / 730.5)))
    if hours < starts[month] { month -= 1 }
    if hours >= starts[month + 1] { month += 1 }
    return month
  }
}
