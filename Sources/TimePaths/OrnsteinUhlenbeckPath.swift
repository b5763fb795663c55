import Quantities
import ScenarioInputs
import ScenarioReading

/// A number that returns to a seasonal mean.
///
/// `x(t) = mean · (1 + changes)^(t/8766) · season(month of t) + X(t)`, where X is an
/// ``OrnsteinUhlenbeckProcess``. It is never floored: prices may be negative, as in the market.
struct OrnsteinUhlenbeckPath: PathProcess {
  /// Long-run mean at the start; drawn once per replication.
  var mean: Input
  /// In which half of a deviation fades, h; drawn once per replication.
  var halfLife: Input
  /// Long-run standard deviation of X; drawn once per replication.
  var sd: Input
  /// Yearly change of the mean, effective annual; drawn once per replication.
  var changes: Input
  /// Factor on the mean for January to December.
  var season: [Double]

  static func variant(of number: PathNumber) -> Variant<any PathProcess> {
    Variant(
      "ornsteinUhlenbeck",
      "Returns to a seasonal mean: mean × season + X, X an Ornstein–Uhlenbeck process from 0."
    ) { OrnsteinUhlenbeckPath(of: number, from: $0) }
  }

  func fill(_ path: inout TimePath, on grid: PathGrid, _ draws: inout Draws) {
    let process = OrnsteinUhlenbeckProcess(
      halfLife: halfLife.value(&draws), sd: sd.value(&draws))
    let trend = Trend(mean.value(&draws), change: changes.value(&draws), season: season)
    path.fill(process, about: trend, on: grid, &draws.source)
  }
}

extension OrnsteinUhlenbeckPath {
  fileprivate init(of number: PathNumber, from section: SectionReader) {
    mean = section.input(
      "mean", number.dimension, "Long-run mean of the \(number.noun) at the start.")
    halfLife = section.input(
      "halfLife", .duration, in: .positive, "Time in which half of a deviation fades.")
    sd = section.input(
      "sd", number.dimension, in: .notNegative,
      "Long-run standard deviation around the seasonal mean.")
    changes = section.input(
      "changes", .annualChange, default: 0, in: -0.99...10,
      "Change of the mean, effective annual.")
    season = section.numbers(
      "season", .factor, count: 12, default: Trend.noSeason, in: .notNegative,
      "Factors on the mean for January to December.")
  }
}
