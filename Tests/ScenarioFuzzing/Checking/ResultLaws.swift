import FactoryModel
import Quantities
import ScenarioFiles
import TestSupport

/// What holds for the results of every scenario.
struct ResultLaws {
  let metrics: [Key: [String: Double]]
  /// The yearly rate at which flows are discounted, nil where it is drawn.
  let discount: Double?
  /// Whether all numbers count from the start.
  let isWithoutWarmUp: Bool
  private let folder: TemporaryFolder
  private let name: String
  private var findings: [Finding] = []

  /// Whose metrics, of one replication.
  struct Key: Hashable {
    let strategy, replication, segment, region, tier, applicantClass: String
    var words: String {
      "\(strategy) \(replication) \(segment) \(region) \(tier) \(applicantClass)"
    }
  }

  /// Which laws the results of an input break, exported into a folder of this name.
  static func findings(
    _ input: FuzzInput, in folder: TemporaryFolder, _ name: String
  ) throws -> [Finding] {
    var laws = try ResultLaws(input, folder, name)
    try laws.checkNumbers()
    laws.checkRequests()
    laws.checkShares()
    laws.checkTwin()
    try laws.checkCash()
    try laws.checkSeries()
    try laws.checkMilestones()
    try laws.checkConstraints()
    try laws.checkSummary()
    return laws.findings
  }

  private init(_ input: FuzzInput, _ folder: TemporaryFolder, _ name: String) throws {
    (self.folder, self.name) = (folder, name)
    let effective = try ScenarioFile.read(paths: [folder.path(of: input.named[0])]) {
      Scenario(from: $0)
    }.get().effective
    let root = Draft(try ScenarioFile.load(text: effective.canonicalText, file: "effective").root)
    isWithoutWarmUp = root["warmUp"]?.scalar == "0 h"
    // Without the section nothing is discounted.
    let rate = root["money"]?["discount"] ?? .text("0 %/year")
    discount = (rate.scalar ?? rate["value"]?.scalar).flatMap {
      (try? Dimension.annualChange.read($0))?.value
    }
    var metrics: [Key: [String: Double]] = [:]
    for row in try Table(path: folder.path(of: "\(name)/metrics.csv")).rows {
      let key = Key(
        strategy: row["strategy"], replication: row["replication"], segment: row["segment"],
        region: row["region"], tier: row["tier"], applicantClass: row["class"])
      metrics[key, default: [:]][row["metric"]] = row.number("value")
    }
    self.metrics = metrics
  }

  mutating func add(_ rule: String, _ detail: String) {
    findings.append(Finding(rule, detail))
  }

  func table(_ table: String) throws -> Table {
    try Table(path: folder.path(of: "\(name)/\(table).csv"))
  }

  /// No file holds a number that is none.
  private mutating func checkNumbers() throws {
    for file in try folder.names(in: name) where file.hasSuffix(".csv") {
      let text = try folder.read("\(name)/\(file)")
      for field in [",nan,", ",inf,", ",-inf,", ",-nan,", ",NaN,", ",nan\n", ",inf\n", ",-inf\n"]
      where text.contains(field) {
        add("a number that is none is written", "\(field) in \(file)")
      }
    }
  }

  /// Every request is served, lost or waits, and so of every segment and all together.
  private mutating func checkRequests() {
    for (key, values) in metrics {
      guard let requests = values["requests"] else { continue }
      let parts = ["served", "lost_reneged", "lost_too_large", "still_waiting"].map {
        values[$0] ?? .nan
      }
      if parts.reduce(0, +) != requests {
        add("requests are not served, lost or waiting", "\(key.words): \(requests) and \(parts)")
      }
      if parts.contains(where: { $0 < 0 }) { add("a negative count", "\(key.words): \(parts)") }
    }
  }

  /// Fractions that are no shares: costs may be more than revenue.
  private static let ratios: Set = ["cost_to_revenue_fraction"]

  private mutating func checkShares() {
    for (key, values) in metrics {
      for (metric, value) in values
      where metric.hasSuffix("_fraction") && !metric.hasPrefix("irr")
        && !Self.ratios.contains(metric)
      {
        if !(value.isNaN || (-1e-9...1 + 1e-9).contains(value)) {
          add("a share outside 0 to 1", "\(metric) of \(key.words): \(value)")
        }
      }
      let notNegative = values.filter {
        $0.value < -1e-9
          && ["_h", "_mwh", "_t", "requests", "_mw"].contains(where: $0.key.hasSuffix)
      }
      for (metric, value) in notNegative where !metric.contains("_per_") {
        add("a negative amount", "\(metric) of \(key.words): \(value)")
      }
    }
  }

  /// A strategy that is a copy of another has the same results.
  private mutating func checkTwin() {
    let strategies = metrics.keys.map(\.strategy)
    guard strategies.contains(RunCheck.twin),
      let first = (try? table("metrics"))?.rows.first?["strategy"]
    else { return }
    for (key, values) in metrics where key.strategy == first {
      let other = Key(
        strategy: RunCheck.twin, replication: key.replication, segment: key.segment,
        region: key.region, tier: key.tier, applicantClass: key.applicantClass)
      for (metric, value) in values {
        let same = metrics[other]?[metric] ?? .nan
        if !(same == value || (same.isNaN && value.isNaN)) {
          add(
            "equal strategies have different results",
            "\(metric) of \(key.words): \(value), \(same)")
        }
      }
    }
  }
}
