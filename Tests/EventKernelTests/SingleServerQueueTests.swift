import EventKernel
import Foundation
import Quantities
import Testing

/// One server, Poisson arrivals, exponential service, built on the kernel alone.
private struct SingleServerQueue: ~Copyable {
  enum Event: BitwiseCopyable {
    case arrival
    case departure
  }

  var simulation = Simulation<Event>()
  var pool = Pool()

  /// The time-weighted number in system over `horizon` hours after as long a warm-up.
  mutating func meanNumber(load: Double, horizon: Double, seed: Int) -> Double {
    var random = RandomNumbers(seed: seed)
    func exponential() -> Hours { Hours(-log(1 - random.uniform())) }
    var number = TimeWeighted()
    simulation.reset()
    pool.reset()
    let server = pool.stores.add(capacity: 1)
    simulation.schedule(.arrival, after: exponential() / load)
    for end in [SimTime(horizon), SimTime(2 * horizon)] {
      number.reset(at: simulation.now)
      while let event = simulation.next(before: end) {
        switch event {
        case .arrival:
          number.add(1, at: simulation.now)
          pool.wait(token: 0)
          simulation.schedule(.arrival, after: exponential() / load)
        case .departure:
          number.add(-1, at: simulation.now)
          pool.stores.giveBack(1, to: server)
        }
        let started = pool.serve { stores, _ in
          guard stores.fits(1, in: server) else { return false }
          stores.take(1, from: server)
          return true
        }
        if started > 0 { simulation.schedule(.departure, after: exponential()) }
      }
      simulation.advance(to: end)
    }
    return number.mean(until: simulation.now) ?? .nan
  }
}

struct SingleServerQueueTests {
  /// M/M/1: the mean number in system is ρ / (1 − ρ).
  ///
  /// From an empty start the distance to it falls
  /// like exp(−(1 − √ρ)² t), which a warm-up of 500 h takes below 10⁻¹⁸.
  @Test func `the mean number in an M/M/1 queue is that of the formula`() throws {
    let load = 0.5
    var queue = SingleServerQueue()
    var means = Tally()
    for replication in 1...60 {
      means.record(queue.meanNumber(load: load, horizon: 500, seed: replication))
    }
    let mean = try #require(means.mean)
    let deviation = try #require(means.standardDeviation)
    let standardError = deviation / Double(means.count).squareRoot()
    #expect(abs(mean - load / (1 - load)) < 4 * standardError, "mean \(mean) ± \(standardError)")
    #expect(standardError < 0.05)
  }
}
