import TestSupport

extension ResultLaws {
  /// What comes before is not later.
  mutating func checkMilestones() throws {
    var sites: [[String]: [String: Double]] = [:]
    for row in try table("phases").rows where !row["site"].isEmpty {
      let site = ["strategy", "replication", "phase", "site"].map { row[$0] }
      sites[site, default: [:]][row["milestone"]] = row.number("hours")
    }
    let order = [
      ("started", "applied"), ("applied", "granted"), ("granted", "energised"),
      ("started", "live"), ("ordered", "delivered"), ("started", "abandoned"),
    ]
    for (site, hours) in sites {
      // What stands on another site has power from there, and not before it is begun.
      let standing = hours["applied"] == nil ? [("started", "energised")] : []
      for (before, after) in order + standing {
        guard let late = hours[after], !late.isNaN else { continue }
        // Who stands from the start, or applies before the phase starts, has no earlier milestone.
        let early = hours[before] ?? .nan
        if early > late, !(before == "started" && after == "applied") {
          add(
            "a milestone before the one it needs", "\(site): \(after) \(late), \(before) \(early)")
        }
      }
      for (milestone, late) in hours {
        guard let early = hours[milestone + "_began"] else { continue }
        if late < early { add("a stage that ends before it begins", "\(site): \(milestone)") }
        if early.isNaN, !late.isNaN {
          add("a stage that ends but never began", "\(site): \(milestone)")
        }
      }
      if let live = hours["live"], let abandoned = hours["abandoned"], !live.isNaN, !abandoned.isNaN
      {
        add("a site is live and given up", "\(site): \(live), \(abandoned)")
      }
    }
  }

  /// Quantiles are in order, and the mean lies among the values.
  mutating func checkSummary() throws {
    let names = ["p5", "p10", "p25", "p50", "p75", "p90", "p95"]
    for row in try table("summary").rows {
      let words =
        "\(row["strategy"]) \(row["metric"]) \(row["segment"])\(row["region"])\(row["tier"])\(row["class"])"
      let quantiles = names.map(row.number).filter { !$0.isNaN }
      if quantiles != quantiles.sorted() { add("quantiles out of order", "\(words): \(quantiles)") }
      let (mean, low, high) = (
        row.number("mean"), row.number("mean_ci_low"), row.number("mean_ci_high")
      )
      if low > mean || mean > high {
        add("a mean outside its interval", "\(words): \(low) \(mean) \(high)")
      }
      if row.number("reached_fraction") == 1, quantiles.first == quantiles.last,
        let all = quantiles.first
      {
        // The extremes of three values are among their quantiles only where all are the same.
        if row["n"] == "1", abs(mean - all) > 0 { add("the mean of one value is another", words) }
      }
      if row.number("sd") < 0 { add("a negative standard deviation", words) }
    }
  }
}
