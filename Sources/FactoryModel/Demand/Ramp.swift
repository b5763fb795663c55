import Foundation
import Quantities
import ScenarioInputs
import ScenarioReading

/// How a new site fills: which share of what it can sell new customers may have, month by month.
///
/// After t whole months of 730.5 h since the site was first live the share is
/// `from + (1 − from) (1 − e^(−t/time))`; it holds until the next month is full.
struct RampSpec: Sendable {
  /// Share at the first day, 0…1.
  let from: Input
  /// Time in which what is missing falls to a share of 1/e, h.
  let time: Input

  init(from section: SectionReader) {
    from = section.input(
      "from", .share, in: 0...1,
      "Share of what the site can sell that new customers may have on its first day; once per replication."
    )
    time = section.input(
      "time", .duration, in: .positive,
      "Time in which the rest falls to 37 %: after it the share is from + 63 % of the rest; once per replication."
    )
  }
}

/// A ramp in one replication.
struct Ramp: BitwiseCopyable {
  let from: Double
  let time: Hours

  init(from: Double, time: Hours) {
    self.from = from
    self.time = time
  }

  init(_ spec: RampSpec, _ draws: inout Draws) {
    self.init(from: spec.from.value(&draws), time: Hours(spec.time.value(&draws)))
  }

  /// Between two steps.
  static let step = Hours.months(1)

  /// The share after so many steps, 0…1.
  func share(after steps: Int) -> Double {
    from - (1 - from) * expm1(-(Self.step * Double(steps)).value / time.value)
  }
}
