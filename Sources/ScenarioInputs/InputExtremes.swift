import Sampling
import ScenarioReading

/// Between which numbers the inputs of a scenario lie, whatever is drawn.
///
/// By these is said before a run what is certain of it. What lies beyond the outermost 2⁻⁵³ of a
/// distribution is left aside: nobody will see it drawn.
public struct InputExtremes {
  private let uncertain: UncertainParameters
  private let usdPerEur: [Double]

  /// The extremes of the inputs of a scenario.
  ///
  /// - Parameters:
  ///   - uncertain: the numbers drawn once per future.
  ///   - exchangeRate: USD per EUR; nil where none is given.
  public init(_ uncertain: UncertainParameters, exchangeRate: Input?) {
    self.uncertain = uncertain
    usdPerEur =
      exchangeRate.map {
        Self.distributions(of: $0, uncertain).flatMap(Self.extremes)
      } ?? [1]
  }

  /// USD per EUR in the middle of what can be drawn; 1 where none is given.
  public var middleExchangeRate: Double { usdPerEur.sorted()[usdPerEur.count / 2] }

  /// The least number that can be drawn, in the canonical unit, money in EUR.
  public func least(_ input: Input) -> Double { numbers(of: input, Self.extremes).min() ?? 0 }

  /// The greatest number that can be drawn, in the canonical unit, money in EUR.
  public func greatest(_ input: Input) -> Double { numbers(of: input, Self.extremes).max() ?? 0 }

  /// The least that the mean of the draws of a future can be.
  public func leastMean(_ input: Input) -> Double { numbers(of: input) { [$0.mean] }.min() ?? 0 }

  private func numbers(of input: Input, _ numbers: (Distribution) -> [Double]) -> [Double] {
    let written = Self.distributions(of: input, uncertain).flatMap(numbers)
    guard input.isInDollars else { return written }
    return written.flatMap { amount in usdPerEur.map { amount / $0 } }
  }

  private static func extremes(of distribution: Distribution) -> [Double] {
    UncertainName.extremeUniforms.map(distribution.quantile)
  }

  /// What an input is drawn from, with each uncertain number in it at its extremes.
  private static func distributions(
    of input: Input, _ uncertain: UncertainParameters
  ) -> [Distribution] {
    switch input.form {
    case .constant(let number): return [.constant(number)]
    case .uncertain(let term):
      return extremes(of: uncertain.distributions[term.index]).map { .constant($0 * term.factor) }
    case .distribution(let distribution): return [distribution]
    case .template(let template):
      var futures = [uncertain.distributions.map(\.median)]
      for index in template.dependencies {
        futures = futures.flatMap { future in
          extremes(of: uncertain.distributions[index]).map { number in
            var drawn = future
            drawn[index] = number
            return drawn
          }
        }
      }
      return futures.map(template.distribution)
    }
  }
}
