/// One of the causes that can hold up the sites of a phase.
public struct ConstraintPlace: Sendable, Hashable {
  /// Index into the strategy's phases.
  public var phase: Int32

  /// A stage by its name, `base.` before those of the site that the phase's sites stand on, `money`, or
  /// `gate`.
  public var cause: String

  /// Names a cause of a phase.
  public init(phase: Int32, cause: String) {
    self.phase = phase
    self.cause = cause
  }
}

extension ResultLayout {
  /// What can hold up the sites of one strategy's phases; nothing in a layout that names no cause.
  public func constraintPlaces(of strategy: Int) -> [ConstraintPlace] {
    constraintPlaces.isEmpty ? [] : constraintPlaces[strategy]
  }
}

/// What a replication tells of a cause, over the sites of its phase; NaN where there is nothing to tell.
public enum ConstraintMeasure: Int, CaseIterable, Sendable {
  /// The share of the time, from when a site was to begin until it was live or the end came, for which this
  /// cause held it up; the mean of the sites.
  case shareOfTime
  /// The share of the sites for which it came last before they were live, or was the cause at the end.
  case shareLast
  /// From the end of the stage to the instant at which the first that waits for it begins, h; the mean of the
  /// sites at which it ended.
  case slack
  /// How much later the stage ended than by the plan with median durations, h; the mean of the sites at which
  /// it ended.
  case late
}
