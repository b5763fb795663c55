/// Which base units a number is a product of.
///
/// Power and energy are one family (MWh = MW · h), and so are computing capacity and computing done.
public struct UnitExponents: Hashable, Sendable {
  /// Exponent of h.
  public var hours = 0
  /// Exponent of MW.
  public var megawatts = 0
  /// Exponent of EUR.
  public var euros = 0
  /// Exponent of USD.
  public var dollars = 0
  /// Exponent of H100e.
  public var h100e = 0
  /// Exponent of TFLOP/s.
  public var teraflops = 0
  /// Exponent of t (of CO₂).
  public var tonnes = 0
  /// Exponent of ha.
  public var hectares = 0

  /// A number without a unit, unless exponents are given.
  public init(
    hours: Int = 0, megawatts: Int = 0, euros: Int = 0, dollars: Int = 0, h100e: Int = 0,
    teraflops: Int = 0, tonnes: Int = 0, hectares: Int = 0
  ) {
    self.hours = hours
    self.megawatts = megawatts
    self.euros = euros
    self.dollars = dollars
    self.h100e = h100e
    self.teraflops = teraflops
    self.tonnes = tonnes
    self.hectares = hectares
  }

  /// Whether nothing is left but a bare number.
  public var isNone: Bool { self == UnitExponents() }

  /// Whether something of these units can be a factor of something of others.
  func isPart(of other: UnitExponents) -> Bool {
    let fields: [KeyPath<UnitExponents, Int>] = [
      \.hours, \.megawatts, \.euros, \.dollars, \.h100e, \.teraflops, \.tonnes, \.hectares,
    ]
    return fields.allSatisfy {
      self[keyPath: $0] == 0 || self[keyPath: $0].signum() == other[keyPath: $0].signum()
    }
  }

  /// Whether power times time is in it: as an energy, or below the line as in a price of energy.
  var isOfEnergy: Bool { hours * megawatts > 0 }

  /// The same with dollars counted as euros.
  public var withDollarsAsEuros: UnitExponents {
    var exponents = self
    exponents.euros += dollars
    exponents.dollars = 0
    return exponents
  }

  /// The exponents of one divided by this.
  public var inverse: UnitExponents { UnitExponents().adding(self, times: -1) }

  func adding(_ other: UnitExponents, times sign: Int) -> UnitExponents {
    UnitExponents(
      hours: hours + sign * other.hours, megawatts: megawatts + sign * other.megawatts,
      euros: euros + sign * other.euros, dollars: dollars + sign * other.dollars,
      h100e: h100e + sign * other.h100e, teraflops: teraflops + sign * other.teraflops,
      tonnes: tonnes + sign * other.tonnes, hectares: hectares + sign * other.hectares)
  }
}
