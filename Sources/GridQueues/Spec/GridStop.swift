/// A time in which a node gives no headroom to those who apply there, or takes no applications.
public struct GridStop: Sendable {
  /// What it stands in the way of.
  public enum Bars: String, CaseIterable, Sendable {
    /// Nobody who applies at the node is granted; who waits keeps its date.
    case grants
    /// Nobody applies at the node; who waits is granted as before.
    case applications
  }

  /// Its name in the scenario.
  public let name: String
  /// Its first instant, h; before 0 where it holds at the start.
  public let from: Double
  /// The first instant after it, h; infinite where it has no end.
  public let until: Double
  /// What it stands in the way of.
  public let bars: Bars
  /// Why, for reports.
  public let reason: String

  /// Whether it holds at an instant, h.
  public func holds(at time: Double) -> Bool { from <= time && time < until }
}

extension GridNodeSpec {
  /// Whether others do not come at an instant, h.
  func isClosedToApplications(at time: Double) -> Bool {
    stops.contains { $0.bars == .applications && $0.holds(at: time) }
  }

  /// The stops that keep from granting at some instant of a span, h, in order of their beginnings.
  public func stopsOfGrants(from start: Double, to end: Double) -> [GridStop] {
    stops.filter { $0.bars == .grants && $0.from < end && $0.until > start }
      .sorted { $0.from < $1.from }
  }

  /// The first instant from another one on, h, at which no stop of a sort holds; infinite for never.
  public func firstInstant(without bars: GridStop.Bars, from time: Double) -> Double {
    var instant = time
    while let stop = stops.first(where: { $0.bars == bars && $0.holds(at: instant) }) {
      instant = stop.until
      if instant == .infinity { break }
    }
    return instant
  }
}
