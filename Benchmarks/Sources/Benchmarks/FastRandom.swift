import Foundation

/// Exponential variates for the workloads that measure the calendar alone, where the programs of
/// other libraries draw by a ziggurat as well: xoshiro256++ and 256 layers.
///
/// Sources: D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47
/// (2021); G. Marsaglia, W. W. Tsang, "The ziggurat method for generating random variables", Journal
/// of Statistical Software 5 (2000).
struct FastRandom {
  private static let tailStart = 7.69711747013104972
  private static let layerArea = 0.0039496598225815571993

  private var state: (UInt64, UInt64, UInt64, UInt64)
  /// The right edge of each layer, and the density there.
  private let edges, densities: [Double]

  init(seed: UInt64) {
    var mixer = seed
    func next() -> UInt64 {
      mixer &+= 0x9e37_79b9_7f4a_7c15
      var word = mixer
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
    state = (next(), next(), next(), next())
    var edges = [Self.layerArea / exp(-Self.tailStart), Self.tailStart]
    var densities = [0, exp(-Self.tailStart)]
    for layer in 1..<255 {
      densities.append(densities[layer] + Self.layerArea / edges[layer])
      edges.append(-log(densities[layer + 1]))
    }
    self.edges = edges + [0]
    self.densities = densities + [1]
  }

  mutating func bits() -> UInt64 {
    let sum = state.0 &+ state.3
    let result = (sum << 23 | sum >> 41) &+ state.0
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = state.3 << 45 | state.3 >> 19
    return result
  }

  mutating func uniform() -> Double { Double(bits() >> 11) * 0x1p-53 }

  /// The next exponential variate with mean 1.
  @inline(__always)
  mutating func exponential() -> Double {
    let word = bits()
    let layer = Int(word & 255)
    let x = Double(word >> 11) * 0x1p-53 * edges[layer]
    return x < edges[layer + 1] ? x : exponentialAtEdge(x, layer)
  }

  /// One draw in a hundred falls beside the rectangle of its layer.
  @inline(never)
  private mutating func exponentialAtEdge(_ x: Double, _ layer: Int) -> Double {
    if layer == 0 { return Self.tailStart + exponential() }
    let density = densities[layer] + uniform() * (densities[layer + 1] - densities[layer])
    return density < exp(-x) ? x : exponential()
  }
}
