/// How an outcome is distributed over replications for many things, one below the other: p5 to p95 as
/// a line, p25 to p75 as a bar, the median as a tick.
public struct RangeChart: Sendable {
  /// One of the things.
  public struct Row: Sendable {
    let name: String
    let quantiles: [Double]

    /// A thing with its p5, p25, median, p75 and p95.
    public init(name: String, quantiles: [Double]) {
      precondition(quantiles.count == 5, "\(quantiles.count) quantiles, not five")
      self.name = name
      self.quantiles = quantiles
    }
  }

  let title: String
  let things: [Row]
  let description: String

  /// Describes ranges.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis, with its unit.
  ///   - things: from top to bottom.
  ///   - description: what it shows, for those who cannot see it.
  public init(title: String, things: [Row], description: String) {
    self.title = title
    self.things = things
    self.description = description
  }

  private static let fields = ["p5", "p25", "p50", "p75", "p95"]

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "name": .text, "p5": .number, "p25": .number, "p50": .number, "p75": .number,
      "p95": .number,
    ])
    for (thing, label) in zip(things, DistinctLabels.of(things.map(\.name))) {
      let cells = thing.quantiles.map { ChartRows.Cell.number($0) }
      rows.add(.text(label), cells[0], cells[1], cells[2], cells[3], cells[4])
    }
    let name = Channels.name("name", "") {
      $0.sort = .data
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    let tooltip = Channels.list(
      [Channel("name", .nominal, "of")]
        + Self.fields.map { Channel($0, .quantitative, $0) { $0.format = ".4~g" } })
    let color = Palette.color(0)
    let layers = [
      ChartView(
        Mark(.rule) {
          $0.color = color; $0.strokeWidth = 2
        },
        [.y: name, .x: .number("p5", title), .x2: .end("p95"), .tooltip: tooltip], data: rows),
      ChartView(
        Mark(.bar) {
          $0.color = color; $0.opacity = 0.6; $0.height = 12
        },
        [.y: name, .x: .number("p25", title), .x2: .end("p75"), .tooltip: tooltip], data: rows),
      ChartView(
        Mark(.tick) {
          $0.color = color; $0.thickness = 3; $0.size = 18
        },
        [.y: name, .x: .number("p50", title), .tooltip: tooltip], data: rows),
      .zeroLine(under: title),
    ]
    return ChartView(
      layers: layers, height: .pixels(24 * things.count), describedAs: description)
  }
}
