import CGSL

/// A root of a continuous function between two points at which it has different signs.
///
/// Brent's method (R. P. Brent, "Algorithms for Minimization without Derivatives", 1973, chapter 4),
/// by GSL, until the interval is as small as numbers of type `Double` allow or the function is 0.
///
/// - Precondition: The function is 0 at one of the points, or has different signs at them, and is a
///   number at both.
/// - Returns: the root; after 200 steps, of which a root at 0 alone may need more, what has been reached.
public func brentRoot(
  from low: Double, to high: Double, _ function: (Double) -> Double
) -> Double {
  GSL.prepare()
  precondition(low <= high, "interval from \(low) to \(high)")
  let atLow = function(low)
  if atLow == 0 || low == high { return low }
  let atHigh = function(high)
  if atHigh == 0 { return high }
  precondition(
    !atLow.isNaN && !atHigh.isNaN && (atLow < 0) != (atHigh < 0),
    "no change of sign between \(low) and \(high): \(atLow) and \(atHigh)")

  guard let solver = millwright_brent_alloc() else { fatalError("no memory for a root finder") }
  defer { gsl_root_fsolver_free(solver) }

  return withoutActuallyEscaping(function) { function in
    var called = Called(function: function)
    return withUnsafeMutablePointer(to: &called) { called in
      var problem = gsl_function(
        function: { x, context in
          guard let context else { return .nan }
          return context.assumingMemoryBound(to: Called.self).pointee.function(x)
        },
        params: UnsafeMutableRawPointer(called))
      return withUnsafeMutablePointer(to: &problem) { problem in
        let success = Int32(GSL_SUCCESS)
        let isSet = gsl_root_fsolver_set(solver, problem, low, high) == success
        precondition(isSet, "the root finder refuses the interval from \(low) to \(high)")
        for _ in 0..<200 {
          guard gsl_root_fsolver_iterate(solver) == success else { break }
          let lower = gsl_root_fsolver_x_lower(solver)
          let upper = gsl_root_fsolver_x_upper(solver)
          if gsl_root_test_interval(lower, upper, 0, 4e-16) == success { break }
        }
        return gsl_root_fsolver_root(solver)
      }
    }
  }
}

/// A function as GSL carries it through C.
private struct Called {
  let function: (Double) -> Double
}
