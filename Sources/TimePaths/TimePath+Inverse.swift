extension TimePath {
  /// The instant (h) at which the integral from the start reaches a value above 0; infinite where it
  /// stays below.
  ///
  /// With the integral of a rate it makes a Poisson process of that rate from one of rate 1: the k-th
  /// arrival is where the integral reaches the k-th point.
  ///
  /// - Precondition: The path has a piece, and is never negative.
  public func instant(ofIntegral area: Double) -> Double {
    let target = area + integralToStart
    let piece = integrals.lastIndex(upTo: target)
    let (value, opening) = (values[piece], openings[piece])
    let missing = target - integrals[piece]
    // Before the first opening its value holds.
    if missing < 0 { return opening + missing / value }
    guard missing > 0 else { return opening }
    let instant = opening + shape(of: piece).time(value, toIntegral: missing)
    return piece + 1 < openings.count ? min(instant, openings[piece + 1]) : instant
  }

  /// The integral from the first opening to the start; negative where it opens later.
  private var integralToStart: Double {
    let first = openings[0]
    if first == 0 { return 0 }
    return first > 0 ? -values[0] * first : integral(from: first, to: 0)
  }
}
