public import Quantities

/// What the first number of each pair of a piecewise curve is.
public enum AxisKind: Sendable {
  /// A date; read as hours since the start of the reporting calendar.
  case date
  /// A duration; read in hours.
  case duration
}

extension SectionReader {
  /// The points of a curve, `[[2027-01-01, 1.5 x], [2030-01-01, 2 x]]`, with x strictly increasing.
  ///
  /// - `x`: what the first of each pair is. Dates become hours since the start of the scenario, or
  ///   since 1970 where no start is known; they may lie before it.
  /// - `y`: what the second is.
  ///
  /// The result is the points; empty where the key is not given or cannot be read.
  public func points(
    _ key: String, x: AxisKind, y: Dimension, required: Bool = true,
    in range: ClosedRange<Double>? = nil, _ doc: String
  ) -> [(x: Double, y: Double)] {
    points(key, x, y, range, required, doc) { plainNumber("each number of '\(key)'", $0, y, range) }
  }

  /// The points of a curve of prices, all in EUR or all in USD.
  ///
  /// - `x`: what the first of each pair is, as in `points`.
  /// - `y`: what the second is.
  ///
  /// The result is the points, and whether they are in USD, to be exchanged by the rate of a future.
  public func prices(
    _ key: String, x: AxisKind, y: Dimension, in range: ClosedRange<Double>? = nil, _ doc: String
  ) -> (points: [(x: Double, y: Double)], isInDollars: Bool) {
    var currency: Currency?
    let points = points(key, x, y, range, true, doc) { value in
      guard let reading = plainReading("each price of '\(key)'", value, y, range) else {
        return nil
      }
      if let currency, reading.currency != currency {
        report("'\(key)' has amounts in EUR and in USD; use one of them", at: value.place)
        return nil
      }
      currency = reading.currency
      if reading.currency == .dollar, context.firstAmountInDollars == nil {
        context.firstAmountInDollars = value.place
      }
      return reading.value
    }
    return (points, currency == .dollar)
  }

  private func points(
    _ key: String, _ x: AxisKind, _ y: Dimension, _ range: ClosedRange<Double>?, _ required: Bool,
    _ doc: String,
    _ ordinate: (ScenarioNode) -> Double?
  ) -> [(x: Double, y: Double)] {
    let entry = ScenarioCatalogue.Key(key, doc, isRequired: required, .points(x, y, range: range))
    guard let written = value(of: entry) else { return [] }
    let value = multipliedPoints(key, written)
    keep(value, as: key)
    let example = entry.content.example ?? ""
    guard let elements = value.elements, !elements.isEmpty else {
      report(
        "'\(key)' must be a list of pairs, such as '\(example)' "
          + "(found \(value.elements == nil ? value.shortDescription : "an empty list"))",
        at: value.place)
      return []
    }
    var points: [(x: Double, y: Double)] = []
    for element in elements {
      guard let pair = element.elements, pair.count == 2 else {
        report(
          "each of '\(key)' must be a pair, as in '\(example)' (found \(element.shortDescription))",
          at: element.place)
        continue
      }
      guard let x = abscissa(key, pair[0], x), let y = ordinate(pair[1]) else { continue }
      if let last = points.last, x <= last.x {
        report(
          "'\(key)' must be in order: \(pair[0].shortDescription) does not come after the pair "
            + "before it", at: pair[0].place)
        continue
      }
      points.append((x, y))
    }
    return points
  }

  /// The pairs with what the second of each is multiplied by.
  private func multipliedPoints(_ key: String, _ written: ScenarioNode) -> ScenarioNode {
    guard written.holdsFactors, let elements = written.elements else { return written }
    var result = written
    result.value = .sequence(
      elements.map { element in
        guard let pair = element.elements, pair.count == 2,
          let product = multiplied(pair[1], "each number of '\(key)'")
        else { return element }
        var multiplied = element
        multiplied.value = .sequence([pair[0], product])
        return multiplied
      })
    return result
  }

  private func abscissa(_ key: String, _ value: ScenarioNode, _ kind: AxisKind) -> Double? {
    switch kind {
    case .duration:
      return plainNumber("each duration of '\(key)'", value, .duration, .notNegative)
    case .date:
      guard let date = plainDate("each date of '\(key)'", value, .anyTime) else { return nil }
      return context.calendar?.time(of: date).hours ?? Double(date.daysSinceEpoch) * 24
    }
  }
}
