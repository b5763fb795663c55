extension RunningCost {
  /// People.
  static let staff = RunningCost(
    key: "staff", "Yearly cost of staff, while live.", mayBeShareOfCapex: false,
    risesWith: .staff, line: ("staff", "staff", "People who run the sites."))
}
