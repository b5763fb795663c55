import Foundation
import TestSupport

extension ResultLaws {
  /// The cash flow of one replication.
  private struct CashFlow {
    /// EUR by line, up to the first `/`, which stands before a segment.
    var lines: [String: Double] = [:]
    /// EUR by period, row 0 being the opening.
    var periods: [Double] = []
    /// The sum of all amounts without their signs, which rounding is in proportion to.
    var size = 0.0
  }

  /// The causes of a phase have its time among them.
  mutating func checkConstraints() throws {
    var sums: [[String]: Double] = [:]
    for row in try table("constraints").rows where !row["share_of_time"].isEmpty {
      sums[[row["strategy"], row["phase"]], default: 0] += row.number("share_of_time")
    }
    for (phase, sum) in sums where !(abs(sum - 1) <= 1e-9) {
      add("causes do not share the time of a phase", "\(phase): \(sum)")
    }
  }

  /// The lines of the cash flow make up the totals, and discounted the NPV.
  mutating func checkCash() throws {
    var flows: [[String]: CashFlow] = [:]
    for row in try table("cashflow_series").rows {
      let amount = row.number("eur")
      let line = String(row["line"].prefix { $0 != "/" })
      let period = Int(row["period"]) ?? 0
      var flow = flows[[row["strategy"], row["replication"]]] ?? CashFlow()
      while flow.periods.count <= period { flow.periods.append(0) }
      flow.periods[period] += amount
      flow.lines[line, default: 0] += amount
      flow.size += abs(amount)
      flows[[row["strategy"], row["replication"]]] = flow
    }
    for (key, values) in metrics
    where key.segment.isEmpty && key.region.isEmpty
      && key.applicantClass.isEmpty
    {
      guard let flow = flows[[key.strategy, key.replication]] else { continue }
      let capital = flow.lines.filter { Self.isCapital($0.key) }.values.reduce(0, +)
      let running = flow.lines.filter {
        !Self.isCapital($0.key) && $0.key != "revenue" && $0.key != "corporate_tax"
      }.values.reduce(0, +)
      var expected = [
        "revenue_eur": flow.lines["revenue"] ?? 0, "capex_eur": -capital, "opex_eur": -running,
        "corporate_tax_eur": -(flow.lines["corporate_tax"] ?? 0),
        "peak_funding_eur": Self.peakFunding(flow.periods),
      ]
      if let discount {
        expected["npv_eur"] = flow.periods.enumerated().reduce(0) { sum, period in
          sum + period.element * pow(1 + discount, -Double(period.offset) / 12)
        }
      }
      for (metric, number) in expected.sorted(by: { $0.key < $1.key }) {
        let told = values[metric] ?? .nan
        if !(abs(told - number) <= 1e-6 * flow.size + 0.01) {
          add("cash lines do not make up a total", "\(metric) of \(key.words): \(told), \(number)")
        }
      }
    }
  }

  /// Whether a line is of what is invested, or sold again.
  private static func isCapital(_ line: String) -> Bool {
    line.hasPrefix("capex") || line == "resale"
  }

  private static func peakFunding(_ flows: [Double]) -> Double {
    var (sum, lowest) = (0.0, 0.0)
    for flow in flows {
      sum += flow
      lowest = min(lowest, sum)
    }
    return -lowest
  }

  /// Monthly totals make up those of the whole time, and the end of a year is that of its December.
  mutating func checkSeries() throws {
    var totals: [Key: [String: Double]] = [:]
    for row in try table("series").rows {
      let key = Key(
        strategy: row["strategy"], replication: row["replication"], segment: row["segment"],
        region: row["region"], tier: row["tier"], applicantClass: "")
      let variable = row["variable"]
      if !row["total"].isEmpty {
        totals[key, default: [:]][variable, default: 0] += row.number("total")
      }
      let month = row["month"]
      if month.hasSuffix("-12-01"), let told = metrics[key]?["\(variable)_\(month.prefix(4))"] {
        let end = row.number("month_end")
        if !(abs(told - end) <= 1e-6 * abs(told)) {
          add(
            "the end of a year is not that of its December", "\(variable) \(month): \(told), \(end)"
          )
        }
      }
    }
    guard isWithoutWarmUp else { return }
    for (key, sums) in totals {
      for (variable, sum) in sums.sorted(by: { $0.key < $1.key }) {
        guard let told = metrics[key]?[variable], !told.isNaN else { continue }
        if !(abs(told - sum) <= 1e-6 * abs(told) + 1e-9) {
          add("months do not make up the whole", "\(variable) of \(key.words): \(told), \(sum)")
        }
      }
    }
  }
}
