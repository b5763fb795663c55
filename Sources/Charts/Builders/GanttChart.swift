/// The stages of phases over time: from the median start to the median end, and p10 to p90 of both.
public struct GanttChart: Sendable {
  /// How an instant spreads over cases; nil where it is never reached so often.
  public struct Range: Sendable {
    let low, median, high: String?

    /// The days of p10, the median and p90, ISO 8601.
    public init(low: String?, median: String?, high: String?) {
      self.low = low
      self.median = median
      self.high = high
    }
  }

  /// One stage of one phase.
  public struct Stage: Sendable {
    /// What it is called on the axis.
    public var name: String
    /// When it starts; nil for what takes no time.
    public var start: Range?
    /// When it ends.
    public var end: Range
    /// The share in which it never ends within the horizon, 0…1.
    public var never: Double

    /// A stage.
    public init(name: String, start: Range?, end: Range, never: Double) {
      self.name = name
      self.start = start
      self.end = end
      self.never = never
    }
  }

  let stages: [Stage]
  let horizon: String
  let tint: Tint
  let description: String

  /// Describes a Gantt chart.
  ///
  /// - Parameters:
  ///   - stages: from top to bottom; their names differ.
  ///   - horizon: the last simulated day, ISO 8601.
  ///   - tint: the colour of the strategy.
  ///   - description: what it shows, for those who cannot see it.
  public init(stages: [Stage], horizon: String, tint: Tint, description: String) {
    self.stages = stages
    self.horizon = horizon
    self.tint = tint
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    let color = tint.hex
    // Without a domain, rows without a bar would come last.
    let stage = Channels.name("stage", "") {
      $0.scale = Scale(domain: .names(DistinctLabels.of(stages.map(\.name))))
      $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
    }
    let layers = [
      ChartView(
        Mark(.bar) {
          $0.color = color; $0.opacity = 0.45; $0.height = 10
        },
        [.y: stage, .x: .date("start50"), .x2: .end("barUntil"), .tooltip: tooltip]),
      range("start10", "startUntil", width: 1.5, offset: -8, stage),
      range("end10", "endUntil", width: 3.5, offset: 8, stage),
      ChartView(
        Mark(.tick) {
          $0.color = color; $0.thickness = 3; $0.size = 16
        },
        [.y: stage, .x: .date("end50"), .tooltip: tooltip]),
      ChartView(
        Mark(.text) {
          // Beside the plot, where no bar is.
          $0.align = "left"
          $0.baseline = "middle"
          $0.dx = 5
          $0.fontSize = 10
          $0.color = "#666666"
        },
        [.y: stage, .x: .date("horizon"), .text: .name("note", "")],
        transform: [.filter("datum.never > 0")]),
    ]
    let hasNotes = stages.contains { $0.never > 0 }
    return ChartView(
      layers: hasNotes ? layers : layers.dropLast(), data: rows, height: .pixels(28 * stages.count),
      describedAs: description)
  }

  private var rows: ChartRows {
    var rows = ChartRows([
      "stage": .text, "start10": .day, "start50": .day, "start90": .day, "startUntil": .day,
      "end10": .day, "end50": .day, "end90": .day, "endUntil": .day, "barUntil": .day,
      "never": .number, "note": .text, "horizon": .day,
    ])
    /// What is never reached so often runs to the last day.
    func until(_ day: String?, from first: String?) -> ChartRows.Cell {
      Self.day(first == nil ? nil : day ?? horizon)
    }
    let labels = DistinctLabels.of(stages.map(\.name))
    for (stage, label) in zip(stages, labels) {
      let (start, end) = (stage.start, stage.end)
      let percent = stage.never * 100
      let note =
        percent == 0
        ? "" : percent < 1 ? "never in < 1 %" : "never in \(Int(percent.rounded())) %"
      rows.add(
        .text(label), Self.day(start?.low), Self.day(start?.median), Self.day(start?.high),
        until(start?.high, from: start?.low), Self.day(end.low), Self.day(end.median),
        Self.day(end.high), until(end.high, from: end.low),
        until(end.median, from: start?.median), .number(stage.never), .text(note), .text(horizon))
    }
    return rows
  }

  private var tooltip: Channels {
    func day(_ field: String, _ title: String) -> Channel {
      Channel(field, .temporal, title) { $0.timeUnit = "utcyearmonthdate" }
    }
    return .list([
      Channel("stage", .nominal, "stage"), day("start10", "start, p10"),
      day("start50", "start, median"), day("start90", "start, p90"), day("end10", "end, p10"),
      day("end50", "end, median"), day("end90", "end, p90"),
      Channel("never", .quantitative, "never ends") { $0.format = ".1%" },
    ])
  }

  /// A line from p10 to p90, above or below the bar.
  private func range(
    _ low: String, _ high: String, width: Double, offset: Double, _ stage: Channels
  ) -> ChartView {
    ChartView(
      Mark(.rule) {
        $0.color = tint.hex; $0.strokeWidth = width; $0.yOffset = offset
      },
      [.y: stage, .x: .date(low), .x2: .end(high), .tooltip: tooltip])
  }

  private static func day(_ text: String?) -> ChartRows.Cell {
    text.map { .text($0) } ?? .number(nil)
  }
}
