import Sampling

/// The positive roots of a polynomial with real coefficients, such as a cash flow's in the monthly
/// discount factor.
///
/// No root is missed and none is invented, up to rounding: an interval is left aside only where bounds
/// of the polynomial and its derivative prove that it holds no root, or exactly one. The bounds
/// come from splitting the polynomial into its terms with positive and with negative coefficients, both
/// of which rise with the variable. A root at which the polynomial touches zero without
/// crossing it is found too.
struct PositiveRoots {
  /// Coefficients from the constant one; neither the first nor the last is 0.
  private let coefficients: ArraySlice<Double>

  /// - Parameter coefficients: From the constant one. Zeros at either end are left out: they change
  ///   no positive root.
  init(of coefficients: [Double]) {
    guard let first = coefficients.firstIndex(where: { $0 != 0 }),
      let last = coefficients.lastIndex(where: { $0 != 0 })
    else {
      self.coefficients = []
      return
    }
    self.coefficients = coefficients[first...last]
  }

  /// How often the coefficients change sign.
  ///
  /// By Descartes' rule there are so many positive roots, counted with their multiplicity, or fewer by
  /// an even number.
  var signChanges: Int {
    var changes = 0
    var before = 0.0
    for coefficient in coefficients where coefficient != 0 {
      if before != 0, (coefficient > 0) != (before > 0) { changes += 1 }
      before = coefficient
    }
    return changes
  }

  /// Calls with each root: small ones in order, then large ones from the largest down.
  func forEach(_ body: (Double) -> Void) {
    guard signChanges > 0 else { return }
    // Below the border the polynomial is searched as it is, above in 1/x with its coefficients
    // reversed, so that no power grows large. The border is no likely root.
    let border = 0.970_318_427_1
    search(to: border, reversed: false) { body($0) }
    search(to: 1 / border, reversed: true) { body(1 / $0) }
  }

  /// The polynomial at a point, by its positive and negative terms, with derivatives.
  private struct Point {
    var x: Double
    /// Sum of the terms with positive coefficients, and of the others' absolute values.
    var rising = 0.0
    var falling = 0.0
    var risingSlope = 0.0
    var fallingSlope = 0.0

    var value: Double { rising - falling }
    /// Below this a value is as good as zero: what the terms' rounding leaves.
    var noise: Double { 1e-14 * (rising + falling) }
  }

  private func point(_ x: Double, reversed: Bool) -> Point {
    var point = Point(x: x)
    func add(_ coefficient: Double) {
      point.risingSlope = point.risingSlope * x + point.rising
      point.fallingSlope = point.fallingSlope * x + point.falling
      point.rising = point.rising * x + max(coefficient, 0)
      point.falling = point.falling * x + max(-coefficient, 0)
    }
    if reversed {
      for coefficient in coefficients { add(coefficient) }
    } else {
      for coefficient in coefficients.reversed() { add(coefficient) }
    }
    return point
  }

  private func search(to end: Double, reversed: Bool, _ found: (Double) -> Void) {
    var latest = -1.0
    isolate(point(0, reversed: reversed), point(end, reversed: reversed), reversed: reversed) {
      root in
      // Both halves of a divided interval may see a root at which the polynomial only touches zero.
      if root - latest > 1e-6 * root { found(root) }
      latest = root
    }
  }

  /// Finds the roots between two points in order.
  private func isolate(
    _ a: Point, _ b: Point, reversed: Bool, _ found: (Double) -> Void
  ) {
    let width = b.x - a.x
    let leastSlope = a.risingSlope - b.fallingSlope
    let greatestSlope = b.risingSlope - a.fallingSlope
    let crosses = (a.value > 0) != (b.value > 0)
    if leastSlope > 0 || greatestSlope < 0 {
      if crosses { found(crossing(from: a.x, to: b.x, reversed: reversed)) }
      return
    }
    let steepest = max(-leastSlope, greatestSlope)
    if !crosses, abs(a.value) + abs(b.value) > steepest * width { return }
    if width < 1e-6 * b.x, abs(a.value) < 2 * a.noise, abs(b.value) < 2 * b.noise {
      found(touching(from: a.x, to: b.x, reversed: reversed))
      return
    }
    if width < 1e-12 * b.x {
      if crosses { found((a.x + b.x) / 2) }
      return
    }
    var middle = point((a.x + b.x) / 2, reversed: reversed)
    if abs(middle.value) < middle.noise, width > 1e-6 * b.x {
      // The sign at a root says nothing: divide beside it.
      middle = point(a.x + 0.4637 * width, reversed: reversed)
    }
    isolate(a, middle, reversed: reversed, found)
    isolate(middle, b, reversed: reversed, found)
  }

  /// Where the polynomial touches zero: where its slope changes sign, nearby.
  private func touching(from low: Double, to high: Double, reversed: Bool) -> Double {
    func slope(_ x: Double) -> Double {
      let point = point(x, reversed: reversed)
      return point.risingSlope - point.fallingSlope
    }
    let (low, high) = (low * (1 - 1e-6), high * (1 + 1e-6))
    guard (slope(low) > 0) != (slope(high) > 0) else { return (low + high) / 2 }
    return brentRoot(from: low, to: high, slope)
  }

  private func crossing(from low: Double, to high: Double, reversed: Bool) -> Double {
    brentRoot(from: low, to: high) { point($0, reversed: reversed).value }
  }
}
