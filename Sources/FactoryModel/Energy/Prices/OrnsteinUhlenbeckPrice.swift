import ScenarioInputs
import Quantities
import Sampling
import ScenarioReading

/// A price that returns to a seasonal mean.
///
/// `price(t) = mean · (1 + changes)^(t/8766) · season(month of t) + X(t)`, where X is an
/// Ornstein–Uhlenbeck process around 0 that starts at 0. In the long run X has the standard deviation
/// `sd` and the autocorrelation `2^(−Δ/halfLife)`. Steps are exact, whatever their length; each holds
/// its opening value. Prices are never floored: they may be negative, as in the market.
struct OrnsteinUhlenbeckPrice: PriceProcess {
  /// Long-run mean at the start, EUR/MWh; drawn once per replication.
  var mean: Input
  /// In which half of a deviation fades, h; drawn once per replication.
  var halfLife: Input
  /// Long-run standard deviation of X, EUR/MWh; drawn once per replication.
  var sd: Input
  /// Yearly change of the mean, effective annual; drawn once per replication.
  var changes: Input
  /// Factor on the mean for January to December.
  var season: [Double]
  /// What X is drawn from, by number of the step.
  static let stream = StreamID("energy/spot")

  static var variant: Variant<any PriceProcess> {
    Variant(
      "ornsteinUhlenbeck",
      "Returns to a seasonal mean: mean × season + X, X an Ornstein–Uhlenbeck process from 0."
    ) { OrnsteinUhlenbeckPrice(from: $0) }
  }

  func fill(
    _ path: inout StepPath, every step: PriceStep, in calendar: ReportingCalendar,
    _ draws: inout Draws
  ) {
    let mean = mean.value(&draws)
    let change = changes.value(&draws)
    let halfLife = halfLife.value(&draws)
    let sd = sd.value(&draws)

    path.removeAll(width: step.width)
    var deviation = 0.0
    var before = 0.0
    var move = OrnsteinUhlenbeckStep(halfLife: halfLife, sd: sd, step: step.width)
    var month = -1
    var seasonalMean = 0.0
    for index in 0..<step.count(in: calendar) {
      let opening = step.opening(index, in: calendar)
      if index > 0 {
        if step.width == 0 {
          move = OrnsteinUhlenbeckStep(halfLife: halfLife, sd: sd, step: opening - before)
        }
        draws.source.at(Self.stream, inOrder: UInt64(index))
        deviation = move.next(after: deviation, gaussian: draws.source.gaussian())
      }
      while month + 1 < calendar.monthCount, calendar.monthStarts[month + 1].hours <= opening {
        month += 1
        seasonalMean = mean * season[calendar.firstDay(ofMonth: month).month - 1]
      }
      path.append(
        seasonalMean * annualFactor(change, at: SimTime(opening)) + deviation, from: opening)
      before = opening
    }
  }
}

extension OrnsteinUhlenbeckPrice {
  fileprivate init(from section: SectionReader) {
    mean = section.input("mean", .energyPrice, "Long-run mean of the price at the start.")
    halfLife = section.input(
      "halfLife", .duration, in: .positive, "Time in which half of a deviation fades.")
    sd = section.input(
      "sd", .energyPrice, in: .notNegative, "Long-run standard deviation around the seasonal mean.")
    changes = section.input(
      "changes", .annualChange, default: 0, in: -0.99...10,
      "Change of the mean, effective annual.")
    season = section.numbers(
      "season", .factor, count: 12, default: Array(repeating: 1, count: 12), in: .notNegative,
      "Factors on the mean for January to December.")
  }
}
