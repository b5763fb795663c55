import TestSupport
import Testing

/// One site, requests of size 1: the laws of waiting lines, read from the exported metrics.
///
/// Each is checked over independent replications with a tolerance of 4 standard errors. What else is
/// in a figure is far smaller: the line forgets its start in about 1/(√(cμ) − √λ)² hours (Whitt), at most
/// 500 h here, of which the warm-up is at least four; and of some 5,000 customers in a replication
/// those few that still wait at its end are missing from the mean wait, less than 0.5 % of it.
struct QueueingTests {
  private static let segment = "demand.segments.customers"

  private func run(
    servers: Int, arrivals: Double, _ sets: [String], replications: Int = 400
  ) async throws -> ExportedRun {
    try await ExportedRun(
      of: scenario("queue"), replications: replications, seed: 11,
      setting: [
        "sites.servers.capacity=\(servers) H100e",
        "\(Self.segment).arrivals=\(arrivals) /h",
      ] + sets)
  }

  @Test(arguments: [(1, 0.06), (4, 0.3), (10, 0.85)])
  func `with patience forever the wait is that of Erlang C`(_ servers: Int, _ arrivals: Double)
    async throws
  {
    let run = try await run(servers: servers, arrivals: arrivals, [])
    let queue = MarkovQueue(arrivals: arrivals, service: 0.1, servers: servers)
    expectMean(of: try run.metric("wait_mean_h"), near: queue.meanWait)
    expectMean(of: try run.metric("wait_share_fraction"), near: queue.erlangC)
    expectMean(of: try run.metric("queue_mean_requests"), near: arrivals * queue.meanWait)
    expectMean(
      of: try run.metric("utilisation_fraction"), near: queue.load / Double(servers))
    expectMean(of: try run.metric("lost_reneged"), near: 0)
  }

  /// Erlang B holds for any distribution of the terms (Sevastyanov's insensitivity).
  @Test(arguments: [
    "{ exponential: { mean: 10 h } }", "10 h", "{ lognormal: { mean: 10 h, sd: 15 h } }",
  ])
  func `with no patience the loss is that of Erlang B`(_ term: String) async throws {
    let run = try await run(
      servers: 5, arrivals: 0.4, ["\(Self.segment).patience=0 h", "\(Self.segment).term=\(term)"])
    let queue = MarkovQueue(arrivals: 0.4, service: 0.1, servers: 5)
    let shares = zip(try run.metric("lost_reneged"), try run.metric("requests")).map { $0 / $1 }
    expectMean(of: shares, near: queue.erlangB)
    expectMean(
      of: try run.metric("utilisation_fraction"), near: queue.load * (1 - queue.erlangB) / 5)
    expectMean(of: try run.metric("wait_mean_h"), near: 0)
  }

  @Test(arguments: [(3, 0.27, 20.0), (3, 0.45, 5.0), (8, 0.9, 40.0)])
  func `with exponential patience the abandonment is that of Erlang A`(
    _ servers: Int, _ arrivals: Double, _ patience: Double
  ) async throws {
    let run = try await run(
      servers: servers, arrivals: arrivals,
      ["\(Self.segment).patience={ exponential: { mean: \(patience) h } }"])
    let queue = MarkovQueue(arrivals: arrivals, service: 0.1, servers: servers)
    let lost = queue.abandonment(impatience: 1 / patience)
    let shares = zip(try run.metric("lost_reneged"), try run.metric("requests")).map { $0 / $1 }
    expectMean(of: shares, near: lost)
    expectMean(
      of: try run.metric("utilisation_fraction"), near: queue.load * (1 - lost) / Double(servers))
    // Those who give up do so at rate θ each: λ P(abandon) = θ × mean number waiting.
    expectMean(
      of: try run.metric("queue_mean_requests"), near: arrivals * lost * patience)
  }

