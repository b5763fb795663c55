import Experiments
import ResultStore

/// What the run was, and how to make it again.
struct ProvenanceSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() -> ReportSection {
    var section = ReportSection("provenance", "Provenance")
    let run = figures.record.run
    var table = PageTable("This run", columns: ["what", "value"])
    let missing = run.design.count - figures.count
    let facts = [
      ("run", run.runID), ("scenario", run.scenario),
      ("SHA-256 of the scenario", run.scenarioSHA256),
      ("seed", String(run.seed)),
      (
        "replications",
        "\(figures.count)" + (missing > 0 ? " of \(run.design.count) that were asked for" : "")
          + (figures.inner > 1 ? ", \(figures.inner) in each of \(figures.futures) futures" : "")
      ),
      (
        "strategies",
        figures.strategies.map { $0.name == $0.key ? $0.key : "\($0.name) (\($0.key))" }.joined(
          separator: ", ")
      ),
      ("Millwright", run.engineVersion),
      ("begun", run.startedAt), ("finished", run.finishedAt ?? "not yet"), ("on", run.host),
      ("arithmetic", run.arithmetic),
      ("command", run.command),
    ]
    for (name, value) in facts { table.add([PageTable.Cell(name), PageTable.Cell(value)]) }
    section.show(table)
    section.say(
      "The same scenario, seed and version give the same numbers on any number of processors, to the last"
        + " digit on all machines of the same arithmetic, which is how they round logarithms and powers. Run"
        + " the command above where the scenario lies, with '-o' for a new file, to make them again. The"
        + " effective scenario is stored in the database: it needs no other file.")
    return section
  }
}
