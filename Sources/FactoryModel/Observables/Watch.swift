import EventKernel
import Quantities

/// What observables are made of; whoever changes one of these says so.
struct Ingredients: OptionSet, BitwiseCopyable {
  let rawValue: UInt8

  /// H100e under contract.
  static let soldCompute = Ingredients(rawValue: 1 << 0)
  /// H100e that can be sold, or have been ordered.
  static let capacity = Ingredients(rawValue: 1 << 1)
  /// H100e for which requests wait.
  static let waitingCompute = Ingredients(rawValue: 1 << 2)
}

/// Which ingredients somebody watches: conditions look at them once the instant has settled at which they
/// changed.
///
/// A contract that ends and another that takes its place at the same instant are no fall.
struct Watch: BitwiseCopyable {
  /// What the conditions that still wait are made of.
  var watched = Ingredients()
  private var isReviewDue = false

  /// An ingredient has changed.
  mutating func noteChange(of ingredient: Ingredients, _ run: inout Run) {
    guard !watched.isDisjoint(with: ingredient), !isReviewDue else { return }
    isReviewDue = true
    run.schedule(.rollout(.reviewDue), at: run.now)
  }

  /// They are looked at now.
  mutating func beginReview() { isReviewDue = false }
}
