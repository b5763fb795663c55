/// How one monthly number spreads over replications: p10 to p90, p25 to p75, the median, and some
/// single replications to hover over.
public struct FanChart: Sendable {
  /// One month.
  public struct Month: Sendable {
    /// Its first day, ISO 8601.
    public var day: String
    /// p10, p25, p50, p75 and p90; nil where missing.
    public var quantiles: [Double?]

    /// A month's quantiles.
    public init(day: String, quantiles: [Double?]) {
      precondition(quantiles.count == 5, "\(quantiles.count) quantiles, not five")
      self.day = day
      self.quantiles = quantiles
    }
  }

  /// The level of one replication from a month on, until its next step.
  public struct Step: Sendable {
    /// The replication's number.
    public var replication: Int
    /// The month's first day, ISO 8601.
    public var day: String
    /// The level.
    public var value: Double

    /// A step of one replication.
    public init(replication: Int, day: String, value: Double) {
      self.replication = replication
      self.day = day
      self.value = value
    }
  }

  let title: String
  let description: String
  let months: [Month]
  let steps: [Step]
  let top: Double
  let color: String

  /// Describes a fan chart.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis, with its unit.
  ///   - months: the bands.
  ///   - steps: single replications, each in order of time.
  ///   - top: the end of the vertical axis, so that charts side by side have the same.
  ///   - tint: the colour of the thing shown.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, months: [Month], steps: [Step], top: Double, tint: Tint, description: String
  ) {
    self.title = title
    self.months = months
    self.steps = steps
    self.top = top
    color = tint.hex
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var bands = ChartRows([
      "month": .day, "p10": .number, "p25": .number, "p50": .number, "p75": .number,
      "p90": .number,
    ])
    for month in months {
      let cells = month.quantiles.map { ChartRows.Cell.number($0) }
      bands.add(.text(month.day), cells[0], cells[1], cells[2], cells[3], cells[4])
    }
    var layers = [
      band("p10", "p90", opacity: 0.2), band("p25", "p75", opacity: 0.35),
      ChartView(
        Mark(.line) {
          $0.color = color; $0.strokeWidth = 2.5; $0.interpolate = "step-after"
        },
        [.x: .date("month"), .y: height("p50")]),
      ChartView(
        Mark(.rule) {
          $0.opacity = 0; $0.strokeWidth = 8
        },
        [
          .x: .date("month"),
          .tooltip: .list(
            [.month("month")]
              + ["p10", "p25", "p50", "p75", "p90"].map {
                Channel($0, .quantitative, $0) { $0.format = ".4~g" }
              }),
        ]),
    ]
    if !steps.isEmpty { layers += singles }
    return ChartView(layers: layers, data: bands, height: .pixels(220), describedAs: description)
  }

  private func height(_ field: String) -> Channels {
    .number(field, title) { $0.scale = Scale(domain: .numbers([0, top]), nice: true) }
  }

  private func band(_ low: String, _ high: String, opacity: Double) -> ChartView {
    ChartView(
      Mark(.area) {
        $0.color = color; $0.opacity = opacity; $0.interpolate = "step-after"
      },
      [.x: .date("month"), .y: height(low), .y2: .end(high)])
  }

  /// Thin lines that show when hovered over, and under each a broad one that is easy to meet.
  private var singles: [ChartView] {
    var rows = ChartRows(["replication": .number, "month": .day, "value": .number])
    for step in steps {
      rows.add(.number(Double(step.replication)), .text(step.day), .number(step.value))
    }
    let places: [Position: Channels] = [
      .x: .date("month"), .y: height("value"), .detail: .name("replication", "replication"),
    ]
    let thin = ChartView(
      Mark(.line) {
        $0.color = color
        $0.strokeWidth = 1.5
        $0.interpolate = "step-after"
      },
      places.merging([.opacity: .one(Channel(value: 0.08, hovered: 1, "hovered"))]) { $1 },
      data: rows)
    let broad = ChartView(
      Mark(.line) {
        $0.opacity = 0; $0.strokeWidth = 7; $0.interpolate = "step-after"
      },
      places.merging([.tooltip: .name("replication", "replication")]) { $1 }, data: rows,
      params: [Selection(name: "hovered", select: .init(fields: ["replication"]))])
    return [thin, broad]
  }
}
