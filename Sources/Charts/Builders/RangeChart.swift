/// How an outcome is distributed over replications for many things, one below the other: p5 to p95 as
/// a line, p25 to p75 as a bar, the median as a tick.
public struct RangeChart: Sendable {
  /// One of the things.
  public struct Row: Sendable {
    let name: String
    let tint: Tint
    let quantiles: [Double]

    /// A thing with its p5, p25, median, p75 and p95.
    public init(name: String, tint: Tint, quantiles: [Double]) {
      precondition(quantiles.count == 5, "\(quantiles.count) quantiles, not five")
      self.name = name
      self.tint = tint
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
    let labels = DistinctLabels.of(things.map(\.name))
    // Of more things than there are colours, none has one: they are named at the axis.
    let areTold = Set(things.map(\.tint)).count == things.count
    let color = Channels.name("name", "") {
      $0.scale = areTold ? Palette.scale(labels, things.map(\.tint)) : nil
      $0.legend = .hidden
    }
    func row(_ places: [Position: Channels]) -> [Position: Channels] {
      places.merging([.y: name, .tooltip: tooltip]) { $1 }
        .merging(areTold ? [.color: color] : [:]) { $1 }
    }
    let plain = areTold ? nil : Tint.difference.hex
    let layers = [
      ChartView(
        Mark(.rule) {
          $0.color = plain
          $0.strokeWidth = 2
        }, row([.x: .number("p5", title), .x2: .end("p95")]), data: rows),
      ChartView(
        Mark(.bar) {
          $0.color = plain
          $0.opacity = 0.6
          $0.height = 12
        }, row([.x: .number("p25", title), .x2: .end("p75")]), data: rows),
      ChartView(
        Mark(.tick) {
          $0.color = plain
          $0.thickness = 3
          $0.size = 18
        }, row([.x: .number("p50", title)]), data: rows),
      .zeroLine(under: title),
    ]
    return ChartView(
      layers: layers, height: .pixels(24 * things.count), describedAs: description)
  }
}
