/// What a channel of a chart is: where on it, or how, a field is shown.
enum Position: String, Sendable {
  case x, x2, y, y2, color, opacity, strokeWidth, size, detail, order, text, tooltip
  case longitude, latitude, longitude2, latitude2
}

/// One definition, or a list of them, as tooltips have.
enum Channels: Encodable, Sendable {
  case one(Channel)
  case list([Channel])

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .one(let channel): try container.encode(channel)
    case .list(let channels): try container.encode(channels)
    }
  }

  /// A field that is measured.
  static func number(_ field: String, _ title: String, _ change: (inout Channel) -> Void = { _ in })
    -> Channels
  {
    .one(Channel(field, .quantitative, title, change))
  }

  /// A field with dates.
  static func date(_ field: String, _ change: (inout Channel) -> Void = { _ in }) -> Channels {
    .one(
      Channel(field, .temporal, "") {
        $0.scale = Scale(type: "utc")
        $0.axis = .shown(Axis(title: .hidden, tickCount: 7, labelOverlap: true))
        change(&$0)
      })
  }

  /// A field with names.
  static func name(_ field: String, _ title: String, _ change: (inout Channel) -> Void = { _ in })
    -> Channels
  {
    .one(Channel(field, .nominal, title, change))
  }

  /// The second end of a range.
  static func end(_ field: String) -> Channels {
    .one(Channel(field: field))
  }
}

/// How a field is shown.
struct Channel: Encodable, Sendable {
  enum Measure: String, Encodable { case quantitative, temporal, nominal, ordinal }

  /// A number that depends on whether a row is hovered over.
  struct Condition: Encodable, Sendable {
    var param: String
    var empty = false
    var value: Double
  }

  /// The order of a discrete axis.
  ///
  /// A list of names is not used: Vega-Lite puts it into an expression, which some characters end.
  enum Order: Encodable, Sendable {
    /// As in the data.
    case data

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    }
  }

  var field: String?
  var type: Measure?
  var title: String?
  var axis: Shown<Axis>?
  var scale: Scale?
  var legend: Shown<Legend>?
  var sort: Order?
  var stack: Shown<String>?
  /// `binned` where the field is the lower edge of a bin.
  var bin: String?
  var format: String?
  var timeUnit: String?
  var value: Double?
  var condition: Condition?

  init(field: String) { self.field = field }

  /// A place in pixels from the left, or the top.
  init(pixels: Double) { value = pixels }

  init(
    _ field: String, _ type: Measure, _ title: String, _ change: (inout Channel) -> Void = { _ in }
  ) {
    self.field = field
    self.type = type
    self.title = title
    change(&self)
  }

  /// A value that changes while a row is hovered over.
  init(value: Double, hovered: Double, _ selection: String) {
    self.value = value
    condition = Condition(param: selection, value: hovered)
  }

  /// A date in a tooltip, month and year in UTC.
  static func month(_ field: String, _ title: String = "month") -> Channel {
    Channel(field, .temporal, title) { $0.timeUnit = "utcyearmonth" }
  }
}

/// A part of a chart that may be left out, which Vega-Lite writes as null.
enum Shown<Part: Encodable & Sendable>: Encodable, Sendable {
  case shown(Part)
  case hidden

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .shown(let part): try container.encode(part)
    case .hidden: try container.encodeNil()
    }
  }
}

/// How an axis is drawn.
struct Axis: Encodable, Sendable {
  /// Pixels that a label of `DistinctLabels.longest` letters needs, broad ones too.
  static let longestLabel = 230

  var title: Shown<String>?
  var format: String?
  var tickCount: Int?
  var labelLimit: Int?
  var labelOverlap: Bool?
  var labelAngle: Double?
  var grid: Bool?
  var orient: String?
}

/// How a legend is drawn.
struct Legend: Encodable, Sendable {
  var title: Shown<String>? = .hidden
  var orient = "top"
  var columns: Int?
  var labelLimit = Axis.longestLabel
  var symbolType: String?
  var symbolSize: Double?
  var symbolStrokeWidth: Double?
  var symbolOpacity = 1.0

  /// A legend in as many columns as a phone has room for.
  static func of(_ labels: [String]) -> Legend {
    let widths = labels.map { $0.count + 4 }
    let fitsRow = labels.count <= 3 && widths.reduce(0, +) <= 46
    return Legend(columns: fitsRow ? nil : (widths.max() ?? 0) <= 25 ? 2 : 1)
  }

  /// The same of coloured lines.
  static func ofLines(_ labels: [String]) -> Legend {
    var legend = of(labels)
    legend.symbolType = "stroke"
    legend.symbolSize = 300
    legend.symbolStrokeWidth = 3
    return legend
  }
}

/// How values become places, lengths or colours.
struct Scale: Encodable, Sendable {
  /// What a scale covers.
  enum Domain: Encodable, Sendable {
    case numbers([Double])
    case names([String])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .numbers(let numbers): try container.encode(numbers)
      case .names(let names): try container.encode(names)
      }
    }
  }

  /// What a scale gives.
  enum Range: Encodable, Sendable {
    case colors([String])
    case numbers([Double])

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .colors(let colors): try container.encode(colors)
      case .numbers(let numbers): try container.encode(numbers)
      }
    }
  }

  var type: String?
  var domain: Domain?
  var range: Range?
  var nice: Bool?
  var zero: Bool?
  var padding: Double?
}
