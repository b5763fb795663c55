import Testing

@testable import Experiments

/// Which parameters move an outcome, where the answer is known.
struct RankRegressionTests {
  @Test func `equal numbers share the mean of their ranks`() {
    #expect(ranks([30, 10, 20, 20, .infinity]) == [4, 1, 2.5, 2.5, 5])
  }

  @Test func `of two parameters that do not hang together, each has its rank correlation`() throws {
    // A full grid: the ranks of the two parameters are uncorrelated, and the outcome is the first.
    let first = (0..<100).map { Double($0 / 10) }
    let second = (0..<100).map { Double($0 % 10) }
    let outcome = first.map { $0 * $0 * $0 }
    let fit = try #require(RankRegression([second, first], outcome: outcome))
    #expect(fit.effects.map(\.parameter) == [1, 0])
    #expect(abs(fit.effects[0].coefficient - 1) < 1e-9)
    #expect(abs(fit.effects[1].coefficient) < 1e-9)
    #expect(abs(fit.explained - 1) < 1e-9)
  }

  @Test func `with one parameter it is Spearman's correlation with the interval of a slope`() throws
  {
    // Ranks 1…6 against 2 1 4 3 6 5: Spearman's rho is 1 − 6·6/(6·35) = 29/35. A standardised slope
    // has the standard error √((1 − ρ²)/(n − 2)); Student's t for 4 degrees of freedom is 2.776445.
    let fit = try #require(
      RankRegression([[1, 2, 3, 4, 5, 6]], outcome: [20, 10, 40, 30, 60, 50]))
    let effect = try #require(fit.effects.first)
    let rho = 29.0 / 35
    let halfWidth = 2.776445 * ((1 - rho * rho) / 4).squareRoot()
    #expect(abs(effect.coefficient - rho) < 1e-12)
    #expect(abs(effect.high - effect.low - 2 * halfWidth) < 1e-6)
    #expect(abs(fit.explained - rho * rho) < 1e-12)
  }

  @Test func `what never comes ranks above any number`() throws {
    let fit = try #require(
      RankRegression([[1, 2, 3, 4, 5]], outcome: [1, 2, 3, .infinity, .infinity]))
    #expect(try #require(fit.effects.first).coefficient > 0.9)
  }

  @Test func `a parameter that does not vary is left out`() throws {
    let fit = try #require(RankRegression([[7, 7, 7, 7], [1, 2, 3, 4]], outcome: [1, 3, 2, 4]))
    #expect(fit.effects.map(\.parameter) == [1])
  }

  @Test func `too few futures, or an outcome that is always the same, give no answer`() {
    #expect(RankRegression([[1, 2, 3], [2, 1, 3]], outcome: [1, 2, 3]) == nil)
    #expect(RankRegression([[1, 2, 3, 4, 5]], outcome: [1, 1, 1, 1, 1]) == nil)
    #expect(RankRegression([[2, 2, 2, 2, 2]], outcome: [1, 2, 3, 4, 5]) == nil)
  }
}
