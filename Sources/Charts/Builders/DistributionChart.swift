/// How an outcome is distributed over replications: the share of them in each bin, for several
/// things on common axes.
public struct DistributionChart: Sendable {
  /// One of the things.
  public struct Series: Sendable {
    /// Its name.
    public var name: String
    /// Its colour.
    public var tint: Tint
    /// The share of replications in each bin, 0…1.
    public var shares: [Double]

    /// A named distribution.
    public init(name: String, tint: Tint, shares: [Double]) {
      self.name = name
      self.tint = tint
      self.shares = shares
    }
  }

  /// How many series can lie over each other and still be told apart.
  public static let mostSeries = 3

  let title: String
  let edges: [Double]
  let series: [Series]
  let interval: Interval?
  let description: String

  /// A mean and the interval around it.
  public struct Interval: Sendable {
    let low, mean, high: Double

    /// A mean with its 95 % interval.
    public init(low: Double, mean: Double, high: Double) {
      self.low = low
      self.mean = mean
      self.high = high
    }
  }

  /// Describes a distribution.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis, with its unit.
  ///   - edges: the bins from edge to edge, one edge more than bins.
  ///   - series: the things, in the order of their colours.
  ///   - interval: a mean and its interval, drawn above the bins; for differences.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, edges: [Double], series: [Series], interval: Interval? = nil,
    description: String
  ) {
    for series in series {
      precondition(series.shares.count == edges.count - 1, "bins and edges do not match")
    }
    self.title = title
    self.edges = edges
    self.series = series
    self.interval = interval
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows(["name": .text, "from": .number, "to": .number, "share": .number])
    let labels = DistinctLabels.of(series.map(\.name))
    for (series, label) in zip(series, labels) {
      for (bin, share) in series.shares.enumerated() {
        rows.add(
          .text(label), .number(edges[bin]), .number(edges[bin + 1]), .number(share))
      }
    }
    let bars = ChartView(
      Mark(.bar) { $0.opacity = labels.count > 1 ? 0.55 : 0.8 },
      [
        .x: .number("from", title) { $0.bin = "binned" }, .x2: .end("to"),
        .y: .number("share", "share of futures (%)") {
          $0.axis = .shown(Axis(format: ".0%"))
          $0.stack = .hidden
        },
        .color: .name("name", "") {
          $0.scale = Palette.scale(labels, series.map(\.tint))
          $0.legend = labels.count > 1 ? .shown(.of(labels)) : .hidden
        },
        .tooltip: .list([
          Channel("name", .nominal, "of"),
          Channel("from", .quantitative, "from") { $0.format = ".4~g" },
          Channel("to", .quantitative, "to") { $0.format = ".4~g" },
          Channel("share", .quantitative, "share of futures") { $0.format = ".1%" },
        ]),
      ], data: rows)
    let zero = ChartView.zeroLine(under: title)
    let crossesZero = (edges.first ?? 0) < 0 && (edges.last ?? 0) > 0
    return ChartView(
      layers: [bars] + (crossesZero || interval != nil ? [zero] : []) + mean,
      height: .pixels(220), describedAs: description)
  }

  private var mean: [ChartView] {
    guard let interval else { return [] }
    var rows = ChartRows(["low": .number, "mean": .number, "high": .number, "at": .number])
    rows.add(
      .number(interval.low), .number(interval.mean), .number(interval.high),
      .number((series.flatMap(\.shares).max() ?? 0) * 1.08))
    let tooltip = Channels.list(
      [("mean", "mean difference"), ("low", "95 % from"), ("high", "to")].map { field, title in
        Channel(field, .quantitative, title) { $0.format = ".4~g" }
      })
    return [
      ChartView(
        Mark(.rule) {
          $0.strokeWidth = 4; $0.color = Palette.parts[2]
        },
        [.x: .number("low", title), .x2: .end("high"), .y: .number("at", ""), .tooltip: tooltip],
        data: rows),
      ChartView(
        Mark(.circle) {
          $0.size = 110; $0.opacity = 1; $0.color = Palette.parts[2]
        },
        [.x: .number("mean", title), .y: .number("at", ""), .tooltip: tooltip], data: rows),
    ]
  }
}
