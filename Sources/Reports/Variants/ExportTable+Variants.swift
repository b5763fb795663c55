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
      Field("strategy_a", .string, "The plan with the highest mean of the metric"),
      Field(
        "strategy_b", .string,
        "The plan that leads in the scenario as it is, or where that is strategy_a, the next best; empty: nothing, which is worth 0"
      ),
      metric, unit,
      Field("mean_difference", .number, "Mean of A minus B in the same futures"),
      Field("ci_low", .number, "Lower end of its 95 % interval (Student's t)"),
      Field("ci_high", .number, "Upper end of its 95 % interval (Student's t)"),
      Field(
        "verdict", .string,
        "holds: as in the scenario as it is; turns: another leads, or against nothing the sign is the other; cannot"
          + " tell: the interval holds zero; not compared: there is nobody to compare with"),
    ], key: ["run_id", "variant", "strategy_b"]
  ) { reader, csv in
    // A run without variants has no row; one without a worth has none to compare by.
    let metrics = reader.record.layout.metrics
    guard !reader.record.variants.isEmpty,
      metrics.firstIndex(of: Worth.leading(in: metrics).name) != nil
    else { return }
    let comparison = try VariantComparison(reader)
    for line in comparison.differences {
      csv.add(reader.record.run.runID)
      for text in [
        line.row.name, line.row.leader, line.other, comparison.variable.name,
        comparison.variable.unit,
      ] {
        csv.add(text)
      }
      for number in [line.mean, line.low, line.high] { csv.add(number) }
      csv.add(line.verdict.rawValue)
      try csv.endRow()
    }
  }
}
