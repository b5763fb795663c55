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

  private static let urgent = RankedClass(arrivals: 0.03, mean: 8, sd: 8)
  private static let patient = RankedClass(arrivals: 0.04, mean: 12, sd: 6)

  @Test func `two classes before one server wait as Cobham says`() async throws {
    let run = try await ExportedRun(of: scenario("classes"), replications: 400, seed: 12)
    let waits = cobhamWaits([Self.urgent, Self.patient])
    expectMean(of: try run.metric("wait_mean_h", segment: "urgent"), near: waits[0])
    expectMean(of: try run.metric("wait_mean_h", segment: "patient"), near: waits[1])
    expectMean(
      of: try run.metric("utilisation_fraction"), near: Self.urgent.load + Self.patient.load)
  }

  @Test func `two classes before three servers wait as Kella and Yechiali say`() async throws {
    let run = try await ExportedRun(
      of: scenario("classes"), replications: 400, seed: 13,
      setting: [
        "sites.servers.capacity=3 H100e", "demand.segments.urgent.arrivals=0.1 /h",
        "demand.segments.patient.arrivals=0.14 /h",
        "demand.segments.urgent.term={ exponential: { mean: 10 h } }",
        "demand.segments.patient.term={ exponential: { mean: 10 h } }",
      ])
    let waits = rankedWaits(arrivals: [0.1, 0.14], service: 0.1, servers: 3)
    expectMean(of: try run.metric("wait_mean_h", segment: "urgent"), near: waits[0])
    expectMean(of: try run.metric("wait_mean_h", segment: "patient"), near: waits[1])
  }

  /// Whoever is interrupted waits again: the number waiting is λ(T − E[S]) (Little).
  @Test func `interruptible contracts at one server are preempted and resume`() async throws {
    let run = try await ExportedRun(
      of: scenario("classes"), replications: 400, seed: 15,
      setting: ["demand.segments.patient.contract=interruptible"])
    let classes = [Self.urgent, Self.patient]
    let times = preemptResumeTimes(classes)
    for (segment, (one, time)) in zip(["urgent", "patient"], zip(classes, times)) {
      expectMean(
        of: try run.metric("queue_mean_requests", segment: segment),
        near: one.arrivals * (time - one.mean))
    }
    expectMean(of: try run.metric("wait_mean_h", segment: "urgent"), near: times[0] - 8)
    expectMean(
      of: try run.metric("utilisation_fraction"), near: Self.urgent.load + Self.patient.load)
    // Each hour of service is interrupted λ₁ times, each time for a busy period of the first class,
    // E[S₁]/(1 − ρ₁).
    let served = Self.patient.load * (2 * 8760 - 2000)
    let busy = Self.urgent.mean / (1 - Self.urgent.load)
    expectMean(
      of: try run.metric("preempted", segment: "patient"), near: served * Self.urgent.arrivals)
    expectMean(
      of: try run.metric("preempted_h100e_h", segment: "patient"),
      near: served * Self.urgent.arrivals * busy)
  }

  /// The first two wait as if the third were not there; to the third their order does not matter.
  @Test func `interruptible contracts below two ranks that are not interrupted`() async throws {
    let run = try await ExportedRun(
      of: scenario("three-classes"), replications: 400, seed: 16)
    let classes = [Self.urgent, RankedClass(arrivals: 0.02, mean: 12, sd: 6), Self.third]
    let waits = cobhamWaits(Array(classes.prefix(2)))
    expectMean(of: try run.metric("wait_mean_h", segment: "urgent"), near: waits[0])
    expectMean(of: try run.metric("wait_mean_h", segment: "patient"), near: waits[1])
    expectMean(
      of: try run.metric("queue_mean_requests", segment: "spare"),
      near: Self.third.arrivals * (preemptResumeTimes(classes)[2] - Self.third.mean))
  }

  private static let third = RankedClass(arrivals: 0.02, mean: 10, sd: 0)

  /// Of requests that are served in the order of arrival with equal ranks, the segments wait alike.
  @Test func `segments of equal priority wait alike`() async throws {
    let run = try await ExportedRun(
      of: scenario("classes"), replications: 400, seed: 14,
      setting: ["demand.segments.patient.priority=1"])
    let residual = Self.urgent.residual + Self.patient.residual
    let wait = residual / (1 - Self.urgent.load - Self.patient.load)
    for segment in ["urgent", "patient"] {
      expectMean(of: try run.metric("wait_mean_h", segment: segment), near: wait)
    }
  }
}
