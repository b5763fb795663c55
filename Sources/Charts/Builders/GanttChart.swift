/// The stages of phases over time: from the median start to the median end, and p10 to p90 of the
/// end.
public struct GanttChart: Sendable {
  /// One stage of one phase.
  public struct Stage: Sendable {
    /// What it is called on the axis.
    public var name: String
    /// The median start, ISO 8601; nil where it is not known.
    public var start: String?
    /// p10 of the end; nil where it is never reached so often.
    public var low: String?
    /// The median end; nil where it is never reached in half of the cases.
    public var end: String?
    /// p90 of the end; nil where it is never reached so often.
    public var high: String?
    /// The share in which it never ends within the horizon, 0…1.
    public var never: Double

    /// A stage.
    public init(
      name: String, start: String?, low: String?, end: String?, high: String?, never: Double
    ) {
      self.name = name
      self.start = start
      self.low = low
      self.end = end
      self.high = high
      self.never = never
    }
  }

  let stages: [Stage]
  let horizon: String
  let index: Int
  let description: String

  /// Describes a Gantt chart.
  ///
  /// - Parameters:
  ///   - stages: from top to bottom; their names differ.
  ///   - horizon: the last simulated day, ISO 8601.
  ///   - index: the number of the strategy, which decides its colour.
  ///   - description: what it shows, for those who cannot see it.
  public init(stages: [Stage], horizon: String, index: Int, description: String) {
    self.stages = stages
    self.horizon = horizon
    self.index = index
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "stage": .text, "start": .day, "p10": .day, "p50": .day, "p90": .day, "until": .day,
      "never": .number, "note": .text, "horizon": .day,
    ])
    let labels = DistinctLabels.of(stages.map(\.name))
    for (stage, label) in zip(stages, labels) {
      let percent = stage.never * 100
      let note =
        percent == 0
        ? "" : percent < 1 ? "never in < 1 %" : "never in \(Int(percent.rounded())) %"
      rows.add(
        .text(label), Self.day(stage.start), Self.day(stage.low), Self.day(stage.end),
        Self.day(stage.high), Self.day(stage.low == nil ? nil : stage.high ?? horizon),
        .number(stage.never), .text(note), .text(horizon))
    }
    let color = Palette.color(index)
    let stage = Channels.name("stage", "") {
      $0.sort = .data
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    func day(_ field: String, _ title: String) -> Channel {
      Channel(field, .temporal, title) { $0.timeUnit = "utcyearmonthdate" }
    }
    let tooltip = Channels.list([
      Channel("stage", .nominal, "stage"), day("start", "median start"), day("p10", "end, p10"),
      day("p50", "end, median"), day("p90", "end, p90"),
      Channel("never", .quantitative, "never") { $0.format = ".1%" },
    ])
    let layers = [
      ChartView(
        Mark(.bar) {
          $0.color = color; $0.opacity = 0.45; $0.height = 12
        },
        [.y: stage, .x: .date("start"), .x2: .end("p50"), .tooltip: tooltip]),
      ChartView(
        Mark(.rule) {
          $0.color = color; $0.strokeWidth = 3
        },
        [.y: stage, .x: .date("p10"), .x2: .end("until"), .tooltip: tooltip]),
      ChartView(
        Mark(.tick) {
          $0.color = color; $0.thickness = 3; $0.size = 16
        },
        [.y: stage, .x: .date("p50"), .tooltip: tooltip]),
      ChartView(
        Mark(.text) {
          $0.align = "right"
          $0.baseline = "bottom"
          $0.dy = -2
          $0.fontSize = 10
          $0.color = "#666666"
        },
        [.y: stage, .x: .date("horizon"), .text: .name("note", "")],
        transform: [.filter("datum.never > 0")]),
    ]
    let hasNotes = stages.contains { $0.never > 0 }
    return ChartView(
      layers: hasNotes ? layers : layers.dropLast(), data: rows, height: .pixels(24 * stages.count),
      describedAs: description)
  }

  private static func day(_ text: String?) -> ChartRows.Cell {
    text.map { .text($0) } ?? .number(nil)
  }
}
