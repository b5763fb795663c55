extension RunningCost {
  /// All else.
  static let siteCosts = RunningCost(
    key: "otherCosts", "Other yearly costs, while live: fibre, insurance, property tax.",
    mayBeShareOfCapex: true, risesWith: .siteCosts,
    line: ("site_costs", "site costs", "Other yearly costs of the sites."))
}
