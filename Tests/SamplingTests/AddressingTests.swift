import Sampling
import TestSupport
import Testing

private let arrivals = StreamID("demand/training/arrivals")
private let sizes = StreamID("demand/training/size")
private let base = Replication(masterSeed: 1, future: 2, inner: 3)

/// The first number at an address, from a source of its own.
private func first(
  _ replication: Replication = base, _ stream: StreamID = arrivals, entity: UInt64 = 4,
  attempt: UInt32 = 5
) -> UInt64 {
  var source = RandomSource(replication)
  source.at(stream, entity: entity, attempt: attempt)
  return source.bits()
}

struct AddressingTests {
  @Test func `the same address gives the same numbers`() {
    #expect(first() == first())
  }

  @Test func `every part of an address counts`() {
    let numbers = [
      first(),
      first(Replication(masterSeed: 9, future: 2, inner: 3)),
      first(Replication(masterSeed: 1, future: 9, inner: 3)),
      first(Replication(masterSeed: 1, future: 2, inner: 9)),
      first(base, sizes),
      first(entity: 9),
      first(attempt: 9),
    ]
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func `parts of an address can't stand for each other`() {
    let numbers = [
      first(Replication(masterSeed: 0, future: 1, inner: 0), entity: 0, attempt: 0),
      first(Replication(masterSeed: 0, future: 0, inner: 1), entity: 0, attempt: 0),
      first(Replication(masterSeed: 0, future: 0, inner: 0), entity: 1, attempt: 0),
      first(Replication(masterSeed: 0, future: 0, inner: 0), entity: 0, attempt: 1),
      first(Replication(masterSeed: 1, future: 0, inner: 0), entity: 0, attempt: 0),
    ]
    #expect(Set(numbers).count == numbers.count)
  }

  @Test func `numbers don't depend on the order in which addresses are visited`() {
    var source = RandomSource(base)
    let entities: Range<UInt64> = 0..<100
    let forwards = entities.map { source.uniform(arrivals, entity: $0) }
    let backwards = entities.reversed().map { entity in
      _ = source.uniform(sizes, entity: entity)
      _ = source.gaussian()
      return source.uniform(arrivals, entity: entity)
    }
    #expect(forwards == backwards.reversed())
  }

  @Test func `a source can go on with another replication`() {
    let other = Replication(masterSeed: 1, future: 8)
    var source = RandomSource(base)
    _ = source.uniform(arrivals)
    source.replication = other
    var fresh = RandomSource(other)
    let (continued, expected) = (source.uniform(arrivals), fresh.uniform(arrivals))
    #expect(continued == expected)
  }

  @Test func `numbers at one address go on over many blocks without repeating`() {
    var source = RandomSource(base)
    source.at(arrivals)
    let numbers = (0..<1_000).map { _ in source.bits() }
    #expect(Set(numbers).count == numbers.count)
  }

  /// More numbers than one block has, and of several kinds.
  private func numbers(of source: inout RandomSource) -> [Double] {
    var numbers = [source.gaussian()]
    for _ in 0..<5 { numbers += [source.uniform(), source.exponential(mean: 1)] }
    return numbers
  }

  @Test(
    arguments: [
      Array(0..<100), Array(60...70), (0..<40).reversed(), [5, 5, 6, 40, 4, 1 << 40, .max, 0, 1],
    ] as [[UInt64]])
  func `entities in order have the numbers of their addresses`(entities: [UInt64]) {
    var source = RandomSource(base)
    var direct = RandomSource(base)
    for entity in entities {
      source.at(arrivals, inOrder: entity)
      direct.at(arrivals, entity: entity)
      let (inOrder, expected) = (numbers(of: &source), numbers(of: &direct))
      #expect(inOrder == expected, "entity \(entity)")
    }
  }

  @Test func `entities in order are those of the stream and the replication that are asked for`() {
    var source = RandomSource(base)
    var direct = RandomSource(base)
    let replications = [
      base, Replication(masterSeed: 9, future: 2, inner: 3),
      Replication(masterSeed: 1, future: 9, inner: 3), Replication(masterSeed: 1, future: 2),
    ]
    for replication in replications {
      source.replication = replication
      direct.replication = replication
      for stream in [arrivals, sizes, arrivals] {
        source.at(stream, inOrder: 7)
        direct.at(stream, entity: 7)
        let (inOrder, expected) = (numbers(of: &source), numbers(of: &direct))
        #expect(inOrder == expected)
      }
    }
  }

  @Test func `inner runs share the parameters of their future`() {
    var one = RandomSource(Replication(masterSeed: 1, future: 2, inner: 0))
    var two = RandomSource(Replication(masterSeed: 1, future: 2, inner: 1))
    var other = RandomSource(Replication(masterSeed: 1, future: 3, inner: 0))
    let shared = one.parameterUniform(sizes)
    let (again, elsewhere) = (two.parameterUniform(sizes), other.parameterUniform(sizes))
    #expect(again == shared)
    #expect(elsewhere != shared)
    let (noise, otherNoise) = (one.uniform(sizes), two.uniform(sizes))
    #expect(noise != otherNoise)
  }

  @Test func `a parameter is the quantile at its uniform number`() throws {
    let slip = try Distribution.lognormal(median: 24, p90: 60)
    var source = RandomSource(base)
    let uniform = source.parameterUniform(sizes, entity: 1)
    let drawn = source.parameter(slip, sizes, entity: 1)
    #expect(drawn == slip.quantile(uniform))
  }

  @Test func `a parameter's draw leaves process noise where it was`() {
    var source = RandomSource(base)
    let before = source.uniform(arrivals, entity: 4)
    _ = source.parameterUniform(arrivals, entity: 4)
    let after = source.uniform(arrivals, entity: 4)
    #expect(after == before)
  }

  @Test func `an inner run can't take the place of the parameters`() async {
    await #expect(processExitsWith: .failure) {
      _ = Replication(masterSeed: 1, future: 2, inner: .max)
    }
  }
}