  /// A term, its mean and its standard deviation in h.
  static let terms: [(term: String, mean: Double, sd: Double)] = [
    ("10 h", 10, 0),
    ("{ gamma: { mean: 10 h, sd: 5 h } }", 10, 5),
    ("{ exponential: { mean: 10 h } }", 10, 10),
    ("{ uniform: { low: 4 h, high: 16 h } }", 10, 12 / 12.0.squareRoot()),
    ("{ discrete: { values: [5 h, 30 h], weights: [0.8, 0.2] } }", 10, 10),
  ]

  @Test(arguments: terms)
  func `one server with any terms has the wait of Pollaczek and Khinchine`(
    _ term: String, _ mean: Double, _ sd: Double
  ) async throws {
    let run = try await run(servers: 1, arrivals: 0.065, ["\(Self.segment).term=\(term)"])
    let wait = pollaczekKhinchine(arrivals: 0.065, mean: mean, sd: sd)
    expectMean(of: try run.metric("wait_mean_h"), near: wait)
    expectMean(of: try run.metric("queue_mean_requests"), near: 0.065 * wait)
    // Poisson arrivals see time averages: the share that waits is the share of time busy.
    expectMean(of: try run.metric("wait_share_fraction"), near: 0.065 * mean)
    expectMean(of: try run.metric("utilisation_fraction"), near: 0.065 * mean)
  }

  /// Cobham (1954) for one server: W₁ = R/(1 − ρ₁), W₂ = R/((1 − ρ₁)(1 − ρ₁ − ρ₂)), R = Σλᵢ E[Sᵢ²]/2.
  @Test func `two classes before one server wait as Cobham says`() async throws {
    let run = try await ExportedRun(of: scenario("classes"), replications: 400, seed: 12)
    let residual = (0.03 * (64 + 64) + 0.04 * (144 + 36)) / 2
    let (urgent, patient) = (0.03 * 8, 0.04 * 12)
    expectMean(
      of: try run.metric("wait_mean_h", segment: "urgent"), near: residual / (1 - urgent))
    expectMean(
      of: try run.metric("wait_mean_h", segment: "patient"),
      near: residual / (1 - urgent) / (1 - urgent - patient))
    expectMean(of: try run.metric("utilisation_fraction"), near: urgent + patient)
  }

  /// Cobham for c servers and equal exponential terms: W₁ = C/(cμ(1 − ρ₁)), W₂ = W₁/(1 − ρ).
  @Test func `two classes before three servers wait as Cobham says`() async throws {
    let run = try await ExportedRun(
      of: scenario("classes"), replications: 400, seed: 13,
      setting: [
        "sites.servers.capacity=3 H100e", "demand.segments.urgent.arrivals=0.1 /h",
        "demand.segments.patient.arrivals=0.14 /h",
        "demand.segments.urgent.term={ exponential: { mean: 10 h } }",
        "demand.segments.patient.term={ exponential: { mean: 10 h } }",
      ])
    let queue = MarkovQueue(arrivals: 0.24, service: 0.1, servers: 3)
    let first = queue.erlangC / (0.3 * (1 - 0.1 / 0.3))
    expectMean(of: try run.metric("wait_mean_h", segment: "urgent"), near: first)
    expectMean(of: try run.metric("wait_mean_h", segment: "patient"), near: first / (1 - 0.8))
  }

  /// Of requests that are served in the order of arrival with equal ranks, the segments wait alike.
  @Test func `segments of equal priority wait alike`() async throws {
    let run = try await ExportedRun(
      of: scenario("classes"), replications: 400, seed: 14,
      setting: ["demand.segments.patient.priority=1"])
    let residual = (0.03 * (64 + 64) + 0.04 * (144 + 36)) / 2
    let wait = residual / (1 - 0.03 * 8 - 0.04 * 12)
    for segment in ["urgent", "patient"] {
      expectMean(of: try run.metric("wait_mean_h", segment: segment), near: wait)
    }
  }
}
