import Experiments
import ResultStore

extension PageFigures {
  /// From how many futures the bands of a kind of series are, and how far their ranks may be off.
  func precision(of kind: SeriesKind) -> String {
    let kept = source.keptFutures(of: kind)
    guard kept > 0 else {
      return "No series are kept of these numbers, so that there are means, and no bands."
    }
    let of =
      kept < futures
      ? "The quantiles are those of the first \(kept) of \(futures) futures, means are of all."
      : "The quantiles are those of \(kept == 1 ? "1 future" : "\(kept) futures")."
    func rank(_ probability: Double) -> String {
      let interval = RankInterval(probability, futures: kept)
      return "\(ReadableNumber.digits(interval.low * 100)) to"
        + " \(ReadableNumber.digits(interval.high * 100)) %"
    }
    return of + " With 95 % confidence the rank of a p10 among all futures there could be is"
      + " \(rank(0.1)), and that of a median \(rank(0.5))."
  }
}
