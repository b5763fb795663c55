public import Sampling

/// What a replication draws from: its uncertain parameters, its exchange rate and its process noise.
public struct Draws: ~Copyable {
  /// The random numbers of the replication.
  public var source: RandomSource
  /// The parameters of the future, in the order of `uncertain` and the units they are written in.
  public private(set) var uncertain: [Double]
  /// Dollars for a euro in this future.
  public private(set) var usdPerEur: Double
  private let parameters: UncertainParameters
  private let exchangeRate: Input

  /// Draws of a scenario, set to its first replication with a master seed of 0.
  ///
  /// - Parameters:
  ///   - parameters: what stands under `uncertain`.
  ///   - exchangeRate: dollars for a euro; drawn at most once per future.
  public init(_ parameters: UncertainParameters, exchangeRate: Input) {
    self.parameters = parameters
    self.exchangeRate = exchangeRate
    source = RandomSource(Replication(masterSeed: 0, future: 0))
    uncertain = parameters.distributions.map(\.median)
    usdPerEur = 1
    begin(Replication(masterSeed: 0, future: 0))
  }

  /// Goes on to another replication.
  ///
  /// - Parameters:
  ///   - replication: whose numbers are drawn.
  ///   - uniforms: numbers on (0, 1) for the parameters, in their order, where a design or a
  ///     correlation sets them; else each is drawn from the stream of its name.
  ///   - held: a parameter, by its place, that has its quantile at a probability instead.
  public mutating func begin(
    _ replication: Replication, uniforms: [Double]? = nil,
    holding held: (index: Int, uniform: Double)? = nil
  ) {
    source.replication = replication
    precondition(
      uniforms == nil || uniforms?.count == parameters.count,
      "\(uniforms?.count ?? 0) uniforms for \(parameters.count) uncertain parameters")
    for index in 0..<parameters.count {
      var uniform = uniforms?[index] ?? source.parameterUniform(parameters.streams[index])
      if let held, held.index == index { uniform = held.uniform }
      uncertain[index] = parameters.distributions[index].quantile(uniform)
    }
    usdPerEur = exchangeRate.parameter(&self)
  }
}
