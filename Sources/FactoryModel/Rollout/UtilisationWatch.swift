import EventKernel

/// Who waits for utilisation looks at it once the instant has settled at which it changed.
///
/// A contract that ends and another that takes its place at the same instant are no fall.
struct UtilisationWatch: BitwiseCopyable {
  /// Whether any phase still waits for utilisation.
  var isOn = false
  private var isReviewDue = false

  /// Something that utilisation is made of has changed.
  mutating func utilisationChanged(_ run: inout Run) {
    guard isOn, !isReviewDue else { return }
    isReviewDue = true
    run.schedule(.rollout(.reviewDue), at: run.now)
  }

  /// It is looked at now.
  mutating func beginReview() { isReviewDue = false }
}
