import Quantities

/// Where the numbers of a key may lie, and where they usually do.
struct NumberRange {
  let dimension: Dimension
  /// Every number that is allowed, in the canonical unit.
  let allowed: ClosedRange<Double>
  /// Numbers that make a world in which something happens.
  let usual: ClosedRange<Double>

  /// The range of a key.
  ///
  /// - `range`: that of the catalogue, nil where every number is allowed.
  /// - `path`: of the key, with `NAME` for every name.
  init(_ dimension: Dimension, _ range: ClosedRange<Double>?, _ path: String) {
    self.dimension = dimension
    let allowed = range ?? -.infinity ... .infinity
    self.allowed = allowed
    let usual = Self.usual(path, dimension)
    func clamped(_ number: Double) -> Double {
      min(max(number, allowed.lowerBound), allowed.upperBound)
    }
    self.usual = clamped(usual.lowerBound)...clamped(usual.upperBound)
  }

  private static func usual(_ path: String, _ dimension: Dimension) -> ClosedRange<Double> {
    for (ending, low, high) in usualSizes where path.hasSuffix(ending) {
      if let low = try? dimension.read(low), let high = try? dimension.read(high) {
        return low.value...high.value
      }
    }
    switch dimension.form {
    case .share: return 0...1
    case .factor: return 0.5...2
    case .withUnit:
      let example = (try? dimension.read(dimension.example))?.value ?? 1
      return example / 10...example * 3
    }
  }

  /// By the ending of the path; the first that fits in its dimension counts.
  private static let usualSizes: [(String, String, String)] = [
    ("segments.NAME.arrivals", "1 /year", "300 /year"),
    ("tiers.NAME.arrivals", "1 /year", "60 /year"),
    ("size", "1 H100e", "3000 H100e"), ("size", "0.1 MW", "20 MW"),
    ("term", "1 months", "40 months"), ("patience", "1 d", "12 months"),
    ("generations.NAME.power", "0.5 kW", "20 kW"), ("price.at", "5 kEUR", "200 kEUR"),
    ("generations.NAME.lead", "1 d", "12 months"), ("life", "1 years", "8 years"),
    ("preOrder", "0 months", "6 months"), ("failures", "0 /year", "2 /year"),
    ("repair", "1 h", "2 weeks"), ("every", "3 months", "24 months"),
    ("swapDowntime", "0 d", "3 weeks"),
    ("takes", "1 d", "12 months"), ("tiers.NAME.build", "1 d", "12 months"),
    ("sites.NAME.power", "0.2 MW", "20 MW"), ("capacity", "1 H100e", "5000 H100e"),
    ("pue", "1 x", "1.6 x"), ("lag", "0 d", "6 months"), ("for", "0 d", "6 months"),
    ("warmUp", "0 d", "3 weeks"), ("lump", "1 MW", "30 MW"), ("largest", "5 MW", "200 MW"),
    ("halfLife", "6 h", "60 d"), ("step", "1 d", "1 d"), ("amount", "1 MEUR", "3 GEUR"),
    ("costs", "10 kEUR", "20 MEUR"), ("fixed", "10 kEUR", "2 MEUR"), ("overrun", "-20 %", "60 %"),
    ("succeeds", "30 %", "100 %"), ("upTo", "50 MWh", "20 GWh"), ("corporateTax", "0 %", "40 %"),
    ("discount", "0 %/year", "15 %/year"), ("inflation", "-1 %/year", "6 %/year"),
  ]
}
