/// What moves an outcome: a bar for each driver, as long as the share of the variance that it explains alone, in the
/// colour of its direction, and over it a line as far as chance would reach.
public struct InfluenceChart: Sendable {
  /// One driver.
  public struct Driver: Sendable {
    /// Its name.
    public var name: String
    /// The share of the outcome's variance that it explains alone.
    public var share: Double
    /// The share that one explaining nothing exceeds once in twenty times.
    public var chance: Double
    /// Its standardised rank regression coefficient; nil where it is not known.
    public var coefficient: Double?

    /// A driver with its share.
    public init(name: String, share: Double, chance: Double, coefficient: Double?) {
      self.name = name
      self.share = share
      self.chance = chance
      self.coefficient = coefficient
    }
  }

  private static let directions = [
    "more of it, more outcome", "more of it, less outcome", "direction not known",
  ]

  let title: String
  let drivers: [Driver]
  let description: String

  /// Describes what moves an outcome.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis.
  ///   - drivers: from top to bottom.
  ///   - description: what it shows, for those who cannot see it.
  public init(title: String, drivers: [Driver], description: String) {
    self.title = title
    self.drivers = drivers
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "driver": .text, "share": .number, "from": .number, "chance": .number, "direction": .text,
    ])
    let labels = DistinctLabels.of(drivers.map(\.name))
    for (driver, label) in zip(drivers, labels) {
      let direction = driver.coefficient.map { $0 < 0 ? 1 : 0 } ?? 2
      rows.add(
        .text(label), .number(driver.share), .number(0), .number(driver.chance),
        .text(Self.directions[direction]))
    }
    let name = Channels.name("driver", "") {
      $0.sort = .data
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    let tooltip = Channels.list([
      Channel("driver", .nominal, "driver"),
      Channel("share", .quantitative, "explains alone") { $0.format = ".0%" },
      Channel("chance", .quantitative, "chance reaches") { $0.format = ".0%" },
      Channel("direction", .nominal, "direction"),
    ])
    let layers = [
      ChartView(
        Mark(.bar) {
          $0.height = 14; $0.opacity = 0.7
        },
        [
          .y: name, .x: .number("share", title), .tooltip: tooltip,
          .color: .name("direction", "") {
            $0.scale = Palette.scale(Self.directions, Palette.sayings)
            $0.legend = .shown(Legend(columns: 1))
          },
        ]),
      ChartView(
        Mark(.rule) {
          $0.strokeWidth = 2; $0.color = "#808080"
        },
        [.y: name, .x: .number("from", title), .x2: .end("chance"), .tooltip: tooltip]),
    ]
    return ChartView(
      layers: layers, data: rows, height: .pixels(24 * drivers.count), describedAs: description)
  }
}
