/// Colours that people with any kind of colour vision can tell apart.
///
/// M. Okabe and K. Ito, Color Universal Design, 2008, without black and yellow, which vanish on a
/// dark and on a light ground. A chart shows no more things than there are colours: where there are
/// more, they have several charts.
public enum Palette {
  /// How many things have a colour of their own.
  public static var count: Int { colors.count }

  static let colors = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"]

  /// The colour of what is left over, and of what stands behind.
  static let rest = "#808080"

  /// The colour of a thing by its number.
  static func color(_ index: Int) -> String { colors[index % count] }

  /// The colours of things in their order; one more than there are colours is what is left over.
  static func scale(_ names: [String]) -> Scale {
    precondition(names.count <= count + 1, "\(names.count) things in \(count) colours")
    return Scale(
      domain: .names(names),
      range: .colors(names.indices.map { $0 < count ? colors[$0] : rest }))
  }
}
