/// When something is planned to end, as seen from an instant t, in h: `max(t + delay, date)`.
///
/// What runs ends at its planned date, or now where that is past; what follows it ends so much later. Sums and
/// latest of such ends are of the same form, so that the instant at which one overtakes another is known
/// exactly, whatever happens in between.
struct PlannedEnd: Equatable, BitwiseCopyable {
  /// After the instant from which it is seen; −∞ where it does not move with that.
  var delay: Double
  /// Not before; ∞ where nobody knows when.
  var date: Double

  /// Nobody knows when.
  static let never = PlannedEnd(delay: -.infinity, date: .infinity)
  /// Long ago.
  static let past = PlannedEnd(delay: -.infinity, date: -.infinity)

  /// The end as seen from an instant.
  func seen(from time: Double) -> Double { max(time + delay, date) }

  /// Whether it moves on right after an instant.
  func isMoving(after time: Double) -> Bool { time + delay >= date }

  /// What follows it and takes some time.
  func followed(by length: Double) -> PlannedEnd {
    PlannedEnd(delay: delay + length, date: date + length)
  }

  /// The later of two.
  static func latest(_ one: PlannedEnd, _ other: PlannedEnd) -> PlannedEnd {
    PlannedEnd(delay: max(one.delay, other.delay), date: max(one.date, other.date))
  }

  /// Whether it is later than another right after an instant; nil where both stay equal for a while.
  func isLater(than other: PlannedEnd, after time: Double) -> Bool? {
    let (mine, others) = (seen(from: time), other.seen(from: time))
    if mine != others { return mine > others }
    guard mine < .infinity else { return nil }
    let (moves, otherMoves) = (isMoving(after: time), other.isMoving(after: time))
    return moves == otherMoves ? nil : moves
  }

  /// The first instant after a given one at which another end, not later then, is as late as this one or passes
  /// it; never where it does not.
  func overtaken(by other: PlannedEnd, after time: Double) -> Double {
    guard date < .infinity, other.delay >= delay, other.delay > -.infinity else { return .infinity }
    let instant = date - other.delay
    return instant > time ? instant : .infinity
  }
}
