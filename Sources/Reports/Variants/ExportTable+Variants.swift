import Columns
import Experiments
import ResultStore

extension ExportTable {
  static let variants = ExportTable(
    name: "variants",
    description:
      "Who leads in the scenario as it is and in each of its variants, and whether that holds",
    fields: [
      runFields[0], variant,
      Field("strategy_a", .string, "The strategy with the highest mean of the metric"),
      Field(
        "strategy_b", .string,
        "The strategy that leads in the scenario as it is, or where that is strategy_a, the next best"
      ),
      metric, unit,
      Field("mean_difference", .number, "Mean of A minus B in the same futures"),
      Field("ci_low", .number, "Lower end of its 95 % interval (Student's t)"),
      Field("ci_high", .number, "Upper end of its 95 % interval (Student's t)"),
      Field(
        "verdict", .string,
        "holds: the leader of the scenario as it is leads; turns: another does; cannot tell: the interval"
          + " holds zero; not compared: there is nobody to compare with"),
    ], key: ["run_id", "variant"]
  ) { reader, csv in
    // A run without variants has no row; one without a worth has none to compare by.
    let metrics = reader.record.layout.metrics
    guard !reader.record.variants.isEmpty,
      metrics.firstIndex(of: Worth.leading(in: metrics).name) != nil
    else { return }
    let comparison = try VariantComparison(reader)
    for row in comparison.rows {
      csv.add(reader.record.run.runID)
      csv.add(row.name)
      csv.add(row.leader)
      csv.add(row.other)
      csv.add(comparison.variable.name)
      csv.add(comparison.variable.unit)
      csv.add(row.lead?.mean?.mean)
      csv.add(row.lead?.difference?.low)
      csv.add(row.lead?.difference?.high)
      csv.add(row.verdict.rawValue)
      try csv.endRow()
    }
  }
}
