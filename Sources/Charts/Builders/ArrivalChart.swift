/// By when something has happened: the share of all cases in which it has, over time; what never
/// happens keeps a curve below 100 %.
///
/// Behind the curves, in grey, are those of others that have charts of their own.
public struct ArrivalChart: Sendable {
  /// One of the things that happen.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// Its colour.
    public var tint: Tint
    /// The share in which it has happened by the end of each month, 0…1.
    public var shares: [Double]

    /// A named curve.
    public init(name: String, tint: Tint, shares: [Double]) {
      self.name = name
      self.tint = tint
      self.shares = shares
    }
  }

  let title: String
  let days: [String]
  let series: [Series]
  let others: [Series]
  let thing, measure: String
  let description: String

  /// Describes curves of arrival.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis.
  ///   - days: the last day of each month, ISO 8601.
  ///   - series: the things, in the order of their colours; at most `Palette.count`.
  ///   - others: things that are drawn in grey behind them.
  ///   - thing: what one of them is.
  ///   - measure: what the share is of.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, days: [String], series: [Series], others: [Series] = [],
    thing: String = "phase", measure: String = "share of sites", description: String
  ) {
    self.title = title
    self.thing = thing
    self.measure = measure
    self.days = days
    self.series = series
    self.others = others
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows(["series": .number, "month": .day, "share": .number])
    var names = ChartRows(["series": .number, "name": .text])
    let labels = DistinctLabels.of(series.map(\.name))
    for (index, series) in series.enumerated() {
      names.add(.number(Double(index)), .text(labels[index]))
      for (day, share) in zip(days, series.shares) {
        rows.add(.number(Double(index)), .text(day), .number(share))
      }
    }
    let ends = EndLabels.rows(zip(labels, series).map { ($0, $1.shares) }, 0...1)
    func height(_ field: String) -> Channels {
      .number(field, title) {
        $0.scale = Scale(domain: .numbers([0, 1]))
        $0.axis = .shown(Axis(format: ".0%"))
      }
    }
    let color = Channels.name("name", "") {
      $0.scale = Palette.scale(labels, series.map(\.tint))
      $0.legend = ends.isEmpty ? .shown(.ofLines(labels)) : .hidden
    }
    let line = ChartView(
      Mark(.line) {
        $0.strokeWidth = 2.5; $0.interpolate = "step-before"
      },
      [
        .x: .date("month"), .y: height("share"), .color: color,
      ])
    let points = ChartView(
      Mark(.circle) {
        $0.opacity = 0; $0.size = 80
      },
      [
        .x: .date("month"), .y: height("share"),
        .tooltip: .list([
          Channel("name", .nominal, thing), .month("month", "by the end of"),
          Channel("share", .quantitative, measure) { $0.format = ".1%" },
        ]),
      ])
    return ChartView(
      layers: behind(height("share")) + [line, points]
        + EndLabels.layer(ends, at: days.last ?? "", height, color), data: rows,
      transform: [.lookup("series", field: "name", in: names)], height: .pixels(220),
      describedAs: description)
  }
  private func behind(_ height: Channels) -> [ChartView] {
    guard !others.isEmpty else { return [] }
    var rows = ChartRows(["series": .number, "month": .day, "share": .number])
    for (index, series) in others.enumerated() {
      for (day, share) in zip(days, series.shares) {
        rows.add(.number(Double(index)), .text(day), .number(share))
      }
    }
    return [
      ChartView(
        Mark(.line) {
          $0.color = Palette.rest
          $0.opacity = 0.4
          $0.strokeWidth = 1
          $0.interpolate = "step-before"
        },
        [.x: .date("month"), .y: height, .detail: .name("series", "")], data: rows)
    ]
  }
}
