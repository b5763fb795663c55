import Experiments
import Foundation
import ResultStore

extension PageFigures {
  /// What the scenario assumes, with sources.
  func assumptionsSection() -> ReportSection {
    var section = ReportSection("assumptions", "Assumptions")
    let stated = record.inputs.filter { !$0.confidence.isEmpty || !$0.source.isEmpty }
    let assumed = stated.count { $0.confidence == "assumed" }
    section.say(
      "Of \(record.inputs.count) values the scenario was read with, \(stated.count) say where they come"
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
    section.show(table)
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

  /// What the run was, and how to make it again.
  func provenanceSection() -> ReportSection {
    var section = ReportSection("provenance", "Provenance")
    let run = record.run
    var table = PageTable("This run", columns: ["what", "value"])
    let missing = run.design.count - count
    let facts = [
      ("run", run.runID), ("scenario", run.scenario),
      ("SHA-256 of the scenario", run.scenarioSHA256),
      ("seed", String(run.seed)),
      (
        "replications",
        "\(count)" + (missing > 0 ? " of \(run.design.count) that were asked for" : "")
          + (inner > 1 ? ", \(inner) in each of \(futures) futures" : "")
      ),
      ("strategies", record.strategies.joined(separator: ", ")), ("Millwright", run.engineVersion),
      ("begun", run.startedAt), ("finished", run.finishedAt ?? "not yet"), ("on", run.host),
      ("command", run.command),
    ]
    for (name, value) in facts { table.add([PageTable.Cell(name), PageTable.Cell(value)]) }
    section.show(table)
    section.say(
      "The same scenario, seed and version give the same numbers on any number of processors. Run the"
        + " command above where the scenario lies, with '-o' for a new file, to make them again. The"
        + " effective scenario is stored in the database: it needs no other file.")
    return section
  }
}
