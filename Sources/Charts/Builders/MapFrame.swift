import Foundation

/// The part of the Earth that a map shows, with its lines of latitude and longitude and a scale.
struct MapFrame {
  /// A line between two points of the map, with its label at the first.
  struct Line {
    let from, to: (latitude: Double, longitude: Double)
    let label: String
  }

  private(set) var south, north, west, east: Double

  /// Degrees from one line to the next.
  let step: Double

  /// The frame of some places, with room around them for circles and names.
  init(_ places: [(latitude: Double, longitude: Double)]) {
    // Mercator's map ends before the poles.
    let latitudes = places.map { min(84, max(-84, $0.latitude)) }
    let longitudes = places.map(\.longitude)
    south = latitudes.min() ?? 0
    north = latitudes.max() ?? 0
    west = longitudes.min() ?? 0
    east = longitudes.max() ?? 0
    let margin = max(0.3, 0.2 * max(north - south, (east - west) * 0.6))
    south = max(-85, south - margin)
    north = min(85, north + margin)
    west = max(-180, west - 2 * margin)
    east = min(180, east + 2 * margin)
    let height = north - south
    step = [0.25, 0.5, 1, 2, 5, 10, 20].first { height / $0 <= 3 } ?? 45
  }

  /// Lines of latitude from east to west.
  var parallels: [Line] {
    multiples(south, north).map {
      Line(
        from: ($0, east), to: ($0, west), label: Self.degrees($0, positive: "N", negative: "S"))
    }
  }

  /// Lines of longitude from south to north.
  var meridians: [Line] {
    multiples(west, east).map {
      Line(
        from: (south, $0), to: (north, $0), label: Self.degrees($0, positive: "E", negative: "W"))
    }
  }

  /// A line as long as its label says, at its own latitude: one degree of a great circle has 111.2 km.
  var scale: Line {
    let latitude = south + 0.1 * (north - south)
    let kilometresPerDegree = 111.2 * cos(latitude * .pi / 180)
    let most = 0.3 * (east - west) * kilometresPerDegree
    let length = [5, 10, 20, 50, 100, 200, 500, 1000, 2000].last { $0 <= most } ?? 5
    let start = west + 0.03 * (east - west)
    return Line(
      from: (latitude, start), to: (latitude, start + length / kilometresPerDegree),
      label: "\(Int(length)) km")
  }

  private func multiples(_ low: Double, _ high: Double) -> [Double] {
    Array(stride(from: (low / step).rounded(.up), through: (high / step).rounded(.down), by: 1))
      .map { $0 * step }
  }

  private static func degrees(_ number: Double, positive: String, negative: String) -> String {
    let size = abs(number)
    let digits = size == size.rounded() ? String(Int(size)) : String(size)
    return number == 0 ? "0°" : "\(digits)° \(number < 0 ? negative : positive)"
  }
}
