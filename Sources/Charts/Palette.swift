/// Colours that people with any kind of colour vision can tell apart.
///
/// Strategies have colours of their own, which nothing else has: M. Okabe and K. Ito, Color Universal Design, 2008,
/// without black and yellow, which vanish on a dark and on a light ground. A chart shows no more things than there
/// are colours: where there are more, they have several charts.
public enum Palette {
  /// How many things have a colour of their own.
  public static var count: Int { strategies.count }

  static let strategies = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]

  /// Of causes, cash lines, segments and what else a whole is made of.
  static let parts = ["#7A5FC0", "#A3A139", "#8A5A3C", "#5F8A8B", "#A23B67", "#C9B97A"]

  /// Of places: regions of the grid, and phases of one strategy.
  static let places = ["#5F8A8B", "#8A5A3C", "#7A5FC0", "#A3A139", "#A23B67", "#C9B97A"]

  /// The colour of what is left over, and of what stands behind.
  static let rest = "#808080"

  /// What is said of a number: that it holds, that it turns, and that it cannot be told.
  static let sayings = ["#5F8A8B", "#A23B67", rest]

  /// The colours of things in their order; one more than there are colours is what is left over.
  static func scale(_ names: [String], _ colors: [String] = parts) -> Scale {
    precondition(names.count <= count + 1, "\(names.count) things in \(count) colours")
    return Scale(
      domain: .names(names),
      range: .colors(names.indices.map { $0 < colors.count ? colors[$0] : rest }))
  }

  /// The colours of things that know their own.
  static func scale(_ names: [String], _ tints: [Tint]) -> Scale {
    Scale(domain: .names(names), range: .colors(tints.map(\.hex)))
  }
}

/// The colour of a thing, the same in every chart.
public struct Tint: Sendable, Hashable {
  /// As a style sheet has it.
  public let hex: String

  /// That of a strategy by its number.
  public static func strategy(_ number: Int) -> Tint {
    Tint(hex: Palette.strategies[number % Palette.count])
  }

  /// That of a place by its number.
  public static func place(_ number: Int) -> Tint {
    Tint(hex: Palette.places[number % Palette.count])
  }

  /// That of the difference of two, and of what is nobody's.
  public static let difference = Tint(hex: Palette.parts[0])

  /// That of a world without a project.
  public static let nothing = Tint(hex: Palette.rest)
}
