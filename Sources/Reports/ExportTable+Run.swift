import Experiments
import Columns
import ResultStore

extension ExportTable {
  static let runs = ExportTable(
    name: "runs", description: "The experiment: what ran, where and when",
    fields: runFields + [
      Field("title", .string, "Title of the scenario"),
      Field("scenario_sha256", .string, "SHA-256 of the effective scenario text"),
      Field("seed", .integer, "Master seed, a whole number below 2^64"),
      Field(
        "replications", .integer,
        "Futures wanted; fewer may be there while finished_at is empty"),
      Field("inner", .integer, "Runs of the process noise within each future"),
      Field("engine_version", .string, "Version of the program"),
      Field("command", .string, "Command line"),
      Field("host", .string, "Machine and system"),
      Field("started_at", .datetime, "Begin, UTC"),
      Field("finished_at", .datetime, "End, UTC; empty while replications are missing"),
      Field(
        "arithmetic", .string,
        "How the machine rounds logarithms, powers and their like: results are the same to the bit where it is"
      ),
    ], key: ["run_id"]
  ) { reader, csv in
    let run = reader.record.run
    try csv.row([
      run.runID, run.scenario, run.title, run.scenarioSHA256, String(run.seed),
      String(run.design.futures), String(run.design.inner), run.engineVersion, run.command,
      run.host, run.startedAt, run.finishedAt ?? "", run.arithmetic,
    ])
  }

  static let draws = ExportTable(
    name: "draws", description: "The parameters drawn for each replication",
    fields: [
      runFields[0], variant, replication,
      Field("parameter", .string, "Name of the uncertain input"),
      Field("value", .number, "Value drawn"), unit,
    ], key: ["run_id", "variant", "replication", "parameter"]
  ) { reader, csv in
    for (name, source) in reader.withVariants {
      try source.forEachDraw { number, draws in
        for (parameter, value) in zip(source.record.parameters, draws) {
          csv.add(reader.record.run.runID)
          csv.add(name)
          csv.add(number)
          csv.add(parameter.name)
          csv.add(value)
          csv.add(parameter.unit)
          try csv.endRow()
        }
      }
    }
  }

  static let phases = ExportTable(
    name: "phases", description: "When phases and their sites reached their milestones",
    fields: runFields + [
      variant, strategy, replication,
      Field("phase", .string, "Name of the phase"),
      Field("site", .integer, "Number of the site within the phase; empty = the phase as a whole"),
      Field("milestone", .string, "What was reached, see variables.csv"),
      Field("date", .date, "Day on which it was reached; empty = never within the horizon"),
      Field("hours", .number, "Hours since the start; empty = never within the horizon"),
      Field(
        "reason", .string,
        "Why it was so late, or did not come, where a stop or a rule of the grid stood in the way"),
    ], key: ["run_id", "variant", "strategy", "replication", "phase", "site", "milestone"]
  ) { reader, csv in
    let run = reader.record.run
    for (name, source) in reader.withVariants {
      let (layout, strategies) = (source.record.layout, source.record.strategies)
      try source.forEachMilestone { number, strategy, row in
        csv.add(run.runID)
        csv.add(run.scenario)
        csv.add(name)
        csv.add(strategies[strategy])
        csv.add(number)
        csv.add(layout.phases[strategy][Int(row.place.phase)])
        csv.add(row.place.site == 0 ? "" : String(row.place.site))
        csv.add(layout.milestones[Int(row.place.milestone)].name)
        csv.add(row.hours.isNaN ? "" : layout.dayText(atHours: row.hours))
        csv.add(row.hours)
        csv.add(row.reason)
        try csv.endRow()
      }
    }
  }

  static let variables = ExportTable(
    name: "variables", description: "Every variable: its unit and what it counts",
    fields: [
      Field("name", .string, "Name, the same in all files"), unit,
      Field("kind", .string, "metric, stock, flow, cash line or milestone"),
      Field("description", .string, "What is counted"),
    ], key: ["name", "kind"]
  ) { reader, csv in
    for variable in reader.record.variables {
      let isMonthly = variable.kind == .stock || variable.kind == .flow
      let precision = isMonthly ? " " + monthlyPrecision : ""
      try csv.row([
        variable.name, variable.unit, variable.kind.rawValue, variable.description + precision,
      ])
    }
  }
}
