/// How one monthly number spreads over replications: p10 to p90, p25 to p75, and the median.
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

  let title: String
  let description: String
  let months: [Month]
  let isLogarithmic: Bool
  let top: Double
  let color: String

  /// Describes a fan chart.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis, with its unit.
  ///   - months: the bands.
  ///   - top: the end of the vertical axis, so that charts side by side have the same.
  ///   - tint: the colour of the thing shown.
  ///   - isLogarithmic: whether each step up the axis multiplies; what is below its foot lies on it.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, months: [Month], top: Double, tint: Tint, isLogarithmic: Bool = false,
    description: String
  ) {
    self.title = title
    self.months = months
    self.isLogarithmic = isLogarithmic
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
      let cells = month.quantiles.map { ChartRows.Cell.number($0.map { max($0, foot) }) }
      bands.add(.text(month.day), cells[0], cells[1], cells[2], cells[3], cells[4])
    }
    let layers = [
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
    return ChartView(layers: layers, data: bands, height: .pixels(220), describedAs: description)
  }

  /// What a logarithmic axis spans down from its top.
  private static let decades = 1000.0

  /// Where the axis begins.
  private var foot: Double { isLogarithmic ? top / Self.decades : 0 }

  private func height(_ field: String) -> Channels {
    .number(field, title) {
      $0.scale = Scale(
        type: isLogarithmic ? "log" : nil, domain: .numbers([foot, top]),
        nice: !isLogarithmic)
      if isLogarithmic { $0.axis = .shown(Axis(format: "~s", tickCount: 5)) }
    }
  }

  private func band(_ low: String, _ high: String, opacity: Double) -> ChartView {
    ChartView(
      Mark(.area) {
        $0.color = color; $0.opacity = opacity; $0.interpolate = "step-after"
      },
      [.x: .date("month"), .y: height(low), .y2: .end(high)])
  }
}
