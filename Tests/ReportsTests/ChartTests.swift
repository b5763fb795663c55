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
        #expect(Set(group.shown.map(Palette.color)).count == group.shown.count)
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
    #expect(!Palette.colors.contains(Palette.rest))
    #expect(Set(Palette.colors).count == Palette.colors.count)
    let names = (0...Palette.count).map { "part \($0)" }
    guard case .colors(let colors) = Palette.scale(names).range else {
      Issue.record("no colours")
      return
    }
    #expect(colors == Palette.colors + [Palette.rest])
  }
}
