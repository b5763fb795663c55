import Quantities
import ScenarioReading

extension ScenarioGenerator {
  /// A number of a key: fixed, drawn, uncertain or from a table.
  mutating func number(_ range: NumberRange, mayBeDrawn: Bool) -> Draft {
    switch dice.whole(0...99) {
    case 0..<25 where mayBeDrawn: return distribution(range, unit: unit(of: range.dimension))
    case 25..<33 where mayBeDrawn: return .text(uncertainName(range))
    case 33..<36:
      return .map([
        .init("value", .text(plainNumber(range, euroOnly: !mayBeDrawn))),
        .init("source", .scalar("a report, page 3", isQuoted: true)),
        .init("confidence", .text(dice.pick(Confidence.allCases).rawValue)),
      ])
    case 36..<38: return tableRow(range, mayBeDrawn: mayBeDrawn)
    default: return .text(plainNumber(range, euroOnly: !mayBeDrawn))
    }
  }

  /// A number with its unit, at times at the edge of what is allowed.
  mutating func plainNumber(_ range: NumberRange, euroOnly: Bool = false) -> String {
    let dimension = range.dimension
    if dice.chance(0.06) {
      let edges = [range.allowed.lowerBound, range.allowed.upperBound, 0]
        .filter { $0.isFinite && range.allowed.contains($0) && abs($0) < 1e4 }
      if let edge = edges.randomElement(using: &dice) { return dimension.text(of: edge) }
    }
    let unit = unit(of: dimension, euroOnly: euroOnly)
    return text(dice.number(range.usual), dimension, unit)
  }

  /// A canonical number in a unit, with few digits.
  func text(_ number: Double, _ dimension: Dimension, _ unit: String) -> String {
    let one = (try? dimension.read("1" + (unit.isEmpty ? "" : " " + unit)))?.value ?? 1
    let written = number / one
    let digits = abs(written) >= 100 ? 1.0 : abs(written) >= 1 ? 100 : 1e6
    let rounded = (written * digits).rounded() / digits
    return Dimension.plainText(rounded) + (unit.isEmpty ? "" : " " + unit)
  }

  /// One of the units in which a dimension can be written.
  mutating func unit(of dimension: Dimension, euroOnly: Bool = false) -> String {
    let units = units.units(of: dimension, euroOnly: euroOnly)
    if dimension.form != .withUnit, dice.chance(0.5) { return "" }
    return units.randomElement(using: &dice) ?? dimension.unit
  }

  /// A whole number in the range that the catalogue tells.
  mutating func count(_ range: ClosedRange<Int>?, _ path: String) -> Draft {
    let low = range?.lowerBound ?? 0
    let high = range?.upperBound ?? .max
    if dice.chance(0.03), high < 1000 { return .text("\(high)") }
    let usual = Self.usualCounts.first { path.hasSuffix($0.0) }?.1 ?? low...(low + 4)
    return .text("\(min(high, max(low, dice.whole(usual))))")
  }

  private static let usualCounts: [(String, ClosedRange<Int>)] = [
    ("replications", 1...3), ("seed", 0...1_000_000), ("rack", 1...72), ("applications", 0...60),
    ("phases.NAME.sites", 0...4),
  ]

  private static let rowUses = [
    "low", "central", "high", "lognormal", "triangular", "uniform", "pert",
  ]

  /// A number from the row of a table.
  private mutating func tableRow(_ range: NumberRange, mayBeDrawn: Bool) -> Draft {
    let name = "row\(tables.count).csv"
    let unit = unit(of: range.dimension, euroOnly: !mayBeDrawn)
    let numbers = (0..<3).map { _ in dice.number(range.usual) }.sorted()
      .map { text($0, range.dimension, unit).prefix { $0 != " " } }
    tables.append(
      FuzzInput.File(
        name,
        "parameter,year,value_low,value_central,value_high,unit,source\npod,2026,"
          + numbers.joined(separator: ",") + ",\(unit),a report\n"))
    let use = mayBeDrawn ? dice.pick(Self.rowUses) : "central"
    return .map([
      .init("table", .text(name)), .init("parameter", .text("pod")), .init("year", .text("2026")),
      .init("as", .text(use)),
    ])
  }
}
