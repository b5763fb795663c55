public import Quantities

/// Between which numbers a figure is expected to lie, and who says so.
public struct ValueRange: Sendable {
  /// The ends in the canonical unit of the dimension.
  public let low, high: Double
  /// Whether they are amounts in dollars.
  public let isInDollars: Bool
  /// The source that the author names, or the table has; may be empty.
  public let source: String
}

extension SectionReader {
  /// A range of a figure: `{ low: …, high: …, source: … }`, or the low and high values of a row of a table,
  /// `{ table: …, parameter: …, year: … }`.
  ///
  /// - Returns: nil where the key is not given or cannot be read, which is reported.
  public func optionalRange(_ key: String, _ dimension: Dimension, _ doc: String) -> ValueRange? {
    optionalSection(key, doc) { $0.range(dimension) } ?? nil
  }

  /// Reads this section as a range.
  private func range(_ dimension: Dimension) -> ValueRange? {
    let path = value(
      of: ScenarioCatalogue.Key(
        "table", "A table with low and high values, in place of both.", isRequired: false, .table))
    for (key, doc) in [
      ("parameter", "The name of the row in the table's first column."),
      ("year", "The year of the row, where the name has several."),
    ] {
      if let given = value(of: ScenarioCatalogue.Key(key, doc, isRequired: false, .text)),
        path == nil
      {
        report("'\(key)' names a row of a table: add 'table', or take it out", at: given.place)
      }
    }
    func end(_ use: RowUse, _ doc: String) -> (Dimension.Reading, source: ScenarioNode?)? {
      let key = use.rawValue
      let given = value(
        of: ScenarioCatalogue.Key(key, doc, isRequired: false, .amount(dimension, range: nil)))
      guard isReading else { return nil }
      // What is laid on top of a table is meant, as with any alternative.
      let isLater = path.map { given?.layer ?? 0 > $0.layer } ?? true
      if let given, !isLater {
        report("'\(key)' stands beside 'table', which gives it; keep one", at: given.place)
        return nil
      }
      guard path != nil, !(isLater && given != nil) else {
        guard let given else {
          reportMissing(
            key, "a range needs 'low' and 'high', or 'table' and 'parameter' (missing '\(key)')")
          return nil
        }
        return reading(of: given, as: key, dimension, from: given).map {
          ($0, path == nil ? node["source"] : nil)
        }
      }
      guard let row = resolvingTable(reference(used: use)), let ofRow = row["value"] else {
        return nil
      }
      return reading(of: ofRow, as: key, dimension, from: row).map { ($0, row["source"]) }
    }
    // Both are asked for before either is looked at, so that neither is an unknown key.
    let ends = (
      end(.low, "The least that is plausible."), end(.high, "The most that is plausible.")
    )
    guard let low = ends.0, let high = ends.1 else { return nil }
    if path != nil, let source = low.source { keep(source, as: "source") }
    guard low.0.value <= high.0.value, low.0.currency == high.0.currency else {
      report(
        low.0.currency == high.0.currency
          ? "'high' must not be below 'low'" : "'low' and 'high' must be in one currency",
        at: "high")
      return nil
    }
    if low.0.currency == .dollar, context.firstAmountInDollars == nil {
      context.firstAmountInDollars = placeOf("low")
    }
    return ValueRange(
      low: low.0.value, high: high.0.value, isInDollars: low.0.currency == .dollar,
      source: low.source?.scalar ?? "")
  }

  /// This section as a reference to a table of which one value is used.
  private func reference(used use: RowUse) -> ScenarioNode {
    var reference = node
    let names = ["table", "parameter", "year", "source", "confidence"]
    let word = ScenarioNode(
      .scalar(use.rawValue, isQuoted: false), at: node.place, from: node.origin)
    reference.value = .mapping(
      (node.entries ?? []).filter { names.contains($0.key.name) }
        + [(key: ScenarioNode.Key("as", at: node.place), value: word)])
    return reference
  }

  /// A number that is kept and remembered under a key.
  private func reading(
    of written: ScenarioNode, as key: String, _ dimension: Dimension, from owner: ScenarioNode
  ) -> Dimension.Reading? {
    guard let reading = plainReading("'\(key)'", written, dimension, nil) else { return nil }
    keep(written, as: key)
    record(key, owner, text: written.scalar ?? "", unit: dimension.unit)
    return reading
  }
}
