import Foundation
import Sampling
import TestSupport
import Testing

private let stream = StreamID("test/variates")

struct VariatesTests {
  private let replication = Replication(masterSeed: 11, future: 0)

  // GSL's flat sampler and its gamma of order 1 are functions of one uniform number, which must be ours.

  @Test func `GSL draws from the same generator`() throws {
    let flat = try Distribution.uniform(low: 0, high: 1)
    let exponential = try Distribution.exponential(mean: 3)
    var source = RandomSource(replication)
    for entity in 0..<100 as Range<UInt64> {
      let uniform = source.uniform(stream, entity: entity)
      let byFlat = source.sample(flat, stream, entity: entity)
      #expect(byFlat == uniform)
      let byExponential = source.sample(exponential, stream, entity: entity)
      #expect(byExponential == 3 * -log(uniform))
    }
  }

  @Test func `GSL and direct draws take turns on one sequence`() throws {
    let flat = try Distribution.uniform(low: 0, high: 1)
    var source = RandomSource(replication)
    source.at(stream)
    let direct = (0..<10).map { _ in source.uniform() }
    source.at(stream)
    let mixed = (0..<10).map { $0.isMultiple(of: 2) ? source.sample(flat) : source.uniform() }
    #expect(direct == mixed)
  }

  @Test func `uniform numbers are the high 53 bits of a word`() {
    var source = RandomSource(replication)
    source.at(stream)
    let word = source.bits()
    let halfOpen = source.uniform(stream)
    #expect(halfOpen == Double(word >> 11) * 0x1p-53)
    source.at(stream)
    let open = source.openUniform()
    #expect(open == (Double(word >> 12) + 0.5) * 0x1p-52)
  }

  @Test func `exponential variates fit`() {
    var source = RandomSource(replication)
    let samples = (0..<20_000 as Range<UInt64>).map { entity in
      source.at(stream, entity: entity)
      return source.exponential(mean: 2.5)
    }
    expectMean(of: samples, near: 2.5)
    expectVariance(of: samples, near: 6.25)
    expectFit(of: samples) { 1 - exp(-$0 / 2.5) }
    let withoutMean = source.exponential(mean: 0)
    #expect(withoutMean == 0)
  }

  @Test func `pairs of exponential variates fit and are independent`() {
    var source = RandomSource(replication)
    let pairs = (0..<20_000 as Range<UInt64>).map { entity in
      source.at(stream, entity: entity)
      return source.exponentialPair()
    }
    for samples in [pairs.map(\.0), pairs.map(\.1)] {
      expectMean(of: samples, near: 1)
      expectVariance(of: samples, near: 1)
      expectFit(of: samples) { 1 - exp(-$0) }
    }
    expectNoCorrelation(between: pairs.map(\.0), and: pairs.map(\.1))
    // What depends on each other without a correlation shows in their uniform numbers.
    expectNoCorrelation(between: pairs.map { exp(-$0.0) }, and: pairs.map { exp(-$0.1) })
  }

  @Test func `normal variates fit`() {
    var source = RandomSource(replication)
    source.at(stream)
    let samples = (0..<20_000).map { _ in source.gaussian() }
    expectMean(of: samples, near: 0)
    expectVariance(of: samples, near: 1)
    expectFit(of: samples) { erfc(-$0 / 2.0.squareRoot()) / 2 }
  }

  @Test func `events happen with their probability`() {
    var source = RandomSource(replication)
    source.at(stream)
    var successes = 0
    for _ in 0..<20_000 where source.happens(withProbability: 0.35) { successes += 1 }
    expectShare(successes: successes, of: 20_000, near: 0.35)
    let (never, always) = (
      source.happens(withProbability: 0), source.happens(withProbability: 1)
    )
    #expect(!never)
    #expect(always)
  }

  @Test func `a negative mean stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var source = RandomSource(Replication(masterSeed: 1, future: 0))
      _ = source.exponential(mean: -1)
    }
  }

  @Test func `workers side by side draw what one alone does`() async {
    let expected = (0..<8).map { future in numbers(ofFuture: future) }
    let found = await withTaskGroup(of: (Int, [Double]).self) { group in
      for future in 0..<8 { group.addTask { (future, numbers(ofFuture: future)) } }
      return await group.reduce(into: [Int: [Double]]()) { $0[$1.0] = $1.1 }
    }
    for future in 0..<8 { #expect(found[future] == expected[future]) }
  }
}

/// Gamma variates of one future, each by a source made anew.
private func numbers(ofFuture future: Int) -> [Double] {
  var source = RandomSource(Replication(masterSeed: 5, future: UInt64(future)))
  source.at(stream)
  return (0..<500).map { _ in source.exponential(mean: 1) + source.gaussian() }
}
