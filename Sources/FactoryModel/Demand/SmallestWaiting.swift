import Quantities

/// A bound on what those in the line ask for, so that a pass along it ends where nobody can fit.
///
/// A line may hold tens of thousands, and each contract that ends asks it; without a bound the time
/// of a run grows with the square of the line.
struct SmallestWaiting {
  /// Those who may preempt, and interruptible ones: how many wait, and what nobody asks less than.
  private var firm = (count: 0, least: Double.infinity)
  private var interruptible = (count: 0, least: Double.infinity)

  /// Notes that somebody joins the line (1) or leaves it (-1).
  mutating func change(_ size: Compute, isInterruptible: Bool, by change: Int) {
    func changed(_ kind: (count: Int, least: Double)) -> (count: Int, least: Double) {
      let count = kind.count + change
      if count == 0 { return (0, .infinity) }
      return (count, change > 0 ? min(kind.least, size.value) : kind.least)
    }
    if isInterruptible { interruptible = changed(interruptible) } else { firm = changed(firm) }
  }

  /// Notes what a pass has seen of the interruptible ones, all of which it tries.
  mutating func correct(interruptible least: Double) { interruptible.least = least }

  /// Whether any of them may fit.
  func mayFit(in room: Placement.Room) -> Bool {
    firm.least <= room.totalByPreempting || interruptible.least <= room.total
  }
}
