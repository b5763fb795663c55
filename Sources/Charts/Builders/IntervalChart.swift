/// An amount with its interval for many things, one below the other, coloured by what it says.
public struct IntervalChart: Sendable {
  /// One of the things.
  public struct Row: Sendable {
    let name, says: String
    let value, low, high: Double

    /// A thing with its amount, the ends of the interval, and what that says.
    public init(name: String, value: Double, low: Double, high: Double, says: String) {
      self.name = name
      self.value = value
      self.low = low
      self.high = high
      self.says = says
    }
  }

  let title: String
  let things: [Row]
  let sayings: [String]
  let hasBars: Bool
  let description: String

  /// Describes intervals.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis, with its unit.
  ///   - things: from top to bottom.
  ///   - sayings: all that may be said, in the order of their colours.
  ///   - hasBars: whether bars run from zero to the amounts, as in a tornado.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, things: [Row], sayings: [String], hasBars: Bool = false, description: String
  ) {
    self.title = title
    self.things = things
    self.sayings = sayings
    self.hasBars = hasBars
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "name": .text, "value": .number, "low": .number, "high": .number, "says": .text,
    ])
    for (thing, label) in zip(things, DistinctLabels.of(things.map(\.name))) {
      rows.add(
        .text(label), .number(thing.value), .number(thing.low), .number(thing.high),
        .text(thing.says))
    }
    let name = Channels.name("name", "") {
      $0.sort = .data
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    let tooltip = Channels.list([
      Channel("name", .nominal, "of"), Channel("says", .nominal, "it"),
      Channel("value", .quantitative, title) { $0.format = ".3~g" },
      Channel("low", .quantitative, "95 % from") { $0.format = ".3~g" },
      Channel("high", .quantitative, "to") { $0.format = ".3~g" },
    ])
    let color = Channels.name("says", "") {
      $0.scale = Palette.scale(sayings, Palette.sayings)
      $0.legend = .shown(Legend(columns: 1))
    }
    let bars = ChartView(
      Mark(.bar) {
        $0.height = 14
        $0.opacity = 0.5
      }, [.y: name, .x: .number("value", title), .color: color, .tooltip: tooltip], data: rows)
    let layers =
      (hasBars ? [bars] : []) + [
        ChartView(
          Mark(.rule) { $0.strokeWidth = 3 },
          [
            .y: name, .x: .number("low", title), .x2: .end("high"), .color: color,
            .tooltip: tooltip,
          ], data: rows),
        ChartView(
          Mark(.tick) {
            $0.thickness = 3
            $0.size = 18
          }, [.y: name, .x: .number("value", title), .color: color, .tooltip: tooltip], data: rows),
        .zeroLine(under: title),
      ]
    return ChartView(
      layers: layers, height: .pixels(24 * things.count), describedAs: description)
  }
}
