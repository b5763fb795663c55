import Experiments

extension SampleSummary {
  /// Whether the metrics of a strategy tell of anything that has power, is live, earns or costs money.
  ///
  /// A site may be live without serving anybody, and cost nothing but its energy. Results that hold
  /// none of these metrics are those of another model, in which every strategy is one to show.
  ///
  /// - Parameter metric: the summary of a metric of the strategy as a whole, by name.
  /// - Returns: whether there is anything to show.
  static func tellOfProject(_ metric: (String) -> SampleSummary?) -> Bool {
    let instants = ["first_power_h", "first_live_h"].compactMap(metric)
    let amounts = ["capex_eur", "opex_eur", "revenue_eur", "served_h100e_h"].compactMap(metric)
    return instants.isEmpty && amounts.isEmpty || instants.contains { $0.reached > 0 }
      || amounts.contains { $0.mean?.mean != 0 }
  }
}
