import ArgumentParser
import Columns
import Digests
import Experiments
import FactoryModel
import Foundation
import Quantities
import ResultStore
import ScenarioFiles

/// A scenario and its variants, run in the same futures into one results database.
struct SweepExperiment {
  /// The scenario's files, after which the results are named.
  let files: [String]
  /// The scenario as it is, whose name is empty, and its variants.
  let variants: [SweptVariant]
  /// Names of the strategies to run; empty for all.
  let strategies: [String]
  /// Nil for what the scenario says.
  let seed: Int?
  let replications: Int?
  let jobs: Int
  let path: String
  let isResuming: Bool
  /// Nil for everything.
  var shard: Shard?
  /// The folder in which the database is written, if it is another than its own.
  var scratch: String?

  /// Runs what is missing of everything.
  ///
  /// - Returns: the results.
  /// - Throws: as `runPart`.
  func run() throws -> ResultReader {
    _ = try runPart()
    return try ResultReader(path: path)
  }

  /// Runs what is missing of the shard, or of everything.
  ///
  /// - Returns: what was run.
  /// - Throws: `Failure`, `StoreError`, or the exit code of an interruption, of which the user is told.
  func runPart() throws -> ExperimentRecord {
    let scenario = variants[0].checked.scenario
    let seed = seed.map(UInt64.init) ?? scenario.seed
    let model = SweepModel(
      try variants.map { variant in
        (
          variant.name,
          try StrategySelection(
            ScenarioModel(variant.checked.scenario, seed: seed), names: strategies)
        )
      })
    let experiment = record(model, seed: seed)
    let kept = experiment.run.kept
    let size = ExpectedSize(of: model, experiment) {
      try model.encode($0, kept: KeptFutures(series: .max, grid: .max))
    }
    try size.checkRoom(at: path, scratch: scratch)
    let session = try RunSession(
      experiment, at: path, isResuming: isResuming, scratch: scratch)
    if size.isLarge || StandardError.isTerminal {
      StandardError.write(
        "\(counted(variants.count - 1, "variant")) beside the scenario as it is. \(size.sentence)")
    }
    try session.run(model, jobs: jobs) { try model.encode($0, kept: kept) }
    return experiment
  }

  private func record(_ model: SweepModel, seed: UInt64) -> ExperimentRecord {
    let (base, first) = (variants[0].checked, model.models[0])
    let there = isResuming ? (try? ResultReader.record(at: path))?.run : nil
    let futures = replications ?? max(base.scenario.replications, there?.design.futures ?? 0)
    return ExperimentRecord(
      run: RunDescription(
        scenario: CheckedScenario.name(of: files), title: base.scenario.title,
        scenarioText: base.effective.canonicalText, seed: seed,
        design: ReplicationDesign(futures: futures), kept: there?.kept ?? .standard,
        engineVersion: engineVersion, command: Provenance.commandLine, host: Provenance.host,
        arithmetic: Arithmetic.fingerprint,
        startedAt: Provenance.now),
      strategies: first.strategies, layout: first.layout, parameters: first.parameters,
      inputs: base.inputs, figures: base.scenario.figures,
      variants: zip(variants, model.models).dropFirst().map { variant, model in
        VariantRecord(
          name: variant.name, title: variant.title,
          scenarioText: variant.checked.effective.canonicalText, strategies: model.strategies,
          layout: model.layout, parameters: model.parameters, inputs: variant.checked.inputs)
      }, shard: shard)
  }
}
