/// Where a number belongs inside a strategy; each part is empty where it does not apply.
public struct Scope: Sendable, Hashable, Codable {
  /// The demand segment.
  public var segment: String

  /// The region of the grid.
  public var region: String

  /// The voltage tier of the grid.
  public var tier: String

  /// The class of applicant on a waiting list.
  public var applicantClass: String

  /// The whole strategy, no part of it.
  public static let all = Scope()

  /// A part of a strategy.
  public init(
    segment: String = "", region: String = "", tier: String = "", applicantClass: String = ""
  ) {
    self.segment = segment
    self.region = region
    self.tier = tier
    self.applicantClass = applicantClass
  }
}

/// A variable for one part of a strategy: a column of results.
public struct Column: Sendable, Hashable, Codable {
  /// What is counted.
  public let variable: Variable

  /// For which part of the strategy.
  public let scope: Scope

  /// A variable for one part of a strategy, or for all of it.
  public init(_ variable: Variable, _ scope: Scope = .all) {
    self.variable = variable
    self.scope = scope
  }
}