struct NeighbourTests {
  private let count: UInt64 = 20_000

  /// Numbers of neighbouring addresses, as pairs to correlate.
  private func expectIndependence(
    _ number: (inout RandomSource, UInt64) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    var source = RandomSource(base)
    let numbers = (0...count).map { number(&source, $0) }
    expectNoCorrelation(
      between: Array(numbers.dropLast()), and: Array(numbers.dropFirst()),
      sourceLocation: sourceLocation)
    expectFit(of: numbers, to: { min(1, max(0, $0)) }, sourceLocation: sourceLocation)
    expectMean(of: numbers, near: 0.5, sourceLocation: sourceLocation)
    expectVariance(of: numbers, near: 1.0 / 12, sourceLocation: sourceLocation)
  }

  @Test func `neighbouring entities are independent`() {
    expectIndependence { $0.uniform(arrivals, entity: $1) }
  }

  @Test func `neighbouring attempts are independent`() {
    expectIndependence { $0.uniform(arrivals, entity: 1, attempt: UInt32($1)) }
  }

  @Test func `neighbouring futures are independent`() {
    expectIndependence { source, future in
      source.replication = Replication(masterSeed: 1, future: future)
      return source.uniform(arrivals)
    }
  }

  @Test func `neighbouring inner runs are independent`() {
    expectIndependence { source, inner in
      source.replication = Replication(masterSeed: 1, future: 0, inner: inner)
      return source.uniform(arrivals)
    }
  }

  @Test func `neighbouring master seeds are independent`() {
    expectIndependence { source, seed in
      source.replication = Replication(masterSeed: seed, future: 0)
      return source.uniform(arrivals)
    }
  }

  @Test func `streams with similar names are independent`() {
    expectIndependence { $0.uniform(StreamID("grid/region-\($1)/background")) }
  }

  @Test func `numbers in order at one address are independent`() {
    expectIndependence { source, index in
      if index == 0 { source.at(arrivals) }
      return source.openUniform()
    }
  }

  @Test func `parameters of neighbouring futures are independent`() {
    expectIndependence { source, future in
      source.replication = Replication(masterSeed: 1, future: future)
      return source.parameterUniform(arrivals)
    }
  }
}
