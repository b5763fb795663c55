import ScenarioReading

import Sampling

extension Input {
  /// The number that no draw of any future is expected to go below, in the canonical unit.
  public func least(_ uncertain: UncertainParameters) -> Double {
    let uniforms = UncertainName.extremeUniforms
    switch form {
    case .constant(let number): return number
    case .uncertain(let term):
      return uniforms.map {
        uncertain.distributions[term.index].quantile($0) * term.factor
      }.min() ?? 0
    case .distribution(let distribution): return distribution.quantile(uniforms[0])
    case .template(let template):
      var futures = [uncertain.distributions.map(\.median)]
      for index in template.dependencies {
        futures = futures.flatMap { future in
          uniforms.map { uniform in
            var drawn = future
            drawn[index] = uncertain.distributions[index].quantile(uniform)
            return drawn
          }
        }
      }
      return futures.map { template.distribution($0).quantile(uniforms[0]) }.min() ?? 0
    }
  }
}
