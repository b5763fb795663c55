/// Where things stand, by latitude and longitude, each with a number shown by the area of its circle.
///
/// There are no coasts or borders: lines of latitude and longitude and a scale say where one is.
public struct MapChart: Sendable {
  /// One place.
  public struct Place: Sendable {
    /// Its name.
    public var name: String
    /// Degrees north.
    public var latitude: Double
    /// Degrees east.
    public var longitude: Double
    /// What the area of its circle shows.
    public var value: Double

    /// A place.
    public init(name: String, latitude: Double, longitude: Double, value: Double) {
      self.name = name
      self.latitude = latitude
      self.longitude = longitude
      self.value = value
    }
  }

  let title: String
  let places: [Place]
  let description: String

  /// Describes a map.
  ///
  /// - Parameters:
  ///   - title: what the areas show, with its unit.
  ///   - places: at least one.
  ///   - description: what it shows, for those who cannot see it.
  public init(title: String, places: [Place], description: String) {
    self.title = title
    self.places = places
    self.description = description
  }

  /// The specification.
  public var view: ChartView {
    var rows = ChartRows([
      "place": .text, "latitude": .number, "longitude": .number, "value": .number,
    ])
    for place in places {
      rows.add(
        .text(place.name), .number(place.latitude), .number(place.longitude),
        .number(place.value))
    }
    let circles = ChartView(
      Mark(.circle) {
        $0.color = Palette.places[0]; $0.opacity = 0.6
      },
      Self.at.merging([
        .size: .number("value", title) {
          $0.scale = Scale(range: .numbers([20, 1500]), zero: true)
          $0.legend = .shown(Legend(title: .shown(title)))
        },
        .tooltip: .list([
          Channel("place", .nominal, "region"),
          Channel("value", .quantitative, title) { $0.format = ",.4~g" },
        ]),
      ]) { $1 }, data: rows)
    let names = ChartView(
      Mark(.text) {
        $0.dy = -24; $0.fontSize = 12; $0.color = "#666666"
      },
      Self.at.merging([.text: .name("place", "")]) { $1 }, data: rows)
    var view = ChartView(
      layers: ground + [circles, names], height: .pixels(380), describedAs: description)
    view.projection = Projection()
    return view
  }

  /// Corners, which decide what part of the Earth is shown, lines and the scale.
  private var ground: [ChartView] {
    let frame = MapFrame(places.map { ($0.latitude, $0.longitude) })
    var corners = ChartRows(["latitude": .number, "longitude": .number])
    corners.add(.number(frame.south), .number(frame.west))
    corners.add(.number(frame.north), .number(frame.east))
    return [ChartView(Mark(.circle) { $0.opacity = 0 }, Self.at, data: corners)]
      + lines(frame.parallels, width: 1, opacity: 0.3, align: "right")
      + lines(frame.meridians, width: 1, opacity: 0.3, align: "left")
      + lines([frame.scale], width: 3, opacity: 1, align: "left")
  }

  /// Straight lines, each with its label above its first end.
  private func lines(_ lines: [MapFrame.Line], width: Double, opacity: Double, align: String)
    -> [ChartView]
  {
    var rows = ChartRows([
      "latitude": .number, "longitude": .number, "latitude2": .number, "longitude2": .number,
      "label": .text,
    ])
    for line in lines {
      rows.add(
        .number(line.from.latitude), .number(line.from.longitude), .number(line.to.latitude),
        .number(line.to.longitude), .text(line.label))
    }
    return [
      ChartView(
        Mark(.rule) {
          $0.color = Palette.rest; $0.strokeWidth = width; $0.opacity = opacity
        },
        Self.at.merging([.longitude2: .end("longitude2"), .latitude2: .end("latitude2")]) { $1 },
        data: rows),
      ChartView(
        Mark(.text) {
          $0.align = align
          $0.baseline = "bottom"
          $0.dx = align == "left" ? 3 : -3
          $0.dy = -3
          $0.fontSize = 10
          $0.color = "#666666"
        },
        Self.at.merging([.text: .name("label", "")]) { $1 }, data: rows),
    ]
  }

  private static var at: [Position: Channels] {
    [.longitude: .number("longitude", ""), .latitude: .number("latitude", "")]
  }
}
