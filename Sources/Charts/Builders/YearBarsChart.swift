/// Amounts by year as bars made of parts, and beside them a dot for another number of the year.
public struct YearBarsChart: Sendable {
  /// One part of the bar of one year.
  public struct Part: Sendable {
    /// The calendar year.
    public var year: Int
    /// What it is.
    public var name: String
    /// How large it is; what is below zero hangs below the axis.
    public var amount: Double

    /// A part.
    public init(year: Int, name: String, amount: Double) {
      self.year = year
      self.name = name
      self.amount = amount
    }
  }

  /// What the dots are.
  public struct Dots: Sendable {
    let name: String
    let amounts: [(year: Int, amount: Double)]

    /// A number for each year, in the unit of the bars.
    public init(name: String, amounts: [(year: Int, amount: Double)]) {
      self.name = name
      self.amounts = amounts
    }
  }

  let title: String
  let names: [String]
  let parts: [Part]
  let dots: Dots
  let domain: [Double]
  let description: String

  /// Describes bars by year.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis, with its unit.
  ///   - names: of the parts, in the order of their colours.
  ///   - parts: by year and name.
  ///   - dots: the other number.
  ///   - domain: the ends of the vertical axis, so that charts side by side have the same.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, names: [String], parts: [Part], dots: Dots, domain: ClosedRange<Double>,
    description: String
  ) {
    self.title = title
    self.names = names
    self.parts = parts
    self.dots = dots
    self.domain = [domain.lowerBound, domain.upperBound]
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows(["year": .text, "kind": .text, "amount": .number])
    var dotRows = ChartRows(["year": .text, "amount": .number])
    for part in parts {
      rows.add(.text(String(part.year)), .text(part.name), .number(part.amount))
    }
    for dot in dots.amounts { dotRows.add(.text(String(dot.year)), .number(dot.amount)) }
    let year = Channels.name("year", "") {
      $0.axis = .shown(Axis(title: .hidden, labelOverlap: true, labelAngle: 0))
    }
    let scale = Scale(domain: .numbers(domain), nice: true)
    let bars = ChartView(
      Mark(.bar) { $0.opacity = 0.85 },
      [
        .x: year,
        .y: .number("amount", title) {
          $0.scale = scale
          $0.stack = .shown("zero")
        },
        .color: .name("kind", "") {
          $0.scale = Palette.scale(names)
          $0.legend = .shown(Legend(columns: 2))
        },
        .tooltip: .list([
          Channel("year", .nominal, "year"), Channel("kind", .nominal, "kind"),
          Channel("amount", .quantitative, title) { $0.format = ",.4~g" },
        ]),
      ], data: rows)
    let circles = ChartView(
      Mark(.circle) {
        $0.color = "#1b1f24"
        $0.stroke = "#ffffff"
        $0.strokeWidth = 1.5
        $0.size = 60
        $0.opacity = 1
      },
      [
        .x: year, .y: .number("amount", title) { $0.scale = scale },
        .tooltip: .list([
          Channel("year", .nominal, "year"),
          Channel("amount", .quantitative, "\(dots.name), \(title)") { $0.format = ",.4~g" },
        ]),
      ], data: dotRows)
    return ChartView(layers: [bars, circles], height: .pixels(240), describedAs: description)
  }
}
