import Experiments
import Foundation
import ResultStore
import TestSupport

/// A results database as the program wrote it, and what it makes of it.
struct Pristine: Sendable {
  /// What the database is called in the folder of an input.
  static let file = "results.db"

  /// All that are damaged, made once by each process.
  static let all = Task { try await make() }

  /// What `run` is told beside the scenario and the database.
  let options: [String]
  /// The database.
  let database: [UInt8]
  /// The files of `export --series`, by name.
  let exported: [String: Data]
  /// The page of `report`.
  let page: Data
  /// The files of `export --series` once `run --resume` has gone on.
  let resumed: [String: Data]
}

extension Pristine {
  private static func make() async throws -> [Pristine] {
    // Series and waiting lists of some of the futures, so that their means are known by the sums alone;
    // two nodes of sums; a run that was broken off; and several runs in each future.
    [
      try await Pristine(futures: 6, ["--keep", "series=3", "--keep", "grid=2"]),
      try await Pristine(futures: 67, ["--keep", "series=1", "--keep", "grid=1"]),
      try await Pristine(futures: 3, wanted: 5, ["--keep", "series=4", "--keep", "grid=3"]),
      try await Pristine(futures: 2, ["--inner", "2", "--keep", "grid=0"]),
    ]
  }

  /// Runs some futures; where more are wanted, the run has been broken off after these.
  private init(futures: Int, wanted: Int? = nil, _ options: [String]) async throws {
    let folder = try TemporaryFolder()
    try folder.write(FuzzInput.mainFile, damagedWorld)
    func succeed(_ arguments: [String]) async throws {
      let outcome = try await Program.run(arguments, in: folder)
      guard outcome.exitCode == 0 else { throw Program.Failure(description: outcome.errors) }
    }
    let run = ["run", FuzzInput.mainFile, "-j", "1", "-o", Self.file] + options
    try await succeed(run + ["-n", "\(futures)"])
    if let wanted { try Self.want(wanted, at: folder.path(of: Self.file)) }
    self.options = options
    database = Array(try folder.bytes(of: Self.file))
    try await succeed(["export", Self.file, "--to", "out", "--series"])
    exported = try folder.files(in: "out")
    try await succeed(["report", Self.file, "-o", "page.html"])
    page = try folder.bytes(of: "page.html")
    try await succeed(run + ["--resume"])
    try await succeed(["export", Self.file, "--to", "out", "--series"])
    resumed = try folder.files(in: "out")
  }

  /// Makes a run that is finished one of more futures that is not.
  private static func want(_ futures: Int, at path: String) throws {
    var record = try ResultReader(path: path).record
    record.run.design = ReplicationDesign(futures: futures, inner: record.run.design.inner)
    try ResultWriter.resume(at: path, for: record).close(at: record.run.startedAt)
  }
}

extension TemporaryFolder {
  /// What a file holds.
  func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: path(of: name)))
  }

  /// What the files of a folder in it hold, by their names.
  func files(in folder: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for name in try names(in: folder) { files[name] = try bytes(of: "\(folder)/\(name)") }
    return files
  }
}

/// A world of few rows in each table, in which strategies share some of their series.
let damagedWorld = """
  title: Half a year of two plans
  question: Which plan serves more?
  start: 2026-01-01
  end: 2026-07-01
  replications: 5
  seed: 1
  uncertain:
    growth: { triangular: { low: 10 %/year, mode: 20 %/year, high: 40 %/year } }
    slip: { lognormal: { median: 1 x, p90: 2 x } }
  demand:
    price: 2 USD/H100e-h
    segments:
      companies:
        arrivals: 200 /year
        growth: { exponential: { rate: $growth } }
        size: { lognormal: { median: 10 H100e, p90: 40 H100e } }
        term: 3 months
        patience: 1 months
        usage: 70 %
  grid:
    tiers:
      mediumVoltage: { largest: 10 MW }
    allocation: { rule: strict, priorities: [safety, other], from: 2026-01-01 }
    regions:
      north:
        slip: $slip
        tiers:
          mediumVoltage:
            headroom: 5 MW
            size: 1 MW
            mix: { safety: 10 %, other: 90 % }
            backlog: { applications: 20, ages: { uniform: { low: 0 months, high: 36 months } } }
            arrivals: 40 /year
            release: { rate: 20 MW/year, lump: 2 MW }
            build: 2 months
            connection: 100 kEUR
            tariff: { contracted: 45 EUR/kW/year }
  energy:
    spot: { ornsteinUhlenbeck: { mean: 82 EUR/MWh, halfLife: 28 h, sd: 25 EUR/MWh } }
  money:
    discount: 9 %/year
    exchange: 1.13 USD/EUR
  sites:
    pod:
      power: 0.2 MW
      pue: 1.15
      stages:
        build: { takes: 1 months, costs: 1 MEUR }
        grid: { after: [build] }
        accelerators: { for: commission }
        commission: { after: [grid, accelerators], takes: 1 weeks }
    existing: { capacity: 50 H100e, live: start, cost: 1 MEUR, power: 0.1 MW }
  accelerators:
    procurement: newest
    refresh: retire
    idlePower: 30 %
    maintenance: 4 %/year
    generations:
      GB300: { released: 2025-09-01, bf16: 2500 TFLOP/s, fp8: 5000 TFLOP/s, power: 2 kW, rack: 72, price: { at: 51 kUSD, changes: -15 %/year }, lead: 1 months, life: 5 years }
  strategies:
    pods:
      budget: { amount: 500 MEUR, otherwise: wait }
      phases:
        old: { site: existing }
        next: { site: pod, sites: 2, regions: [north], tier: mediumVoltage, start: 2026-02-01 }
    existing:
      phases:
        old: { site: existing }
    none: {}

  """
