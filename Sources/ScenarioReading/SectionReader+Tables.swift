import Quantities

/// How the three values of a row of a table are used.
enum RowUse: String, CaseIterable {
  case low, central, high, lognormal, triangular, uniform, pert
}

extension SectionReader {
  /// A value with a reference to a table replaced by what the table says.
  ///
  /// `{ table: data/build_costs.csv, parameter: capex.pod, year: 2026, as: central }` becomes a map
  /// with `value` or a distribution, and with the row's `source` and `confidence` where the scenario
  /// gives none. Anything else is returned as it is.
  ///
  /// - Returns: nil where the table or the row cannot be used, which is reported.
  public func resolvingTable(_ value: ScenarioNode) -> ScenarioNode? {
    guard let entries = value.entries, let path = value["table"] else { return value }
    let overlay = value["as"]?.scalar.flatMap { use in entries.first { $0.key.name == use } }
    let known = ["table", "parameter", "year", "as", "source", "confidence"]
    for (key, _) in entries where !known.contains(key.name) && key.name != overlay?.key.name {
      report(Self.unknownKey(key.name, known: known), at: key.place)
      return nil
    }
    guard let file = plainText("'table'", path) else { return nil }
    guard let parameter = value["parameter"]?.scalar else {
      report(
        "the number from '\(file)' needs a 'parameter', the name in the table's first column",
        at: value["parameter"]?.place ?? value.place)
      return nil
    }
    var use = RowUse.central
    if let given = value["as"] {
      guard let word = given.scalar.flatMap(RowUse.init) else {
        report(
          Self.mustBeOne("as", of: RowUse.allCases.map(\.rawValue), found: given.scalar ?? "a map"),
          at: given.place)
        return nil
      }
      use = word
    }
    do {
      let table = try context.table(file, from: path.place)
      let row = try row(of: table, parameter, year: value["year"]?.scalar, at: value.place)
      let resolved = try resolved(value, use, row, of: table)
      return overlay.map { laid($0, over: resolved) } ?? resolved
    } catch {
      context.add(error)
      return nil
    }
  }

  /// Parameters of a distribution in the place of those that a row gives, whose source no longer holds.
  private func laid(
    _ overlay: (key: ScenarioNode.Key, value: ScenarioNode), over resolved: ScenarioNode
  ) -> ScenarioNode {
    var result = resolved
    var parameters = resolved[overlay.key.name]?.entries ?? []
    for (key, value) in overlay.value.entries ?? [] {
      if let index = parameters.firstIndex(where: { $0.key.name == key.name }) {
        parameters[index] = (key, value)
      } else {
        parameters.append((key, value))
      }
    }
    var distribution = overlay.value
    distribution.value = .mapping(parameters)
    result.value = .mapping([(overlay.key, distribution)])
    return result
  }

  private func row(
    of table: ScenarioTable, _ parameter: String, year: String?, at place: Place
  ) throws(Problem) -> ScenarioTable.Row {
    guard let nameColumn = table.column("parameter") else {
      throw Problem(
        at: place,
        "'\(table.file)' has no column 'parameter'; it has "
          + Self.listed(table.columns))
    }
    let rows = table.rows.filter { $0.fields[nameColumn] == parameter }
    if rows.isEmpty {
      var message = "'\(table.file)' has no parameter '\(parameter)'"
      if let nearest = NearestName.of(parameter, among: table.rows.map { $0.fields[nameColumn] }) {
        message += "; did you mean '\(nearest)'?"
      }
      throw Problem(at: place, message)
    }
    guard let yearColumn = table.column("year") else {
      if let year {
        throw Problem(
          at: place, "'\(table.file)' has no column 'year'; leave 'year: \(year)' out")
      }
      return try only(of: rows, "'\(parameter)'")
    }
    let years = rows.map { $0.fields[yearColumn] }
    if let year {
      let matching = rows.filter { $0.fields[yearColumn] == year }
      if matching.isEmpty {
        throw Problem(
          at: place,
          "'\(table.file)' has no '\(parameter)' for the year '\(year)'; it has "
            + Self.listed(years.filter { !$0.isEmpty }))
      }
      return try only(of: matching, "'\(parameter)' for the year '\(year)'")
    }
    if Set(years).count == 1 { return try only(of: rows, "'\(parameter)'") }
    if let without = rows.first(where: { $0.fields[yearColumn].isEmpty }) {
      throw Problem(
        at: without.places[yearColumn],
        "'\(parameter)' has no year here, and has one in another row; give each its own")
    }
    throw Problem(
      at: place,
      "'\(table.file)' has '\(parameter)' for several years; add 'year' with one of "
        + Self.listed(years))
  }

