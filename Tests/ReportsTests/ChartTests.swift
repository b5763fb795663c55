import Foundation
import Testing

@testable import Charts
@testable import Reports

/// What charts are made of.
struct ChartTests {
  @Test func `things of one chart have colours of their own, and every thing has a chart`() {
    for count in [1, 6, 7, 12, 13, 40] {
      let groups = ColorGroup.all(of: Array(0..<count))
      #expect(groups.flatMap(\.shown) == Array(0..<count))
      for group in groups {
        #expect(Set(group.shown.map(Tint.strategy)).count == group.shown.count)
        #expect(Set(group.shown + group.others) == Set(0..<count))
        #expect(group.shown.count + group.others.count == count)
        #expect(group.words.isEmpty == (count <= Palette.count))
      }
      #expect(Set(groups.map { $0.id("waiting") }).count == groups.count)
    }
    #expect(ColorGroup.all(of: [Int]()).isEmpty)
    #expect(
      ColorGroup.all(of: Array(0..<8)).map(\.words)
        == [" (1 to 6 of 8, the others in grey)", " (7 to 8 of 8, the others in grey)"])
  }

  @Test func `what is left over is grey, and grey is nothing else`() {
    for colors in [Palette.strategies, Palette.parts, Palette.places] {
      #expect(!colors.contains(Palette.rest))
      #expect(Set(colors).count == Palette.count)
    }
    let names = (0...Palette.count).map { "part \($0)" }
    guard case .colors(let colors) = Palette.scale(names).range else {
      Issue.record("no colours")
      return
    }
    #expect(colors == Palette.parts + [Palette.rest])
  }

  @Test func `the colours of strategies are nothing else's`() {
    let others = Set(Palette.parts + Palette.places + Palette.sayings + [Palette.rest])
    #expect(others.isDisjoint(with: Palette.strategies))
    #expect((0..<6).allSatisfy { Palette.strategies.contains(Tint.strategy($0).hex) })
    #expect(!Palette.strategies.contains(Tint.nothing.hex))
  }

  @Test func `names at the ends of lines do not overprint each other`() {
    let rows = EndLabels.rows([("a", [1, 10]), ("b", [1, 10]), ("c", [nil, 0])], 0...10)
    #expect(rows.map(\.name) == ["a", "b", "c"])
    #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.place - $1.place >= 0.7 })
    #expect(rows.allSatisfy { (0...10).contains($0.place) })
    // Where all end at zero, they are pushed up from there.
    let low = EndLabels.rows([("a", [0]), ("b", [0])], 0...10)
    #expect(low.map(\.place) == [0.75, 0])
    // Without room beside the chart there is a legend.
    #expect(EndLabels.rows([(String(repeating: "a", count: 19), [1])], 0...10).isEmpty)
  }

  @Test func `a map shows all places, whole lines, and a scale that is as long as it says`() throws
  {
    // Amsterdam and Groningen: 147 km apart.
    let frame = MapFrame([(52.37, 4.9), (53.22, 6.57)])
    #expect(frame.south < 52.37 && frame.north > 53.22 && frame.west < 4.9 && frame.east > 6.57)
    #expect(frame.parallels.map(\.label) == ["52.5° N", "53° N", "53.5° N"])
    #expect(frame.meridians.map(\.label).contains("5.5° E"))
    let (a, b) = (frame.scale.from, frame.scale.to)
    #expect(a.latitude == b.latitude)
    // The haversine formula on a sphere of 6371 km.
    let radian = Double.pi / 180
    let half =
      cos(a.latitude * radian) * cos(b.latitude * radian)
      * pow(sin((b.longitude - a.longitude) / 2 * radian), 2)
    let length = try #require(Double(frame.scale.label.replacing(" km", with: "")))
    #expect(abs(2 * 6371 * asin(half.squareRoot()) / length - 1) < 1e-3)
    #expect(b.longitude < frame.east)
  }

  @Test(arguments: [(90.0, 180.0), (-90, -180), (0, 0)])
  func `a map of one place, at the end of the world too, has lines and a scale`(
    latitude: Double, longitude: Double
  ) {
    let frame = MapFrame([(latitude, longitude)])
    #expect(-85 <= frame.south && frame.south < frame.north && frame.north <= 85)
    #expect(-180 <= frame.west && frame.west < frame.east && frame.east <= 180)
    #expect(!frame.parallels.isEmpty && !frame.meridians.isEmpty)
  }
}
