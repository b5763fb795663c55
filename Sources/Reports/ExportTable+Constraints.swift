import Columns
import ResultStore

extension ExportTable {
  static let constraints = ExportTable(
    name: "constraints",
    description:
      "What held up the sites of each phase: means over the replications that have something to tell",
    fields: runFields + [
      variant, strategy,
      Field("phase", .string, "Name of the phase"),
      Field(
        "cause", .string,
        "A stage by its name, with 'base.' before those of the site that the phase's sites stand on;"
          + " 'money' where the budget did not allow a site to go on, 'gate' where a gate did not"),
      Field(
        "share_of_time", .number,
        "Share of the time, from when a site was to begin until it was live or the end came, for which"
          + " this cause held it up; those of a phase add up to 1; empty = never begun"),
      Field(
        "share_last", .number,
        "Share of the sites for which it came last before they were live, or was the cause at the end;"
          + " empty = never begun"),
      Field(
        "mean_slack_h", .number,
        "Hours from the end of the stage until the first that waits for it began; empty = it never ended,"
          + " or is no stage"),
      Field(
        "mean_late_h", .number,
        "Hours by which the stage ended later than by the plan with median durations; empty = it never"
          + " ended, or is no stage"),
    ], key: ["run_id", "variant", "strategy", "phase", "cause"]
  ) { reader, csv in
    let run = reader.record.run
    for phase in try ConstraintMeans(reader).phases {
      for cause in phase.causes {
        csv.add(run.runID)
        csv.add(run.scenario)
        csv.add("")
        csv.add(phase.strategyName)
        csv.add(phase.name)
        csv.add(cause.name)
        for measure in ConstraintMeasure.allCases { csv.add(cause[measure]) }
        try csv.endRow()
      }
    }
  }
}