  /// The row that is meant, where there is one.
  private func only(
    of rows: [ScenarioTable.Row], _ what: String
  ) throws(Problem) -> ScenarioTable.Row {
    if rows.count == 1 { return rows[0] }
    throw Problem(
      at: rows[1].places[0],
      "\(what) is in the table twice, first in line \(rows[0].places[0].line); keep one")
  }

  private func resolved(
    _ value: ScenarioNode, _ use: RowUse, _ row: ScenarioTable.Row, of table: ScenarioTable
  ) throws(Problem) -> ScenarioNode {
    let rowPlace = row.places[0]
    func field(_ name: String) -> String? { table.column(name).map { row.fields[$0] } }
    let unit = Self.plainUnit(field("unit") ?? "")
    func number(_ name: String) throws(Problem) -> ScenarioNode {
      let column = "value_" + name
      guard let index = table.column(column) else {
        let known = table.columns.filter { $0.hasPrefix("value_") }
        throw Problem(
          at: value["as"]?.place ?? value.place,
          "'\(table.file)' has no column '\(column)'; it has "
            + Self.listed(known.isEmpty ? table.columns : known))
      }
      let text = row.fields[index]
      guard (try? QuantityText.parse(text))?.unit == "" else {
        throw Problem(
          at: value.place,
          "\(row.places[index]) has no number in the column '\(column)' (found '\(text)')")
      }
      let joined = unit.isEmpty ? text : "\(text) \(unit)"
      var node = ScenarioNode(
        .scalar(joined, isQuoted: false), at: value.place, from: .table(rowPlace))
      node.factors = value["parameter"]?.factors ?? []
      return node
    }
    func key(_ name: String) -> ScenarioNode.Key { ScenarioNode.Key(name, at: value.place) }
    func map(_ parameters: [(String, String)]) throws(Problem) -> ScenarioNode {
      var entries: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
      for (name, column) in parameters { entries.append((key(name), try number(column))) }
      return ScenarioNode(.mapping(entries), at: value.place, from: .table(rowPlace))
    }
    let content: ScenarioNode
    switch use {
    case .low, .central, .high: content = try number(use.rawValue)
    case .lognormal: content = try map([("p10", "low"), ("p90", "high")])
    case .uniform: content = try map([("low", "low"), ("high", "high")])
    case .triangular, .pert:
      content = try map([("low", "low"), ("mode", "central"), ("high", "high")])
    }
    let isNumber = use == .low || use == .central || use == .high
    var entries = [(key: key(isNumber ? "value" : use.rawValue), value: content)]
    for name in ["source", "confidence"] {
      if let given = value[name] {
        entries.append((key(name), given))
      } else if let text = field(name), !text.isEmpty {
        let node = ScenarioNode(
          .scalar(text, isQuoted: true), at: value.place, from: .table(rowPlace))
        entries.append((key(name), node))
      }
    }
    return ScenarioNode(.mapping(entries), at: value.place, from: .table(rowPlace))
  }

  /// The unit of a table as a scenario would write it: "1/yr" is "/yr", a fraction has none, and an hour of
  /// one accelerator is an hour.
  private static func plainUnit(_ unit: String) -> String {
    let unit = unit.hasSuffix("/GPU-h") ? unit.dropLast("GPU-h".count) + "h" : unit
    if ["fraction", "ratio", "PUE"].contains(where: { unit == $0 || unit.hasPrefix($0 + " ") }) {
      return ""
    }
    if unit.hasPrefix("1/") { return String(unit.dropFirst()) }
    return unit.hasSuffix(" IT") ? String(unit.dropLast(3)) : unit
  }
}
