/// What a milestone belongs to: a phase of a strategy, or one of its sites.
public struct MilestonePlace: Sendable, Hashable, Comparable {
  /// Index into the strategy's phases.
  public var phase: Int32

  /// The site's number within the phase, from 1; 0 = the phase as a whole.
  public var site: Int32

  /// Index into the layout's milestones.
  public var milestone: Int32

  /// Names what is reached, and by whom.
  public init(phase: Int32, site: Int32, milestone: Int32) {
    self.phase = phase
    self.site = site
    self.milestone = milestone
  }

  /// By phase, then site, then milestone.
  public static func < (a: MilestonePlace, b: MilestonePlace) -> Bool {
    (a.phase, a.site, a.milestone) < (b.phase, b.site, b.milestone)
  }
}

/// When a milestone was reached in one replication.
public struct MilestoneRow: Sendable, Hashable {
  /// What it belongs to.
  public var place: MilestonePlace

  /// Hours since start; NaN = never within the horizon.
  public var hours: Double

  /// Why it was so late, or did not come; empty where there is nothing to tell.
  public var reason: String

  /// States when something was reached.
  public init(_ place: MilestonePlace, hours: Double, reason: String = "") {
    self.place = place
    self.hours = hours
    self.reason = reason
  }
}
