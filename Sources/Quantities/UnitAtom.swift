/// One unit as it is written, such as `kW`: its factor and its base units.
struct UnitAtom {
  /// What the unit measures, which says how a bare number may carry it.
  enum Kind { case dimensional, percent, times, counted }

  let name: String
  /// The factor to the base units is `numerator / denominator`, kept apart so that 25.8 % is the
  /// `Double` nearest to 0.258.
  let numerator: Double
  let denominator: Double
  let exponents: UnitExponents
  var kind = Kind.dimensional

  init(
    _ name: String, _ numerator: Double, over denominator: Double = 1, _ exponents: UnitExponents,
    kind: Kind = .dimensional
  ) {
    self.name = name
    self.numerator = numerator
    self.denominator = denominator
    self.exponents = exponents
    self.kind = kind
  }

  static func named(_ name: String) -> UnitAtom? { byName[name] }

  static let all: [UnitAtom] =
    [
      ("h", 1.0), ("hour", 1), ("hours", 1), ("d", 24), ("day", 24), ("days", 24), ("week", 168),
      ("weeks", 168), ("month", 730.5), ("months", 730.5), ("year", 8766), ("years", 8766),
      ("yr", 8766),
    ].map { UnitAtom($0.0, $0.1, UnitExponents(hours: 1)) }
    + [
      UnitAtom("min", 1, over: 60, UnitExponents(hours: 1)),
      UnitAtom("W", 1, over: 1e6, UnitExponents(megawatts: 1)),
      UnitAtom("kW", 1, over: 1000, UnitExponents(megawatts: 1)),
      UnitAtom("MW", 1, UnitExponents(megawatts: 1)),
      UnitAtom("GW", 1000, UnitExponents(megawatts: 1)),
      // At a power factor near one, as connections of data centres have.
      UnitAtom("kVA", 1, over: 1000, UnitExponents(megawatts: 1)),
      UnitAtom("MVA", 1, UnitExponents(megawatts: 1)),
      UnitAtom("Wh", 1, over: 1e6, UnitExponents(hours: 1, megawatts: 1)),
      UnitAtom("kWh", 1, over: 1000, UnitExponents(hours: 1, megawatts: 1)),
      UnitAtom("MWh", 1, UnitExponents(hours: 1, megawatts: 1)),
      UnitAtom("GWh", 1000, UnitExponents(hours: 1, megawatts: 1)),
      UnitAtom("TWh", 1e6, UnitExponents(hours: 1, megawatts: 1)),
      UnitAtom("EUR", 1, UnitExponents(euros: 1)),
      UnitAtom("kEUR", 1e3, UnitExponents(euros: 1)),
      UnitAtom("MEUR", 1e6, UnitExponents(euros: 1)),
      UnitAtom("GEUR", 1e9, UnitExponents(euros: 1)),
      UnitAtom("USD", 1, UnitExponents(dollars: 1)),
      UnitAtom("kUSD", 1e3, UnitExponents(dollars: 1)),
      UnitAtom("MUSD", 1e6, UnitExponents(dollars: 1)),
      UnitAtom("GUSD", 1e9, UnitExponents(dollars: 1)),
      UnitAtom("H100e", 1, UnitExponents(h100e: 1)),
      UnitAtom("H100e-h", 1, UnitExponents(hours: 1, h100e: 1)),
      UnitAtom("TFLOP/s", 1, UnitExponents(teraflops: 1)),
      UnitAtom("PFLOP/s", 1000, UnitExponents(teraflops: 1)),
      UnitAtom("g", 1, over: 1e6, UnitExponents(tonnes: 1)),
      UnitAtom("kg", 1, over: 1000, UnitExponents(tonnes: 1)),
      UnitAtom("t", 1, UnitExponents(tonnes: 1)),
      UnitAtom("ha", 1, UnitExponents(hectares: 1)),
      UnitAtom("m2", 1, over: 1e4, UnitExponents(hectares: 1)),
      UnitAtom("%", 1, over: 100, UnitExponents(), kind: .percent),
      UnitAtom("x", 1, UnitExponents(), kind: .times),
    ]
    + [
      "request", "requests", "contract", "contracts", "application", "applications", "site",
      "sites",
    ].map { UnitAtom($0, 1, UnitExponents(), kind: .counted) }

  /// Words that multiply the money that follows them, as in `3 million EUR`.
  static let multipliers: [String: Double] = [
    "thousand": 1e3, "million": 1e6, "billion": 1e9,
  ]

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
