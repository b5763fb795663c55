/// What is paid and earned in each year, by kind, and the sum of it.
public struct CashFlowChart: Sendable {
  /// One kind of flow in one year.
  public struct Flow: Sendable {
    /// The calendar year.
    public var year: Int
    /// What it is.
    public var name: String
    /// The amount, income positive.
    public var amount: Double

    /// A flow.
    public init(year: Int, name: String, amount: Double) {
      self.year = year
      self.name = name
      self.amount = amount
    }
  }

  let title: String
  let names: [String]
  let flows: [Flow]
  let domain: [Double]
  let description: String

  /// Describes a cash flow.
  ///
  /// - Parameters:
  ///   - title: of the vertical axis, with its unit.
  ///   - names: of the kinds, in the order of their colours.
  ///   - flows: by year and kind.
  ///   - domain: the ends of the vertical axis, so that charts side by side have the same.
  ///   - description: what it shows, for those who cannot see it.
  public init(
    title: String, names: [String], flows: [Flow], domain: ClosedRange<Double>,
    description: String
  ) {
    self.title = title
    self.names = names
    self.flows = flows
    self.domain = [domain.lowerBound, domain.upperBound]
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows(["year": .text, "kind": .text, "amount": .number])
    var sums = ChartRows(["year": .text, "net": .number])
    for flow in flows {
      rows.add(.text(String(flow.year)), .text(flow.name), .number(flow.amount))
    }
    for year in Set(flows.map(\.year)).sorted() {
      let net = flows.filter { $0.year == year }.map(\.amount).reduce(0, +)
      sums.add(.text(String(year)), .number(net))
    }
    let year = Channels.name("year", "") {
      $0.axis = .shown(Axis(title: .hidden, labelOverlap: true, labelAngle: 0))
    }
    func height(_ field: String) -> Channels {
      .number(field, title) { $0.scale = Scale(domain: .numbers(domain), nice: true) }
    }
    let bars = ChartView(
      Mark(.bar) { $0.opacity = 0.85 },
      [
        .x: year,
        .y: .number("amount", title) {
          $0.scale = Scale(domain: .numbers(domain), nice: true)
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
    let net = ChartView(
      Mark(.circle) {
        $0.color = "#1b1f24"
        $0.stroke = "#ffffff"
        $0.strokeWidth = 1.5
        $0.size = 60
        $0.opacity = 1
      },
      [
        .x: year, .y: height("net"),
        .tooltip: .list([
          Channel("year", .nominal, "year"),
          Channel("net", .quantitative, "all together, \(title)") { $0.format = ",.4~g" },
        ]),
      ], data: sums)
    return ChartView(layers: [bars, net], height: .pixels(240), describedAs: description)
  }
}
