/// Which inputs move an outcome: a bar for each, longest first, with its interval.
public struct TornadoChart: Sendable {
  /// One input.
  public struct Input: Sendable {
    /// Its name.
    public var name: String
    /// Its coefficient.
    public var coefficient: Double
    /// The ends of the coefficient's 95 % interval.
    public var low, high: Double

    /// An input with its coefficient.
    public init(name: String, coefficient: Double, low: Double, high: Double) {
      self.name = name
      self.coefficient = coefficient
      self.low = low
      self.high = high
    }
  }

  let title: String
  let inputs: [Input]
  let description: String

  /// Describes a tornado.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis.
  ///   - inputs: from top to bottom.
  ///   - description: what it shows, for those who cannot see it.
  public init(title: String, inputs: [Input], description: String) {
    self.title = title
    self.inputs = inputs
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "input": .text, "coefficient": .number, "low": .number, "high": .number, "sign": .text,
    ])
    let labels = DistinctLabels.of(inputs.map(\.name))
    for (input, label) in zip(inputs, labels) {
      rows.add(
        .text(label), .number(input.coefficient), .number(input.low), .number(input.high),
        .text(input.coefficient < 0 ? "more of it, less outcome" : "more of it, more outcome"))
    }
    let name = Channels.name("input", "") {
      $0.sort = .data
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    let tooltip = Channels.list([
      Channel("input", .nominal, "input"),
      Channel("coefficient", .quantitative, "coefficient") { $0.format = "+.2f" },
      Channel("low", .quantitative, "95 % from") { $0.format = "+.2f" },
      Channel("high", .quantitative, "to") { $0.format = "+.2f" },
    ])
    let layers = [
      ChartView(
        Mark(.bar) {
          $0.height = 14; $0.opacity = 0.7
        },
        [
          .y: name, .x: .number("coefficient", title), .tooltip: tooltip,
          .color: .name("sign", "") {
            $0.scale = Palette.scale(
              ["more of it, more outcome", "more of it, less outcome"], Palette.sayings)
            $0.legend = .shown(Legend(columns: 1))
          },
        ]),
      ChartView(
        Mark(.rule) {
          $0.strokeWidth = 2; $0.color = "#808080"
        },
        [.y: name, .x: .number("low", title), .x2: .end("high"), .tooltip: tooltip]),
    ]
    return ChartView(
      layers: layers, data: rows, height: .pixels(24 * inputs.count), describedAs: description)
  }
}
