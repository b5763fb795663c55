public import Quantities
import Sampling
public import ScenarioInputs

/// A calendar from the first of a month to the first of another, as (year, month).
public func testCalendar(_ start: (Int, Int), to end: (Int, Int)) -> ReportingCalendar {
  guard let first = CalendarDate(year: start.0, month: start.1, day: 1),
    let last = CalendarDate(year: end.0, month: end.1, day: 1)
  else { preconditionFailure("no months \(start) to \(end)") }
  return ReportingCalendar(start: first, end: last)
}

/// Whether two numbers agree to 10⁻⁹ of the second.
public func agrees(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= 1e-9 * abs(b) }

/// What one replication of a scenario without uncertain parameters draws from.
public func testDraws(seed: UInt64, future: UInt64) -> Draws {
  var draws = Draws(UncertainParameters(), exchangeRate: .constant(1))
  draws.begin(Replication(masterSeed: seed, future: future))
  return draws
}
