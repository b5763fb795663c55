import Foundation

/// A deterministic source of choices (Steele, Lea, Flood: SplitMix).
public struct Dice: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// The choices of one input of a campaign: the same whatever other inputs there are.
  public init(seed: UInt64, input: Int) {
    state = seed
    state = next() &+ UInt64(bitPattern: Int64(input))
    state = next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// Whether something of this probability happens.
  mutating func chance(_ probability: Double) -> Bool {
    Double.random(in: 0..<1, using: &self) < probability
  }

  /// One of some things, of which there is at least one.
  mutating func pick<Element>(_ things: [Element]) -> Element {
    things[Int.random(in: things.indices, using: &self)]
  }

  /// A whole number of a range.
  mutating func whole(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  /// A number between two others, of any magnitude between them alike where both are positive.
  mutating func number(_ range: ClosedRange<Double>) -> Double {
    guard range.lowerBound > 0, range.upperBound > 3 * range.lowerBound else {
      return Double.random(in: range, using: &self)
    }
    return exp(Double.random(in: log(range.lowerBound)...log(range.upperBound), using: &self))
  }
}
