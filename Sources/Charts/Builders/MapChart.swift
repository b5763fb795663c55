/// Where things stand, by latitude and longitude, each with a number shown by the area of its circle.
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
    // Corners some way out, so that circles and names at the border have room.
    var corners = ChartRows(["latitude": .number, "longitude": .number])
    let latitudes = places.map(\.latitude)
    let longitudes = places.map(\.longitude)
    let north = latitudes.max() ?? 0
    let south = latitudes.min() ?? 0
    let east = longitudes.max() ?? 0
    let west = longitudes.min() ?? 0
    let margin = max(0.3, 0.2 * max(north - south, (east - west) * 0.6))
    corners.add(.number(south - margin), .number(west - 2 * margin))
    corners.add(.number(north + margin), .number(east + 2 * margin))
    let at: [Position: Channels] = [
      .longitude: .number("longitude", ""), .latitude: .number("latitude", ""),
    ]
    let frame = ChartView(Mark(.circle) { $0.opacity = 0 }, at, data: corners)
    let circles = ChartView(
      Mark(.circle) {
        $0.color = Palette.color(0); $0.opacity = 0.6
      },
      at.merging([
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
      at.merging([.text: .name("place", "")]) { $1 }, data: rows)
    var view = ChartView(
      layers: [frame, circles, names], height: .pixels(380), describedAs: description)
    view.projection = Projection()
    return view
  }
}
