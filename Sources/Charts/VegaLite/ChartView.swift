import Foundation

/// A chart as a Vega-Lite specification: one view, or layers of views on common axes.
///
/// Only the parts of Vega-Lite that the builders of this module use, by its own names
/// (https://vega.github.io/vega-lite/docs/spec.html).
public struct ChartView: Encodable, Sendable {
  var schema: String?
  /// Above the chart, for a picture that stands by itself.
  var title: Title?
  /// What the chart shows, for those who cannot see it.
  public var description: String?
  var width: Extent?
  var height: Extent?
  var data: ChartRows?
  var transform: [Transform]?
  var params: [Selection]?
  var mark: Mark?
  var encoding: [String: Channels]?
  var layer: [ChartView]?
  var projection: Projection?
  var config: ChartConfig?

  enum CodingKeys: String, CodingKey {
    case schema = "$schema"
    case title, description, width, height, data, transform, params, mark, encoding, layer,
      projection
    case config
  }

  /// A layer: marks that stand for rows.
  init(
    _ mark: Mark, _ encoding: [Position: Channels], data: ChartRows? = nil,
    transform: [Transform]? = nil, params: [Selection]? = nil
  ) {
    self.mark = mark
    self.encoding = Dictionary(
      uniqueKeysWithValues: encoding.map { ($0.key.rawValue, $0.value) })
    self.data = data
    self.transform = transform
    self.params = params
  }

  /// A whole chart of layers.
  init(
    layers: [ChartView], data: ChartRows? = nil, transform: [Transform]? = nil, height: Extent,
    describedAs description: String
  ) {
    schema = "https://vega.github.io/schema/vega-lite/v6.json"
    self.description = description
    width = .container
    self.height = height
    self.data = data
    self.transform = transform
    layer = layers
    config = .report
  }

  /// The specification as JSON, keys in alphabetical order.
  ///
  /// - Parameters:
  ///   - width: pixels of a picture, which is drawn on white; nil for as wide as what holds it.
  ///   - title: what stands above a picture; nil for nothing.
  ///   - isIndented: whether people are to read it.
  /// - Returns: the text.
  /// - Throws: never for numbers that are finite.
  public func json(width: Int? = nil, title: String? = nil, isIndented: Bool = false) throws
    -> String
  {
    var view = self
    if let title { view.title = Title(title) }
    if let width {
      view.width = .pixels(width)
      // The converter gets translucent marks on a transparent ground wrong in PNG.
      view.config?.background = "white"
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    if isIndented { encoder.outputFormatting.insert(.prettyPrinted) }
    return String(decoding: try encoder.encode(view), as: UTF8.self)
  }
}

/// What stands above a chart.
struct Title: Encodable, Sendable {
  /// The longest line in characters, as many as a picture has room for.
  static let longest = 84

  /// The lines.
  var text: [String]
  var anchor = "start"
  var frame = "group"
  var color = "#333333"
  var fontSize = 15
  var offset = 14

  /// A title in as many lines as it needs; words are broken only where one is longer than a line.
  init(_ title: String) {
    var lines = [""]
    for word in title.split(whereSeparator: \.isWhitespace) {
      let last = lines[lines.count - 1]
      if !last.isEmpty, last.count + 1 + word.count <= Self.longest {
        lines[lines.count - 1] = last + " " + word
        continue
      }
      if !last.isEmpty { lines.append("") }
      var rest = word
      while rest.count > Self.longest {
        lines[lines.count - 1] = String(rest.prefix(Self.longest))
        rest = rest.dropFirst(Self.longest)
        lines.append("")
      }
      lines[lines.count - 1] = String(rest)
    }
    text = lines
  }
}

/// How wide or high a chart is.
enum Extent: Encodable, Sendable {
  /// As wide as what holds it.
  case container
  /// A number of pixels.
  case pixels(Int)

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .container: try container.encode("container")
    case .pixels(let count): try container.encode(count)
    }
  }
}

/// What is drawn for a row.
struct Mark: Encodable, Sendable {
  /// The shapes that the builders use.
  enum Shape: String, Encodable { case area, bar, geoshape, line, circle, rule, text, tick }

  var type: Shape
  var color: String?
  var opacity: Double?
  var interpolate: String?
  var strokeWidth: Double?
  var strokeDash: [Int]?
  var strokeCap: String?
  var stroke: String?
  var size: Double?
  var fontSize: Double?
  var fontWeight: String?
  var align: String?
  var baseline: String?
  var dx: Double?
  var dy: Double?
  var yOffset: Double?
  var thickness: Double?
  var height: Double?
  var clip: Bool?
  var cornerRadius: Double?
  /// Whether a screen reader hears of each mark; the chart as a whole is described anyway.
  var aria: Bool?

  init(_ type: Shape, _ change: (inout Mark) -> Void = { _ in }) {
    self.type = type
    change(&self)
  }
}

/// What hovering does.
struct Selection: Encodable, Sendable {
  struct Kind: Encodable, Sendable {
    var type = "point"
    var on = "pointerover"
    var clear = "pointerout"
    var fields: [String]
  }

  var name: String
  var select: Kind
}

/// How places on Earth are drawn.
struct Projection: Encodable, Sendable {
  var type = "mercator"
}
