public import ScenarioInputs

/// A number that runs in straight lines between dated points, and is level outside them.
public struct LinePath: PathProcess {
  /// Hours since the start, and what the number is there.
  var points: [(x: Double, y: Double)]

  /// Straight lines between points (h since the start) that increase; at least one.
  public init(_ points: [(x: Double, y: Double)]) { self.points = points }

  /// Fills the path from the start on, whatever the steps of the grid.
  public func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    path.removeAll()
    var (time, value) = (0.0, valueAtStart)
    for point in points where point.x > 0 {
      path.append(value, .line(to: point.y, over: point.x - time), from: time)
      (time, value) = point
    }
    path.append(value, from: time)
  }

  private var valueAtStart: Double {
    guard let next = points.firstIndex(where: { $0.x > 0 }) else {
      return points[points.count - 1].y
    }
    guard next > 0 else { return points[0].y }
    let (a, b) = (points[next - 1], points[next])
    return a.y + (b.y - a.y) * (0 - a.x) / (b.x - a.x)
  }
}
