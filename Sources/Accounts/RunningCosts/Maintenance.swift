extension RunningCost {
  /// Upkeep of the facility; that of accelerators is booked beside it.
  static let maintenance = RunningCost(
    key: "maintenance", "Yearly maintenance of the facility, while live.",
    mayBeShareOfCapex: true, risesWith: .maintenance,
    line: ("maintenance", "maintenance", "Upkeep of buildings, plant and accelerators."))
}

extension CashLine.Cost {
  /// Upkeep, whatever it is that is kept up.
  public static let maintenance = CashLine.Cost(.maintenance)
}
