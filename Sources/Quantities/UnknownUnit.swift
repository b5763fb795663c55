/// A unit that nobody knows, and the one that is most likely meant.
struct UnknownUnit: Hashable {
  /// The unit as written.
  let name: String
  /// Whether it stands below a line, as the month of `1 %/month` does.
  let isBelow: Bool

  /// What is wrong, with the unit that may be meant.
  ///
  /// `isFitting` says whether a unit can stand in this place.
  func message(suggesting isFitting: (_ unit: UnitAtom, _ isBelow: Bool) -> Bool) -> String {
    let suggestion = suggestion { isFitting($0, isBelow) }
    let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
    return "has a unit that is not known, '\(name)'" + hint
  }

  private func suggestion(_ isFitting: (UnitAtom) -> Bool) -> String? {
    let inLetters = name.replacing("€", with: "EUR").replacing("$", with: "USD")
    let words = inLetters.split(separator: " ").map(String.init)
    if words.count == 2, let unit = known(words[1], isFitting) {
      let multiplier =
        Self.multipliers[words[0].lowercased()]
        ?? NearestName.of(words[0], among: UnitAtom.multipliers.keys.sorted())
      return multiplier.map { "\($0) \(unit)" }
    }
    return known(inLetters, isFitting)
      ?? NearestName.of(inLetters, among: UnitAtom.all.filter(isFitting).map(\.name))
  }

  /// The unit of a name, or of another name for it.
  private func known(_ name: String, _ isFitting: (UnitAtom) -> Bool) -> String? {
    let unit = UnitAtom.named(name) ?? Self.synonyms[name].flatMap(UnitAtom.named)
    return unit.flatMap { isFitting($0) ? $0.name : nil }
  }

  private static let synonyms = [
    "euro": "EUR", "euros": "EUR", "Euro": "EUR", "Euros": "EUR", "dollar": "USD",
    "dollars": "USD", "m": "months", "mo": "months", "y": "years", "a": "years", "percent": "%",
    "pct": "%", "TFLOPS": "TFLOP/s", "PFLOPS": "PFLOP/s", "TFLOPs": "TFLOP/s", "H100": "H100e",
    "GPU": "H100e", "GPUs": "H100e", "GPU-h": "H100e-h",
  ]

  private static let multipliers = [
    "k": "thousand", "tsd": "thousand", "m": "million", "mn": "million", "mio": "million",
    "mln": "million", "bn": "billion", "bln": "billion", "mrd": "billion",
  ]
}
