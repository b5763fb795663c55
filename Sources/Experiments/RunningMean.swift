/// A mean that grows number by number, right to the last digit whatever the order.
///
/// Numbers that are all the same have exactly that mean, which a plain sum divided by their count misses
/// by its rounding: ten times 0.1 is not 1. So the rounding of each step is kept beside the sum (T. J.
/// Dekker, A floating-point technique for extending the available precision, Numerische Mathematik 18,
/// 1971), and the remainder of the division is divided too.
public struct RunningMean: Sendable {
  @usableFromInline var sum = 0.0
  /// What rounding has taken from the sum.
  @usableFromInline var rest = 0.0
  @usableFromInline var weight = 0.0

  /// A mean of nothing yet.
  @inlinable public init() {}

  /// Takes one more number, which must be finite.
  @inlinable
  public mutating func add(_ number: Double) {
    let next = sum + number
    let added = next - sum
    rest += (sum - (next - added)) + (number - added)
    sum = next
    weight += 1
  }

  /// Takes one more number that counts more or less than others.
  ///
  /// - Parameters:
  ///   - number: finite.
  ///   - share: how much it counts, such as the hours for which it held; more than 0.
  @inlinable
  public mutating func add(_ number: Double, weight share: Double) {
    let product = share * number
    add(product)
    rest += (-product).addingProduct(share, number)
    weight += share - 1
  }

  /// The mean of all numbers so far; nil where there is none.
  @inlinable public var value: Double? {
    guard weight > 0 else { return nil }
    let mean = sum / weight
    return mean + (sum.addingProduct(-mean, weight) + rest) / weight
  }
}

/// The arithmetic mean of at least one value.
func average(_ values: some Sequence<Double>) -> Double {
  var mean = RunningMean()
  for value in values { mean.add(value) }
  guard let value = mean.value else { preconditionFailure("the mean of no values") }
  return value
}

/// The sample standard deviation (n − 1) of at least two values, in two passes; 0 where they are equal.
func standardDeviation(_ values: [Double]) -> Double {
  let mean = average(values)
  let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (squares / Double(values.count - 1)).squareRoot()
}
