/// A row of numbers as a row of little bars.
enum Sparkline {
  private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// One bar for each number.
  ///
  /// - Parameters:
  ///   - numbers: from zero; what is missing is a blank.
  ///   - top: what the tallest bar stands for, so that rows of one scale compare.
  /// - Returns: as many characters as numbers.
  static func text(_ numbers: [Double?], top: Double) -> String {
    String(
      numbers.map { number in
        guard let number else { return " " }
        let share = top > 0 ? min(max(number / top, 0), 1) : 0
        return bars[Int((share * Double(bars.count - 1)).rounded())]
      })
  }
}
