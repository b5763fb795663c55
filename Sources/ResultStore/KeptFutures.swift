/// Of how many futures, from the first, the series are kept; of all others only their sums are.
///
/// It belongs to an experiment as its seed does: draws, metrics, milestones and what held up sites are
/// kept of all.
public struct KeptFutures: Sendable, Hashable {
  /// The series of our own: levels, totals and cash flows by month.
  public var series: Int

  /// The waiting lists of others by region, tier and class.
  public var grid: Int

  /// What is kept where nobody says otherwise: quantiles of our own numbers are then known to 2 % of
  /// rank at worst (from 1000 futures: 1.4 % at the 5 %, 3.1 % at the 50 % quantile).
  public static let standard = KeptFutures(series: 1000, grid: 200)

  /// Numbers of futures, each 0 or more.
  public init(series: Int, grid: Int) {
    precondition(series >= 0 && grid >= 0, "the series of \(series) and \(grid) futures")
    self.series = series
    self.grid = grid
  }

  /// How many futures' series of a kind are kept.
  public func futures(of kind: SeriesKind) -> Int { kind.isOfGrid ? grid : series }
}
