/// What a scenario must have for its results to have certain metrics.
///
/// A metric that a scenario does not have is no metric that nobody knows: who asks for it is told what would give it.
public struct MetricCondition: Sendable {
  /// The names of the metrics.
  let names: [String]

  /// What they need, and what to write for it; the end of a sentence.
  let need: String

  /// Metrics that are there under one condition.
  private init(_ names: [String], need: String) {
    self.names = names
    self.need = need
  }

  /// All that are there under a condition, but for figures of single years.
  static let all: [MetricCondition] = [
    MetricCondition(
      [
        .gridOthersWaited, .gridOthersWaitedSinceStart, .gridOthersGranted, .gridOthersWithdrawn,
        .gridOthersStillWaiting, .gridOthersEnergised,
      ].map(\StandardName.rawValue),
      need:
        "it tells what is done to others against a strategy without phases, and there is none: add one,"
        + " such as 'none: {}', under 'strategies'"),
    MetricCondition(
      [
        StandardName.npvGoingConcern.rawValue, StandardName.rateOfReturnGoingConcern.rawValue,
        "irr_going_concern_status", "run_off_value_eur", StandardName.runOffLivePower.rawValue,
        "levelised_cost_going_concern_eur_per_h100e_h",
        "levelised_price_going_concern_eur_per_h100e_h",
      ],
      need: "it counts what runs on behind the end: add 'runOff', such as '6 years', under 'money'"),
    MetricCondition(
      ["npv_own_rate_eur", "npv_with_horizon_value_own_rate_eur"],
      need: "no strategy has a rate of its own: add 'discount' to one"),
    MetricCondition(
      ["npv_going_concern_own_rate_eur"],
      need: "it needs 'runOff' under 'money', and a strategy with a 'discount' of its own"),
    MetricCondition(
      ["months_waiting_for_money"],
      need:
        "no strategy has a 'budget' with phases that have 'gates', or with 'testOrders: true' or"
        + " 'covers: all'"),
    MetricCondition(
      ["lost_mw_years"],
      need: "it needs the power that an H100e takes: add 'generations' under 'accelerators'"),
    MetricCondition(
      ["levelised_cost_closing_eur_per_h100e_h"],
      need:
        "no site closes before the end: add 'nothingNewAfter', the first of a month, to the scenario"
    ),
  ]

  /// Why results have no metric of a name.
  ///
  /// - Parameters:
  ///   - name: what is asked for.
  ///   - names: the metrics that there are.
  /// - Returns: the end of a sentence; nil where no condition gives such a metric.
  public static func whyMissing(_ name: String, among names: [String]) -> String? {
    if let condition = all.first(where: { $0.names.contains(name) }) { return condition.need }
    guard let (stem, _) = yearly(name) else { return nil }
    let years = names.compactMap(yearly).filter { $0.stem == stem }.map(\.year).sorted()
    guard let first = years.first, let last = years.last else { return nil }
    return "the simulated time gives it for "
      + (first == last ? "\(first) alone" : "\(first) to \(last)")
  }

  /// A name that ends in a calendar year, without it, and the year.
  private static func yearly(_ name: String) -> (stem: Substring, year: Int)? {
    guard let underscore = name.lastIndex(of: "_") else { return nil }
    let digits = name[name.index(after: underscore)...]
    guard digits.count == 4, let year = Int(digits) else { return nil }
    return (name[..<underscore], year)
  }
}
