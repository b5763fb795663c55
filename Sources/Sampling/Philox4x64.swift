import CGSL

/// The counter-based generator Philox4x64-10: four 64-bit words as a pure function of a 128-bit key
/// and a 256-bit counter.
///
/// Why this one: a whole address (master seed, stream, future, inner run, entity, attempt, number
/// of the draw) fits into key and counter without hashing them together, so that two addresses meet
/// only where the names of two streams do (see ``StreamID``); there is no state to carry from draw to
/// draw or to split among threads; a block of four words costs about as much as two logarithms; test
/// vectors are published; and it passes TestU01's BigCrush with three rounds to spare.
///
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror, D. E. Shaw, "Parallel random numbers: as easy as
/// 1, 2, 3", SC11 (2011).
public enum Philox4x64 {
  /// The four words at a counter under a key; word 0 of the counter and of the key is the lowest.
  public static func block(
    counter: (UInt64, UInt64, UInt64, UInt64), key: (UInt64, UInt64)
  ) -> (UInt64, UInt64, UInt64, UInt64) {
    var state = millwright_philox()
    millwright_philox_seek(
      &state, key.0, key.1, counter.0, counter.1, counter.2, counter.3)
    _ = millwright_philox_next(&state)
    return state.block
  }
}
