/// How an outcome is distributed, one thing below the other: each as so many dots, one for each equally likely part
/// of the futures, piled up where they fall together.
///
/// M. Kay and others, When (ish) is My Bus?, 2016: readers count dots more surely than they judge areas.
public struct QuantileDotChart: Sendable {
  /// One of the things.
  public struct Row: Sendable {
    let name, says: String
    let tint: Tint
    let quantiles: [Double]

    /// A thing with the middles of equally likely parts, ascending, and what is written behind its name.
    public init(name: String, says: String, tint: Tint, quantiles: [Double]) {
      self.name = name
      self.says = says
      self.tint = tint
      self.quantiles = quantiles
    }
  }

  /// How many dots a thing has.
  public static let dots = 20

  /// How many piles fit beside each other on a phone.
  private static let piles = 34.0

  /// How many pixels a row is high, a line of text above its dots with it.
  private static let rowHeight = 62.0, dotHeight = 7.0

  let title: String
  let things: [Row]
  let description: String

  /// Describes dots.
  ///
  /// - Parameters:
  ///   - title: of the horizontal axis, with its unit.
  ///   - things: from top to bottom.
  ///   - description: what it shows, for those who cannot see it.
  public init(title: String, things: [Row], description: String) {
    self.title = title
    self.things = things
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    let all = things.flatMap(\.quantiles)
    let (low, high) = (min(0, all.min() ?? 0), max(0, all.max() ?? 0))
    let width = max((high - low) / Self.piles, .leastNormalMagnitude)
    let labels = DistinctLabels.of(things.map(\.name))
    let height = Self.rowHeight * Double(things.count)
    var dots = ChartRows([
      "name": .text, "value": .number, "place": .number, "pile": .number,
    ])
    var zeros = ChartRows(["zero": .number, "place": .number, "top": .number])
    var words = ChartRows(["name": .text, "words": .text, "place": .number])
    for (row, (thing, label)) in zip(things, labels).enumerated() {
      let bottom = height - Self.rowHeight * Double(row + 1)
      words.add(
        .text(label), .text("\(label): \(thing.says)"), .number(bottom + Self.rowHeight - 8))
      zeros.add(
        .number(0), .number(bottom), .number(bottom + Self.rowHeight - 18))
      var counts: [Int: Int] = [:]
      let highest = Self.highest(thing.quantiles, width)
      let step = min(Self.dotHeight, (Self.rowHeight - 22) / Double(max(highest, 1)))
      for value in thing.quantiles {
        let pile = Int((value / width).rounded())
        let count = counts[pile, default: 0]
        counts[pile] = count + 1
        dots.add(
          .text(label), .number(value), .number(bottom + 5 + step * Double(count)),
          .number(Double(pile) * width))
      }
    }
    let color = Channels.name("name", "") {
      $0.scale = Palette.scale(labels, things.map(\.tint))
      $0.legend = .hidden
    }
    let place = Channels.number("place", "") {
      $0.scale = Scale(domain: .numbers([0, height]))
      $0.axis = .hidden
    }
    let marks = ChartView(
      Mark(.circle) {
        $0.size = 42
        $0.opacity = 0.9
      },
      [
        .x: .number("pile", title), .y: place, .color: color,
        .tooltip: .list([
          Channel("name", .nominal, "of"),
          Channel("value", .quantitative, title) { $0.format = ".3~g" },
        ]),
      ], data: dots)
    let zero = ChartView(
      Mark(.rule) {
        $0.color = Palette.rest
        $0.strokeWidth = 2
        $0.strokeDash = [4, 3]
      }, [.x: .number("zero", title), .y: place, .y2: .end("top")], data: zeros)
    let text = ChartView(
      Mark(.text) {
        $0.align = "left"
        $0.baseline = "middle"
        $0.fontSize = 12
      },
      [.x: .one(Channel(pixels: 0)), .y: place, .text: .name("words", "")], data: words)
    return ChartView(
      layers: [zero, marks, text], height: .pixels(Int(height)),
      describedAs: description)
  }

  /// The highest pile of some numbers.
  private static func highest(_ numbers: [Double], _ width: Double) -> Int {
    Dictionary(grouping: numbers) { ($0 / width).rounded() }.values.map(\.count).max() ?? 0
  }
}
