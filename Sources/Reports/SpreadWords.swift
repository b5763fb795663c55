import Experiments
import Quantities

/// What is said of a number over replications: its centre, how far it spreads, and where it is
/// missing.
struct SpreadWords {
  let center: String

  /// p10 to p90; nil where both are said like the centre.
  let range: String?

  /// In how many replications there is none; nil where all have one.
  let missing: String?

  /// In one line: `1.85 MW (0 MW to 7.92 MW), none in 2 %`.
  var line: String {
    [range.map { "\(center) (\($0))" } ?? center, missing].compactMap(\.self)
      .joined(separator: ", ")
  }

  /// One below the other, for a cell of a table.
  var lines: String { [center, range, missing].compactMap(\.self).joined(separator: "\n") }
}

extension SampleSummary {
  /// The words for a number around its mean or median; nil where there is no such number.
  func words(around center: Double?, _ format: (Double) -> String) -> SpreadWords? {
    guard let center = center.map(format) else { return nil }
    let ends = [0.1, 0.9].map { quantile($0).map(format) ?? "never" }
    let isSharp = ends.allSatisfy { $0 == center }
    return SpreadWords(
      center: center, range: isSharp ? nil : "\(ends[0]) to \(ends[1])",
      missing: missing("none"))
  }

  /// The words for an instant: the day of its median, and in how many replications it never comes.
  func dateWords(_ calendar: ReportingCalendar) -> SpreadWords {
    guard let median = quantile(0.5) else {
      return reached == 0
        ? SpreadWords(center: "never", range: nil, missing: nil)
        : SpreadWords(center: "mostly never", range: nil, missing: missing("never"))
    }
    return SpreadWords(
      center: calendar.date(of: SimTime(median)).isoText, range: nil, missing: missing("never"))
  }

  private func missing(_ word: String) -> String? {
    reachedFraction < 1 ? "\(word) in \(ReadableNumber.share(1 - reachedFraction))" : nil
  }
}
