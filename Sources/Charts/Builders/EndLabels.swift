/// Names at the right ends of lines, which spare a reader the legend.
enum EndLabels {
  /// Longer names have no room beside a chart on a phone.
  private static let longest = 18

  /// How far apart two names are at least, as a share of the height of the chart.
  private static let gap = 0.075

  /// Where the names stand: at the last value of each line, moved apart where they would overprint each other.
  ///
  /// - Parameters:
  ///   - lines: by name.
  ///   - range: what the axis spans.
  /// - Returns: nothing where a name is too long, or there are more than the chart has room for.
  static func rows(_ lines: [(name: String, values: [Double?])], _ range: ClosedRange<Double>) -> [(
    name: String, place: Double
  )] {
    let size = range.upperBound - range.lowerBound
    let found = lines.compactMap { line in
      line.values.last(where: { $0 != nil }).flatMap(\.self).map { (name: line.name, end: $0) }
    }.sorted { $0.end > $1.end }
    guard size > 0, Double(found.count) * gap <= 1, found.count == lines.count,
      found.allSatisfy({ $0.name.count <= longest })
    else { return [] }
    var places: [Double] = []
    for line in found {
      let highest = places.last.map { $0 - gap * size } ?? range.upperBound
      places.append(min(line.end, highest))
    }
    // Those pushed below the axis push the others up again.
    for place in places.indices.reversed() {
      let lowest = place + 1 < places.count ? places[place + 1] + gap * size : range.lowerBound
      places[place] = max(places[place], lowest)
    }
    return zip(found, places).map { ($0.name, $1) }
  }

  /// The layer with the names; none where there are none.
  static func layer(
    _ rows: [(name: String, place: Double)], at day: String, _ height: (String) -> Channels,
    _ color: Channels
  ) -> [ChartView] {
    guard !rows.isEmpty else { return [] }
    var data = ChartRows(["name": .text, "month": .day, "place": .number])
    for row in rows { data.add(.text(row.name), .text(day), .number(row.place)) }
    return [
      ChartView(
        Mark(.text) {
          $0.align = "left"
          $0.baseline = "middle"
          $0.dx = 5
          $0.fontSize = 12
          // The page leaves bold texts their colours.
          $0.fontWeight = "bold"
        },
        [.x: .date("month"), .y: height("place"), .color: color, .text: .name("name", "")],
        data: data)
    ]
  }
}
