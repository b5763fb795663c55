public import Quantities

/// What accelerators are still worth by age, as a share of the purchase price.
///
/// Linear between the points. A new one is worth its price, unless a point at age 0 says otherwise;
/// after the last point its value holds, so a curve that should end at nothing ends with such a
/// point.
public struct ResidualCurve: Equatable, Sendable {
  /// Ages in hours, strictly increasing, from 0.
  public private(set) var ages: [Double] = [0]
  /// Shares of the purchase price.
  public private(set) var shares: [Double] = [1]

  /// A curve through points of (age in hours, share of the purchase price).
  ///
  /// - Precondition: Ages are not negative and strictly increasing.
  public init(_ points: [(x: Double, y: Double)]) {
    for point in points {
      if point.x == 0, ages.count == 1 {
        shares[0] = point.y
        continue
      }
      precondition(point.x > ages[ages.count - 1], "age \(point.x) h is out of order")
      ages.append(point.x)
      shares.append(point.y)
    }
  }

  /// The share of the purchase price at an age.
  public func share(at age: Hours) -> Double {
    guard let next = ages.firstIndex(where: { $0 > age.value }) else {
      return shares[shares.count - 1]
    }
    guard next > 0 else { return shares[0] }
    let part = (age.value - ages[next - 1]) / (ages[next] - ages[next - 1])
    return shares[next - 1] + (shares[next] - shares[next - 1]) * part
  }
}
