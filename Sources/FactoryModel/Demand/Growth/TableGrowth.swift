import ScenarioInputs
import Foundation
import Quantities
import ScenarioReading

/// A multiplier that runs in straight lines between dated points, and is level outside them.
struct TableGrowth: GrowthCurve {
  private struct Knot {
    let time: Double
    let multiplier: Double
    /// ∫ of the multiplier from the start to this knot, h.
    let area: Double
  }
  /// The first knot is the start, so that nothing before it counts.
  private let knots: [Knot]

  /// - Parameter points: (hours since start, multiplier), the hours increasing; at least one.
  init(points: [(x: Double, y: Double)]) {
    var knots = [Knot(time: 0, multiplier: Self.multiplier(at: 0, in: points), area: 0)]
    for point in points where point.x > 0 {
      let last = knots[knots.count - 1]
      let area = (point.x - last.time) * (point.y + last.multiplier) / 2
      knots.append(Knot(time: point.x, multiplier: point.y, area: last.area + area))
    }
    self.knots = knots
  }

  private static func multiplier(at time: Double, in points: [(x: Double, y: Double)]) -> Double {
    guard let next = points.firstIndex(where: { $0.x > time }) else {
      return points[points.count - 1].y
    }
    guard next > 0 else { return points[0].y }
    let (a, b) = (points[next - 1], points[next])
    return a.y + (b.y - a.y) * (time - a.x) / (b.x - a.x)
  }

  func cumulative(to time: SimTime) -> Hours {
    let index = (knots.firstIndex { $0.time > time.hours } ?? knots.count) - 1
    let knot = knots[index]
    let elapsed = time.hours - knot.time
    return Hours(knot.area + elapsed * (knot.multiplier + slope(after: index) * elapsed / 2))
  }

  func instant(ofCumulative area: Hours) -> SimTime {
    let index = (knots.firstIndex { $0.area > area.value } ?? knots.count) - 1
    let knot = knots[index]
    let missing = area.value - knot.area
    let slope = slope(after: index)
    // The root of slope/2 · x² + multiplier · x = missing, in the form that keeps its digits.
    let discriminant = knot.multiplier * knot.multiplier + 2 * slope * missing
    let denominator = knot.multiplier + max(0, discriminant).squareRoot()
    guard missing > 0 else { return SimTime(knot.time) }
    return denominator > 0 ? SimTime(knot.time + 2 * missing / denominator) : .never
  }

  private func slope(after index: Int) -> Double {
    guard index + 1 < knots.count else { return 0 }
    let (a, b) = (knots[index], knots[index + 1])
    return (b.multiplier - a.multiplier) / (b.time - a.time)
  }
}

struct TableGrowthSpec: GrowthSpec {
  let points: [(x: Double, y: Double)]

  static var variant: Variant<any GrowthSpec> {
    Variant(
      "table", "Dated multipliers, with straight lines between them.", shorthand: "points"
    ) { TableGrowthSpec(from: $0) }
  }

  init(from section: SectionReader) {
    points = section.points(
      "points", x: .date, y: .factor, in: .notNegative,
      "[date, multiplier] pairs in order of date.")
  }

  func curve(_ draws: inout Draws) -> any GrowthCurve { TableGrowth(points: points) }
}
