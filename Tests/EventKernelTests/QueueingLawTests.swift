import EventKernel
import Foundation
import Quantities
import TestSupport
import Testing

/// The laws of waiting lines, on the kernel alone.
///
/// Each mean over time is taken over independent replications, with a tolerance of 4 standard errors.
/// Its bias is far below that: averages begin after a warm-up of at least 10 relaxation times
/// 1/(√(cμ) − √λ)² of the whole load (an empty start is forgotten at least that fast; Whitt), which
/// leaves e⁻¹⁰ of the distance, and end at the horizon.
struct QueueingLawTests {
  /// The mean number of each class, at the station and waiting, in 150 replications.
  private func means(
    _ station: consuming QueueingStation, warmUp: Double, length: Double
  ) -> [(present: [Double], waiting: [Double])] {
    var results = [(present: [Double], waiting: [Double])](
      repeating: ([], []), count: station.classes.count)
    for seed in 1...150 {
      station.begin(seed: seed)
      station.run(until: warmUp)
      station.forget()
      station.run(until: warmUp + length)
      for rank in results.indices {
        let now = station.simulation.now
        results[rank].present.append(station.present[rank].mean(until: now) ?? .nan)
        results[rank].waiting.append(station.waiting[rank].mean(until: now) ?? .nan)
      }
    }
    return results
  }

  @Test(arguments: [(1, 0.5), (1, 0.8), (3, 2.1), (10, 8.0)])
  func `M/M/c: the number is that of Erlang C`(_ servers: Int, _ rate: Double) {
    let queue = MarkovQueue(arrivals: rate, service: 1, servers: servers)
    let result = means(
      QueueingStation(servers: servers, [CustomerClass(rate: rate)]),
      warmUp: 10 * queue.relaxation, length: 2400)
    expectMean(of: result[0].present, near: queue.meanNumber)
    expectMean(of: result[0].waiting, near: rate * queue.meanWait)
  }

  @Test(arguments: [(0.0, 1.0), (0.3, 0.7), (1.0, 0.5)])
  func `M/G/1: the number waiting is that of Pollaczek and Khinchine`(
    _ low: Double, _ share: Double
  ) {
    // Either `low` or as much more as keeps the mean at 1.
    let high = (1 - share * low) / max(1 - share, 1e-9)
    let isConstant = low == 1 || share == 1
    let service: (inout RandomNumbers) -> Double =
      isConstant ? { _ in 1 } : { $0.uniform() < share ? low : high }
    let variance =
      isConstant ? 0 : share * (low - 1) * (low - 1) + (1 - share) * (high - 1) * (high - 1)
    let result = means(
      QueueingStation([CustomerClass(rate: 0.6, service: service)]), warmUp: 300, length: 2000)
    let wait = pollaczekKhinchine(arrivals: 0.6, mean: 1, sd: variance.squareRoot())
    expectMean(of: result[0].waiting, near: 0.6 * wait)
    expectMean(of: result[0].present, near: 0.6 * (wait + 1))
  }

  @Test(arguments: [(1, 0.7), (5, 4.0)])
  func `M/M/c/c: the number served is what Erlang B lets in`(_ servers: Int, _ rate: Double) {
    let queue = MarkovQueue(arrivals: rate, service: 1, servers: servers)
    let result = means(
      QueueingStation(servers: servers, [CustomerClass(rate: rate, patience: 0)]),
      warmUp: 50, length: 1200)
    expectMean(of: result[0].present, near: queue.load * (1 - queue.erlangB))
    expectMean(of: result[0].waiting, near: 0)
  }

  /// More comes than could be served; those that give up keep the line short.
  @Test(arguments: [(1, 1.5, 2.0), (4, 3.6, 0.5), (4, 5.0, 3.0)])
  func `M/M/c+M: the numbers are those of Erlang A`(
    _ servers: Int, _ rate: Double, _ patience: Double
  ) {
    let queue = MarkovQueue(arrivals: rate, service: 1, servers: servers)
    let lost = queue.abandonment(impatience: 1 / patience)
    let result = means(
      QueueingStation(servers: servers, [CustomerClass(rate: rate, patience: patience)]),
      warmUp: 100, length: 1200)
    // Those that wait give up at 1/patience each.
    expectMean(of: result[0].waiting, near: rate * lost * patience)
    expectMean(of: result[0].present, near: rate * lost * patience + rate * (1 - lost))
  }

