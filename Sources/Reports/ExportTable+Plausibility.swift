import Columns
import Experiments
import ResultStore

extension ExportTable {
  static let plausibility = ExportTable(
    name: "plausibility",
    description: "Figures of each strategy beside the ranges that the scenario names for them",
    fields: runFields + [
      strategy,
      Field(
        "figure", .string, "Name of the figure, as in the section 'plausibility' of a scenario"),
      unit,
    ] + quantiles([10, 50, 90]) + [
      Field("low", .number, "The least that is plausible; empty where the scenario does not say"),
      Field("high", .number, "The most that is plausible; empty where the scenario does not say"),
      Field("source", .string, "Who says so"),
      Field(
        "inside", .boolean,
        "Whether the median lies in the range, ends included; empty where there is no range or median"
      ),
      metric,
    ], key: ["run_id", "strategy", "figure"]
  ) { reader, csv in
    let run = reader.record.run
    for row in try FigureSummary.all(reader) {
      csv.add(run.runID)
      csv.add(run.scenario)
      csv.add(row.strategy)
      csv.add(row.figure.name)
      csv.add(row.variable.unit)
      for probability in [0.1, 0.5, 0.9] { csv.add(row.summary.quantile(probability)) }
      csv.add(row.figure.range?.lowerBound)
      csv.add(row.figure.range?.upperBound)
      csv.add(row.figure.source)
      csv.add(row.isInside.map { $0 ? "true" : "false" } ?? "")
      csv.add(row.variable.name)
      try csv.endRow()
    }
  }
}
