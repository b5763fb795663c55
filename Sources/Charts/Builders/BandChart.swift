/// A monthly number of several things on common axes: their medians, and where they are few, p10 to
/// p90 around them; behind them, in grey, the medians of others that have charts of their own.
public struct BandChart: Sendable {
  /// One of the things.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// Its colour.
    public var tint: Tint
    /// p10, median and p90 by month; nil where missing.
    public var months: [(low: Double?, median: Double?, high: Double?)]

    /// A named series.
    public init(
      name: String, tint: Tint, months: [(low: Double?, median: Double?, high: Double?)]
    ) {
      self.name = name
      self.tint = tint
      self.months = months
    }
  }

  /// How many series still have room for their bands.
  public static let mostBands = 4

  let title: String
  let days: [String]
  let series: [Series]
  let others: [Series]
  let description: String
  let domain: [Double]?

  /// Describes a chart of bands.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis, with its unit.
  ///   - days: the first day of each month, ISO 8601.
  ///   - series: the things, in the order of their colours; at most `Palette.count`.
  ///   - others: things that are drawn in grey behind them.
  ///   - domain: the ends of the vertical axis; nil for what the data need.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, days: [String], series: [Series], others: [Series] = [],
    domain: ClosedRange<Double>? = nil, description: String
  ) {
    self.title = title
    self.days = days
    self.series = series
    self.others = others
    self.domain = domain.map { [$0.lowerBound, $0.upperBound] }
    self.description = description
  }

  private var hasBands: Bool { series.count <= Self.mostBands && others.isEmpty }

  /// The specification.
  public var view: ChartView {
    let labels = DistinctLabels.of(series.map(\.name))
    var names = ChartRows(["series": .text, "name": .text])
    for (index, label) in labels.enumerated() { names.add(.text("\(index)"), .text(label)) }
    let ends = EndLabels.rows(zip(labels, series).map { ($0, $1.months.map(\.median)) }, range)
    let color = Channels.name("name", "") {
      $0.scale = Palette.scale(labels, series.map(\.tint))
      $0.legend = ends.isEmpty ? .shown(.ofLines(labels)) : .hidden
    }
    let band = ChartView(
      Mark(.area) { $0.opacity = series.count > 3 ? 0.12 : 0.18 },
      [.x: .date("month"), .y: height("p10"), .y2: .end("p90"), .color: color])
    let line = ChartView(
      Mark(.line) { $0.strokeWidth = 2.5 },
      [.x: .date("month"), .y: height("p50"), .color: color])
    let points = ChartView(
      Mark(.circle) {
        $0.opacity = 0; $0.size = 80
      },
      [
        .x: .date("month"), .y: height("p50"),
        .tooltip: .list(
          [Channel("name", .nominal, "of"), .month("month")]
            + (hasBands ? ["p10", "p50", "p90"] : ["p50"]).map {
              Channel($0, .quantitative, $0) { $0.format = ".4~g" }
            }),
      ])
    return ChartView(
      layers: behind + (hasBands ? [band] : []) + [line, points]
        + EndLabels.layer(ends, at: days.last ?? "", height, color),
      data: hasBands ? bandRows : medians(of: series),
      transform: (hasBands ? [] : [Self.fold(series.count)])
        + [.lookup("series", field: "name", in: names)],
      height: .pixels(240), describedAs: description)
  }

  /// What the vertical axis spans, about.
  private var range: ClosedRange<Double> {
    if let domain { return domain[0]...domain[1] }
    let numbers = (series + others).flatMap(\.months).flatMap {
      hasBands ? [$0.low, $0.high] : [$0.median]
    }.compactMap(\.self)
    let low = min(0, numbers.min() ?? 0)
    return low...max(numbers.max() ?? 0, low)
  }

  private func height(_ field: String) -> Channels {
    .number(field, title) { channel in
      channel.scale = domain.map { Scale(domain: .numbers($0)) }
    }
  }

  private var behind: [ChartView] {
    guard !others.isEmpty else { return [] }
    return [
      ChartView(
        Mark(.line) {
          $0.color = Palette.rest; $0.opacity = 0.4; $0.strokeWidth = 1
        },
        [.x: .date("month"), .y: height("p50"), .detail: .name("series", "")],
        data: medians(of: others), transform: [Self.fold(others.count)])
    ]
  }

  /// A row for each month of each series.
  private var bandRows: ChartRows {
    var rows = ChartRows([
      "series": .text, "month": .day, "p10": .number, "p50": .number, "p90": .number,
    ])
    for (index, series) in series.enumerated() {
      for (day, month) in zip(days, series.months) where month.median != nil || month.low != nil {
        rows.add(
          .text("\(index)"), .text(day), .number(month.low), .number(month.median),
          .number(month.high))
      }
    }
    return rows
  }

  /// A row for each month with the medians of all series, a third as long as a row for each.
  private func medians(of series: [Series]) -> ChartRows {
    var rows = ChartRows(day: "month", numbers: series.indices.map(String.init))
    for (index, day) in days.enumerated() {
      let cells = series.map { $0.months.indices.contains(index) ? $0.months[index].median : nil }
      guard cells.contains(where: { $0 != nil }) else { continue }
      rows.add([.text(day)] + cells.map { .number($0) })
    }
    return rows
  }

  private static func fold(_ count: Int) -> Transform {
    .fold((0..<count).map(String.init), name: "series", value: "p50")
  }
}