  /// Classes before one server, the best first; `sd` is 0 or the mean.
  static let ranked = [
    [
      RankedClass(arrivals: 0.3, mean: 1, sd: 1), RankedClass(arrivals: 0.4, mean: 1, sd: 1),
    ],
    [
      RankedClass(arrivals: 0.2, mean: 0.5, sd: 0), RankedClass(arrivals: 0.15, mean: 2, sd: 2),
      RankedClass(arrivals: 0.3, mean: 1, sd: 1),
    ],
  ]

  private func station(_ law: [RankedClass], preempts: Bool) -> QueueingStation {
    QueueingStation(
      preempts: preempts,
      law.map { one in
        CustomerClass(
          rate: one.arrivals,
          service: { one.sd == 0 ? one.mean : $0.exponential(mean: one.mean) })
      })
  }

  @Test(arguments: ranked)
  func `ranked classes before one server wait as Cobham says`(_ law: [RankedClass]) {
    let result = means(station(law, preempts: false), warmUp: 600, length: 2400)
    for (rank, wait) in cobhamWaits(law).enumerated() {
      expectMean(of: result[rank].waiting, near: law[rank].arrivals * wait)
    }
  }

  @Test(arguments: ranked)
  func `ranked classes before one server that preempts and resumes`(_ law: [RankedClass]) {
    let result = means(station(law, preempts: true), warmUp: 600, length: 2400)
    for (rank, time) in preemptResumeTimes(law).enumerated() {
      expectMean(of: result[rank].present, near: law[rank].arrivals * time)
      // Served time is spent once, however often it was interrupted.
      expectMean(
        of: zip(result[rank].present, result[rank].waiting).map { $0 - $1 }, near: law[rank].load)
    }
  }

  @Test(arguments: [[1.0, 1.2], [0.8, 0.7, 0.8]])
  func `ranked classes before three servers wait as Kella and Yechiali say`(_ rates: [Double]) {
    let result = means(
      QueueingStation(servers: 3, rates.map { CustomerClass(rate: $0) }),
      warmUp: 250, length: 1600)
    for (rank, wait) in rankedWaits(arrivals: rates, service: 1, servers: 3).enumerated() {
      expectMean(of: result[rank].waiting, near: rates[rank] * wait)
    }
  }

  @Test(arguments: [[1.0, 1.2], [0.8, 0.7, 0.8]])
  func `before three servers that preempt the better classes do not see the others`(
    _ rates: [Double]
  ) {
    let result = means(
      QueueingStation(servers: 3, preempts: true, rates.map { CustomerClass(rate: $0) }),
      warmUp: 250, length: 1600)
    let law = preemptResumeNumbers(arrivals: rates, service: 1, servers: 3)
    for (rank, number) in law.enumerated() {
      expectMean(of: result[rank].present, near: number)
    }
  }

  /// The rate swings around 0.7 and is above what can be served for a part of each day of 24 h.
  @Test func `M/M/1 with a rate that changes in time follows Kolmogorov's equations`() {
    func rate(_ hour: Double) -> Double { 0.7 + 0.6 * sin(2 * Double.pi * hour / 24) }
    let instants = [3, 9, 12, 15, 21, 30, 36, 48]
    let known = meanNumbers(rate: rate, service: 1, at: instants)
    var numbers = [[Double]](repeating: [], count: instants.count)
    var station = QueueingStation([
      CustomerClass(rate: 1.3, accepted: { rate($0) / 1.3 })
    ])
    for seed in 1...2000 {
      station.begin(seed: seed)
      for (index, hour) in instants.enumerated() {
        station.run(until: Double(hour))
        numbers[index].append(station.present[0].value)
      }
    }
    for index in instants.indices { expectMean(of: numbers[index], near: known[index]) }
  }
}
