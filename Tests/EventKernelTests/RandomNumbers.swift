/// SplitMix64: reproducible numbers for tests of a kernel that knows no distributions.
struct RandomNumbers {
  private var state: UInt64

  init(seed: Int) { state = UInt64(seed) &* 0x2545_f491_4f6c_dd1d }

  mutating func bits() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// In [0, 1).
  mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// In 0..<bound, for a bound that is small against 2⁶⁴.
  mutating func integer(below bound: Int) -> Int { Int(bits() % UInt64(bound)) }
}
