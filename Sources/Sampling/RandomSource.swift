import CGSL

/// Random numbers by address.
///
/// A draw is a pure function of its address (master seed, future, inner run, stream, entity,
/// attempt) and of how many numbers were taken there before. Nothing is consumed in the order of
/// events: request 731 has the same size whatever happened before it, two strategies face the same
/// demand, and a replication gives the same numbers alone, in any order and on any thread.
///
/// ```swift
/// var source = RandomSource(Replication(masterSeed: 42, future: 7))
/// let size = source.sample(sizes, sizeStream, entity: 731)
/// ```
///
/// One source serves one worker: moving to another address stores a few words and computes nothing
/// but where entities are visited in order; a draw allocates nothing. It can't be copied, since a copy would silently repeat its numbers.
public struct RandomSource: ~Copyable {
  /// The generator as GSL's samplers take it.
  let generator: UnsafeMutablePointer<gsl_rng>
  /// The state inside `generator`.
  let philox: UnsafeMutablePointer<millwright_philox>

  /// The replication whose numbers are drawn.
  ///
  /// Set it to go on with another, and then name an address: until then the numbers of the old one go on.
  public var replication: Replication

  /// A source of the numbers of one replication, positioned nowhere in particular until
  /// ``at(_:entity:attempt:)`` or a call that names a stream.
  public init(_ replication: Replication) {
    GSL.prepare()
    guard let generator = millwright_rng_alloc() else {
      fatalError("no memory for a random number generator")
    }
    self.generator = generator
    self.philox = millwright_rng_philox(generator)
    self.replication = replication
  }

  deinit {
    gsl_rng_free(generator)
  }

  /// Moves to the numbers of one entity in one stream; those that follow are drawn from there.
  ///
  /// - Parameters:
  ///   - stream: What the numbers are for.
  ///   - entity: Whom they are for, such as the number of a request; 0 where there is only one.
  ///   - attempt: Which try, such as the second application for a permit; from 0.
  ///
  /// Every address has 2³⁴ numbers of its own.
  public mutating func at(_ stream: StreamID, entity: UInt64 = 0, attempt: UInt32 = 0) {
    seek(stream, entity: entity, attempt: attempt, inner: replication.inner)
  }

  /// Moves to the numbers of one of many entities that are visited in order.
  ///
  /// They are the numbers that ``at(_:entity:attempt:)`` moves to. Those of several entities are made at
  /// once, which takes a third off each; where the order is another one they are made in vain.
  public mutating func at(_ stream: StreamID, inOrder entity: UInt64) {
    millwright_philox_seek_in_order(
      philox, replication.masterSeed, stream.hash, entity, replication.future, replication.inner)
  }

  /// Moves to the parameters of the future, which all its inner runs share.
  private mutating func atParameters(of stream: StreamID, entity: UInt64) {
    seek(stream, entity: entity, attempt: 0, inner: .max)
  }

  /// The address as key and counter: the key holds master seed and stream, the counter from its
  /// lowest word block and attempt (32 bits each), entity, future, inner run.
  private mutating func seek(
    _ stream: StreamID, entity: UInt64, attempt: UInt32, inner: UInt64
  ) {
    millwright_philox_seek(
      philox, replication.masterSeed, stream.hash, UInt64(attempt) << 32, entity,
      replication.future, inner)
  }

  /// The next 64 random bits at this address.
  public mutating func bits() -> UInt64 {
    millwright_philox_next(philox)
  }

  /// The next number on [0, 1), a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    millwright_philox_next_double(philox)
  }

  /// The next number on (0, 1), never 0 and never 1: the middle of one of 2⁵² equal intervals.
  public mutating func openUniform() -> Double {
    (Double(millwright_philox_next(philox) >> 12) + 0.5) * 0x1p-52
  }

  /// The first number on [0, 1) of an address.
  public mutating func uniform(
    _ stream: StreamID, entity: UInt64 = 0, attempt: UInt32 = 0
  ) -> Double {
    at(stream, entity: entity, attempt: attempt)
    return uniform()
  }

  /// The number on (0, 1) from which a parameter of the future is drawn, by its quantile function.
  ///
  /// It depends on master seed, future, stream and entity only, so that all inner runs share it.
  public mutating func parameterUniform(_ stream: StreamID, entity: UInt64 = 0) -> Double {
    atParameters(of: stream, entity: entity)
    return openUniform()
  }

  /// A parameter of the future: the quantile of its distribution at
  /// ``parameterUniform(_:entity:)``.
  public mutating func parameter(
    _ distribution: Distribution, _ stream: StreamID, entity: UInt64 = 0
  ) -> Double {
    distribution.quantile(parameterUniform(stream, entity: entity))
  }
}
