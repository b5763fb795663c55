/// Where a path would be without chance: `level · (1 + change)^(t/8766) · season(month of t)`.
public struct Trend: Sendable {
  /// At the start, before the season.
  public let level: Double
  /// The yearly change, effective annual.
  public let change: Double
  /// Factors for January to December.
  public let season: [Double]

  /// A trend; without more it stays at its level.
  public init(_ level: Double, change: Double = 0, season: [Double] = Trend.noSeason) {
    precondition(season.count == 12, "a season of \(season.count) months")
    self.level = level
    self.change = change
    self.season = season
  }

  /// The same in all months.
  public static let noSeason = Array(repeating: 1.0, count: 12)
}
