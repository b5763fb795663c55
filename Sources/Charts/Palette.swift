/// Colours that people with any kind of colour vision can tell apart.
///
/// M. Okabe and K. Ito, Color Universal Design, 2008, without black and yellow, which vanish on a
/// dark and on a light ground; a grey is added.
public enum Palette {
  /// How many things have a colour of their own.
  public static var count: Int { colors.count }

  static let colors = [
    "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#808080",
  ]
  private static let dashes = [[1, 0], [6, 3], [2, 2], [8, 2, 2, 2]]

  /// The colour of a thing by its number; from the eighth on they come round again.
  static func color(_ index: Int) -> String { colors[index % colors.count] }

  /// The dash of its line, which tells things of one colour apart.
  static func dash(_ index: Int) -> [Int] { dashes[index / colors.count % dashes.count] }

  /// The colours of things in their order.
  static func scale(_ names: [String]) -> Scale {
    Scale(domain: .names(names), range: .colors(names.indices.map(color)))
  }

  /// The dashes of things in their order.
  static func dashes(_ names: [String]) -> Scale {
    Scale(domain: .names(names), range: .dashes(names.indices.map(dash)))
  }
}
