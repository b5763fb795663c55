/// A unit that fits the largest number of a chart.
struct ChartUnit {
  let divisor: Double
  let name: String

  /// The unit for numbers up to a size, of a variable in some unit.
  init(upTo size: Double, of unit: String) {
    switch (unit, size) {
    case ("MW", 1000...): (divisor, name) = (1000, "GW")
    case ("EUR", 1e9...): (divisor, name) = (1e9, "billion EUR")
    case ("EUR", 1e6...): (divisor, name) = (1e6, "million EUR")
    case ("EUR", 1e3...): (divisor, name) = (1e3, "thousand EUR")
    case ("H100e-h", 1e9...), ("H100e", 1e9...): (divisor, name) = (1e9, "billion \(unit)")
    case ("H100e-h", 1e6...), ("H100e", 1e6...): (divisor, name) = (1e6, "million \(unit)")
    case ("H100e-h", 1e4...), ("H100e", 1e4...): (divisor, name) = (1e3, "thousand \(unit)")
    default: (divisor, name) = (1, unit)
    }
  }

  /// A number in this unit.
  func scaled(_ number: Double) -> Double { number / divisor }
}
