/// A monthly number of several things on common axes: their medians, and where they are few, p10 to
/// p90 around them; behind them, in grey, the medians of others that have charts of their own.
public struct BandChart: Sendable {
  /// One of the things.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// p10, median and p90 by month; nil where missing.
    public var months: [(low: Double?, median: Double?, high: Double?)]

    /// A named series.
    public init(name: String, months: [(low: Double?, median: Double?, high: Double?)]) {
      self.name = name
      self.months = months
    }
  }

  /// How many series still have room for their bands.
  public static let mostBands = 3

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

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "series": .number, "month": .day, "p10": .number, "p50": .number, "p90": .number,
    ])
    var names = ChartRows(["series": .number, "name": .text])
    let labels = DistinctLabels.of(series.map(\.name))
    for (index, series) in series.enumerated() {
      names.add(.number(Double(index)), .text(labels[index]))
      for (day, month) in zip(days, series.months) where month.median != nil || month.low != nil {
        rows.add(
          .number(Double(index)), .text(day), .number(month.low), .number(month.median),
          .number(month.high))
      }
    }
    func height(_ field: String) -> Channels {
      .number(field, title) { channel in
        channel.scale = domain.map { Scale(domain: .numbers($0)) }
      }
    }
    let color = Channels.name("name", "") {
      $0.scale = Palette.scale(labels)
      $0.legend = .shown(.ofLines(labels))
    }
    let band = ChartView(
      Mark(.area) { $0.opacity = 0.18 },
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
            + ["p10", "p50", "p90"].map {
              Channel($0, .quantitative, $0) { $0.format = ".4~g" }
            }),
      ])
    let hasBands = series.count <= Self.mostBands && others.isEmpty
    return ChartView(
      layers: behind(height("p50")) + (hasBands ? [band] : []) + [line, points], data: rows,
      transform: [.lookup("series", field: "name", in: names)], height: .pixels(240),
      describedAs: description)
  }

  private func behind(_ height: Channels) -> [ChartView] {
    guard !others.isEmpty else { return [] }
    var rows = ChartRows(["series": .number, "month": .day, "p50": .number])
    for (index, series) in others.enumerated() {
      for (day, month) in zip(days, series.months) where month.median != nil {
        rows.add(.number(Double(index)), .text(day), .number(month.median))
      }
    }
    return [
      ChartView(
        Mark(.line) {
          $0.color = Palette.rest; $0.opacity = 0.4; $0.strokeWidth = 1
        },
        [.x: .date("month"), .y: height, .detail: .name("series", "")], data: rows)
    ]
  }
}
