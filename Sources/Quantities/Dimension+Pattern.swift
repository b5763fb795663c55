extension Dimension {
  /// A regular expression, as ECMA-262 and Python read it, of a number as `QuantityText` reads it, without a unit.
  public static let numberPattern: String = {
    let digits = "[0-9][0-9_]*"
    return "[-+]?(?:\(digits)(?:\\.\(digits))?|\\.\(digits))(?:[eE][-+]?[0-9]+)?"
  }()

  /// A regular expression of numbers with any unit, or with none.
  public static let anyPattern: String = {
    let unit = UnitKind.pattern(of: UnitAtom.all)
    let more = "(?:\(UnitKind.line)\(unit))"
    return "^\\s*\(numberPattern)\\s*(?:\(unit)\(more)*|\(more)+)?\\s*$"
  }()

  /// A regular expression of all texts that can be read as numbers of this dimension, and of few others.
  ///
  /// The units are those that measure this, in any order that is understood: `EUR/kW/year` as well as `EUR/year/kW`.
  public var pattern: String {
    let units = unitPatterns.joined(separator: "|")
    return "^\\s*\(Self.numberPattern)\\s*(?:\(units))\(form == .withUnit ? "" : "?")\\s*$"
  }

  /// What may stand behind a number, by the kind of unit that it begins with.
  private var unitPatterns: [String] {
    let kinds = unitKinds
    let neutral = UnitAtom.all.filter(isNeutral)
    var patterns: [String] = []
    func add(_ top: [UnitAtom], below left: UnitExponents) {
      var ways = UnitKind.ways(to: left, of: kinds)
      if exponents.isOfEnergy {
        ways = ways.filter { way in
          (way.flatMap(\.atoms) + top).contains { Self.namesEnergy($0.name) }
            == Self.namesEnergy(unit)
        }
      }
      for way in ways {
        var used: [UnitAtom] = []
        for atom in way.flatMap(\.atoms) + neutral
        where !used.contains(where: { $0.name == atom.name }) {
          used.append(atom)
        }
        patterns.append(
          UnitKind.pattern(of: top) + UnitKind.pattern(below: used, atLeast: way.count))
      }
    }
    add([], below: exponents.inverse)
    add(neutral, below: exponents.inverse)
    for kind in kinds {
      add(kind.atoms, below: kind.exponents.adding(exponents, times: -1))
    }
    return patterns
  }

  /// The units that measure something, together where they measure the same.
  private var unitKinds: [UnitKind] {
    var kinds: [UnitKind] = []
    for atom in UnitAtom.all where atom.kind == .dimensional {
      // A change that compounds is stated for a year.
      if compounds, atom.exponents.hours != 0, atom.numerator != 8766 { continue }
      let exponents = allowsUSD ? atom.exponents.withDollarsAsEuros : atom.exponents
      if let index = kinds.firstIndex(where: { $0.exponents == exponents }) {
        kinds[index].atoms.append(atom)
      } else {
        kinds.append(UnitKind(exponents: exponents, atoms: [atom]))
      }
    }
    return kinds
  }

  /// Whether a unit that measures nothing may stand beside those that do.
  private func isNeutral(_ atom: UnitAtom) -> Bool {
    switch atom.kind {
    case .dimensional: false
    case .percent: true
    case .times: form == .factor
    case .counted: form == .withUnit
    }
  }
}

/// Units that measure the same, for regular expressions of units.
private struct UnitKind {
  let exponents: UnitExponents
  var atoms: [UnitAtom]

  /// The kinds whose product has some exponents, each of the ways in one order.
  static func ways(to left: UnitExponents, of kinds: [UnitKind]) -> [[UnitKind]] {
    if left.isNone { return [[]] }
    return kinds.indices.flatMap { index in
      kinds[index].exponents.isPart(of: left)
        ? ways(to: left.adding(kinds[index].exponents, times: -1), of: Array(kinds[index...]))
          .map { [kinds[index]] + $0 } : []
    }
  }

  /// What stands between a unit and one below the line.
  static let line = "\\s*(?:/|per\\s)\\s*"

  /// Any of some units, after a word that multiplies, if any.
  static func pattern(of atoms: [UnitAtom]) -> String {
    if atoms.isEmpty { return "" }
    let words = UnitAtom.multipliers.keys.sorted().joined(separator: "|")
    let names = atoms.map { $0.name.replacing("/", with: "\\s*/\\s*") }.joined(separator: "|")
    return "(?:(?:\(words))\\s+)?(?:\(names))"
  }

  /// So many of some units below the line, or more.
  static func pattern(below atoms: [UnitAtom], atLeast fewest: Int) -> String {
    if atoms.isEmpty { return "" }
    let count = fewest == 0 ? "*" : fewest == 1 ? "+" : "{\(fewest),}"
    return "(?:\(line)\(pattern(of: atoms)))\(count)"
  }
}
