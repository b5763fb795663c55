import Foundation
import Synchronization

/// The results of a scenario that the program ran, read from the CSV files that it exported.
public final class ExportedRun: Sendable {
  /// Why a scenario could not be run or exported.
  public struct Failure: Error, CustomStringConvertible {
    /// What the program was asked, and what it said.
    public let description: String
  }

  private let folder: TemporaryFolder
  /// What has been read already, by the name of the file and what its lines hold.
  private let tables = Mutex<[String: Table]>([:])

  /// Runs a scenario and exports its results.
  ///
  /// - Parameters:
  ///   - scenario: the path of the scenario file.
  ///   - replications: how many.
  ///   - seed: the master seed.
  ///   - sets: values that differ from the file, each `PATH=VALUE`.
  ///   - strategies: those to run; none for all.
  ///   - includesSeries: whether the monthly numbers of every replication are needed.
  ///   - tables: the tables to export; none for all but those of every replication's months.
  /// - Throws: where the program refuses, with what it said.
  public init(
    of scenario: String, replications: Int = 1, seed: Int = 1, setting sets: [String] = [],
    strategies: [String] = [], includesSeries: Bool = false, tables: [String] = []
  ) async throws {
    folder = try TemporaryFolder()
    var arguments = ["run", scenario, "-n", "\(replications)", "-s", "\(seed)", "-j", "1"]
    for set in sets { arguments += ["--set", set] }
    for strategy in strategies { arguments += ["--strategy", strategy] }
    try await Self.succeed(arguments + ["-o", folder.path(of: "results.db")])
    try await Self.succeed(
      ["export", folder.path(of: "results.db"), "--to", folder.path(of: "csv")]
        + (includesSeries ? ["--series"] : []) + tables.flatMap { ["--table", $0] })
  }

  private static func succeed(_ arguments: [String]) async throws {
    let outcome = try await Program.run(arguments)
    guard outcome.exitCode == 0 else {
      throw Failure(
        description:
          "millwright \(arguments.joined(separator: " ")): \(outcome.exitCode)\n\(outcome.errors)")
    }
  }

  /// One of the exported files.
  ///
  /// - Parameters:
  ///   - name: the name of the file without `.csv`.
  ///   - text: where given, only the rows whose line holds it; for large files.
  /// - Returns: its rows.
  /// - Throws: where there is no such file, or it is no table.
  public func table(_ name: String, linesWith text: String? = nil) throws -> Table {
    let key = "\(name)/\(text ?? "")"
    if let known = tables.withLock({ $0[key] }) { return known }
    let path = folder.path(of: "csv/\(name).csv")
    let table = try text.map { try Table(path: path, linesWith: $0) } ?? Table(path: path)
    tables.withLock { $0[key] = table }
    return table
  }

  /// A metric in each replication, in their order; NaN where it was never reached.
  public func metric(
    _ name: String, strategy: String? = nil, segment: String = "", region: String = "",
    tier: String = "", applicantClass: String = ""
  ) throws -> [Double] {
    let rows = try table("metrics", linesWith: ",\(name),").rows.filter {
      $0["metric"] == name && $0["segment"] == segment && $0["region"] == region
        && $0["tier"] == tier && $0["class"] == applicantClass
        && (strategy == nil || $0["strategy"] == strategy)
    }
    guard !rows.isEmpty else {
      throw Failure(description: "no rows of the metric '\(name)' in metrics.csv")
    }
    return rows.map { $0.number("value") }
  }

  /// The hour of a milestone for the sites of a phase in the first replication; NaN for never.
  public func milestone(_ name: String, of phase: String, strategy: String? = nil) throws
    -> [Double]
  {
    let rows = try table("phases", linesWith: ",\(name),").rows.filter {
      $0["milestone"] == name && $0["phase"] == phase && $0["site"] != ""
        && $0["replication"] == "0" && (strategy == nil || $0["strategy"] == strategy)
    }
    guard !rows.isEmpty else {
      throw Failure(description: "no rows of '\(name)' of phase '\(phase)' in phases.csv")
    }
    return rows.map { $0.number("hours") }
  }

  /// A line of the cash flow by period, the mean over replications, EUR.
  public func cash(_ line: String, strategy: String? = nil) throws -> [Double] {
    let rows = try table("cashflow", linesWith: ",\(line),").rows.filter {
      $0["line"] == line && (strategy == nil || $0["strategy"] == strategy)
    }
    guard !rows.isEmpty else {
      throw Failure(description: "no rows of the line '\(line)' in cashflow.csv")
    }
    return rows.sorted { $0.number("period") < $1.number("period") }.map { $0.number("mean_eur") }
  }
}
