/// Bars made of parts, one bar for each thing; parts below zero lower it.
public struct StackedBarChart: Sendable {
  /// One part of one bar.
  public struct Part: Sendable {
    /// The bar it belongs to.
    public var bar: String
    /// What it is.
    public var name: String
    /// How large it is.
    public var value: Double

    /// A part.
    public init(bar: String, name: String, value: Double) {
      self.bar = bar
      self.name = name
      self.value = value
    }
  }

  let title: String
  let bars: [String]
  let names: [String]
  let parts: [Part]
  /// The ends of the horizontal axis; nil for what the data need.
  let domain: [Double]?
  let description: String

  /// Describes stacked bars.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis, with its unit.
  ///   - bars: from top to bottom.
  ///   - names: of the parts, in the order of their colours.
  ///   - parts: the bars' parts.
  ///   - domain: the ends of the horizontal axis, such as 0 to 100 of shares; nil for what the data need.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, bars: [String], names: [String], parts: [Part],
    domain: ClosedRange<Double>? = nil, description: String
  ) {
    self.title = title
    self.bars = bars
    self.names = names
    self.parts = parts
    self.domain = domain.map { [$0.lowerBound, $0.upperBound] }
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows(["bar": .text, "part": .text, "value": .number, "order": .number])
    let labels = DistinctLabels.byName(bars)
    let partLabels = DistinctLabels.byName(names)
    for part in parts {
      let order = names.firstIndex(of: part.name) ?? names.count
      rows.add(
        .text(labels[part.bar] ?? part.bar), .text(partLabels[part.name] ?? part.name),
        .number(part.value), .number(Double(order)))
    }
    let bar = ChartView(
      Mark(.bar) { $0.height = 26 },
      [
        .y: .name("bar", "") {
          $0.sort = .data
          $0.axis = .shown(Axis(title: .hidden, labelLimit: Axis.longestLabel))
        },
        .x: .number("value", title) {
          $0.stack = .shown("zero")
          if let domain { $0.scale = Scale(domain: .numbers(domain)) }
        },
        .order: .number("order", ""),
        .color: .name("part", "") {
          $0.scale = Palette.scale(DistinctLabels.of(names))
          // Long names of bars leave no room beside them for two columns on a phone.
          $0.legend = .shown(Legend(columns: labels.values.allSatisfy { $0.count <= 16 } ? 2 : 1))
        },
        .tooltip: .list([
          Channel("bar", .nominal, "of"), Channel("part", .nominal, "part"),
          Channel("value", .quantitative, title) { $0.format = ".3~g" },
        ]),
      ])
    return ChartView(
      layers: [bar], data: rows, height: .pixels(44 * bars.count), describedAs: description)
  }
}
