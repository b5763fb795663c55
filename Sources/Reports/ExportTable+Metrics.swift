import Experiments
import Columns
import ResultStore

extension ExportTable {
  static let metrics = ExportTable(
    name: "metrics",
    description: "One number per metric, strategy and replication, with all its digits",
    fields: runFields + [
      variant, strategy, replication,
      Field("inner", .integer, "Run of the process noise within its future"),
      metric, segment, region, tier, applicantClass,
      Field(
        "value", .number,
        "Value; empty = an instant never reached within the horizon, or a ratio of nothing"), unit,
    ],
    key: [
      "run_id", "variant", "strategy", "replication", "metric", "segment", "region", "tier",
      "class",
    ]
  ) { reader, csv in
    let run = reader.record.run
    for (name, source) in reader.withVariants {
      let record = source.record
      try source.forEachMetric { number, strategy, column, value in
        csv.add(run.runID)
        csv.add(run.scenario)
        csv.add(name)
        csv.add(record.strategies[strategy])
        csv.add(number)
        csv.add(run.design.inner(of: number))
        csv.add(column: record.layout.metrics[column])
        csv.add(record.layout.metrics[column].scope.applicantClass)
        csv.add(value)
        csv.add(record.layout.metrics[column].variable.unit)
        try csv.endRow()
      }
    }
  }

  static let summary = ExportTable(
    name: "summary", description: "Each metric of each strategy over all replications, but codes",
    fields: runFields + [
      variant, strategy, metric, segment, region, tier, applicantClass, unit,
      Field("n", .integer, "Replications"),
      Field("reached_fraction", .number, "Share of replications that have a value"),
      Field(
        "mean", .number,
        "Mean over replications that have a value; empty where an instant never came in some"),
      Field("mean_ci_low", .number, "Lower end of the 95 % interval of the mean (Student's t)"),
      Field("mean_ci_high", .number, "Upper end of the 95 % interval of the mean (Student's t)"),
      Field("sd", .number, "Standard deviation over replications"),
    ] + quantiles([5, 10, 25, 50, 75, 90, 95]),
    key: ["run_id", "variant", "strategy", "metric", "segment", "region", "tier", "class"]
  ) { reader, csv in
    let run = reader.record.run
    for (name, source) in reader.withVariants {
      try source.forEachMetricSummary { strategy, column, summary in
        csv.add(run.runID)
        csv.add(run.scenario)
        csv.add(name)
        csv.add(source.record.strategies[strategy])
        csv.add(column: column)
        csv.add(column.scope.applicantClass)
        csv.add(column.variable.unit)
        csv.add(summary.count)
        csv.add(summary.reachedFraction)
        csv.add(summary.mean?.mean)
        csv.add(summary.mean?.low)
        csv.add(summary.mean?.high)
        csv.add(summary.standardDeviation)
        for quantile in summary.quantiles { csv.add(quantile) }
        try csv.endRow()
      }
    }
  }

  static let comparisons = ExportTable(
    name: "comparisons",
    description: "Paired differences between strategies that meet the same futures, but of codes:"
      + " of amounts the mean, of ratios and instants the median",
    fields: runFields + [
      variant,
      Field("strategy_a", .string, "First strategy"),
      Field("strategy_b", .string, "Second strategy"), metric, segment, region, tier,
      applicantClass, unit,
      Field("n", .integer, "Pairs in which both have a value"),
      Field(
        "mean_difference", .number,
        "Mean of A minus B over those pairs; empty for ratios and instants, which are compared by medians"
      ),
      Field(
        "ci_low", .number,
        "Lower end of the 95 % interval: of the mean (Student's t), and for ratios and instants of the"
          + " median (order statistics); empty with too few futures"),
      Field("ci_high", .number, "Upper end of that interval"),
      Field("median_difference", .number, "Median of A minus B over those pairs"),
      Field(
        "p_a_greater", .number,
        "Share of pairs in which A is larger, ties counting half; an instant that never came is larger than any"
      ),
      Field(
        "p_a_strictly_greater", .number,
        "Share of the same pairs in which A is larger, without ties"),
      Field("p_tied", .number, "Share of the same pairs in which neither is larger"),
      Field("n_missing", .integer, "Pairs left out, as one of the two or both have no value"),
      Field(
        "sign_test_p", .number,
        "Probability of so uneven a split of the signs of the differences, or a more uneven one, if both were"
          + " as likely (two-sided sign test; differences of zero are left out)"),
    ],
    key: [
      "run_id", "variant", "strategy_a", "strategy_b", "metric", "segment", "region", "tier",
      "class",
    ]
  ) { reader, csv in
    let run = reader.record.run
    for (name, source) in reader.withVariants {
      let record = source.record
      let columns = record.layout.metrics.indices.filter { index in
        !record.layout.metrics[index].variable.isCode
      }
      for a in record.strategies.indices {
        for b in record.strategies.indices.dropFirst(a + 1) {
          try source.forEachComparison(of: columns, a, b) { column, pair in
            let variable = record.layout.metrics[column].variable
            csv.add(run.runID)
            csv.add(run.scenario)
            csv.add(name)
            csv.add(record.strategies[a])
            csv.add(record.strategies[b])
            csv.add(column: record.layout.metrics[column])
            csv.add(record.layout.metrics[column].scope.applicantClass)
            csv.add(variable.unit)
            csv.add(pair.count)
            csv.add(pair.mean?.mean)
            csv.add(pair.difference?.low)
            csv.add(pair.difference?.high)
            csv.add(pair.median?.median)
            csv.add(pair.probabilityGreater)
            csv.add(pair.strictlyGreaterFraction)
            csv.add(pair.tiedFraction)
            csv.add(pair.missing)
            csv.add(pair.signs.pValue)
            try csv.endRow()
          }
        }
      }
    }
  }
}

extension CSVFile {
  /// Adds the name, segment, region and tier of a column.
  func add(column: Column) {
    add(column.variable.name)
    add(column.scope.segment)
    add(column.scope.region)
    add(column.scope.tier)
  }
}
