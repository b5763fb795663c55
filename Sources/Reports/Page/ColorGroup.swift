import Charts

/// Things that one chart shows in colours of their own, out of more than there are colours.
struct ColorGroup<Thing> {
  let shown: [Thing]

  /// All the others, which the chart shows in grey behind these.
  let others: [Thing]

  /// Counts from 0.
  let number: Int

  /// Which of how many are shown; empty where all are.
  let words: String

  /// Groups of things in their order; one group where there are colours for all.
  static func all(of things: [Thing]) -> [ColorGroup] {
    stride(from: 0, to: things.count, by: Palette.count).enumerated().map { number, start in
      let end = min(start + Palette.count, things.count)
      return ColorGroup(
        shown: Array(things[start..<end]), others: Array(things[..<start] + things[end...]),
        number: number,
        words: things.count <= Palette.count
          ? "" : " (\(start + 1) to \(end) of \(things.count), the others in grey)")
    }
  }

  /// The id of this group's chart: that of a chart of all, and a number from the second group on.
  func id(_ base: String) -> String { number == 0 ? base : "\(base)-\(number + 1)" }
}
