import Experiments
import Foundation
import ResultStore

/// What the scenario assumes, with sources.
struct AssumptionsSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() -> ReportSection {
    var section = ReportSection("assumptions", "Assumptions")
    let stated = figures.record.inputs.filter { !$0.confidence.isEmpty || !$0.source.isEmpty }
    let assumed = stated.count { $0.confidence == "assumed" }
    section.say(
      "Of \(figures.record.inputs.count) values the scenario was read with, \(stated.count) say where they come"
        + " from or how sure their author is; \(assumed) of these are assumed, which means that nobody"
        + " has a source for them, and are marked.")
    var table = PageTable(
      "Inputs with a source or a confidence",
      columns: ["input", "value", "confidence", "source", "stands in"])
    for input in stated {
      table.add([
        PageTable.Cell(input.path), PageTable.Cell(Self.value(of: input)),
        PageTable.Cell(input.confidence, isMarked: input.confidence == "assumed"),
        PageTable.Cell(input.source), PageTable.Cell(Self.fileName(input.origin)),
      ])
    }
    section.fold(table)
    return section
  }

  /// The value without the source and confidence that stand beside it.
  private static func value(of input: InputRecord) -> String {
    guard input.value.hasPrefix("{"),
      let end = [", source:", ", confidence:"].compactMap({ input.value.range(of: $0)?.lowerBound })
        .min()
    else { return input.value }
    return input.value[..<end] + " }"
  }

  /// A place without the folders in front of the file.
  private static func fileName(_ origin: String) -> String {
    origin.split(separator: "/").last.map(String.init) ?? origin
  }
}
