import Columns
import Quantities

/// What is reported to be held against what is known of the world; NaN where there is nothing to report.
struct FigureOutcome {
  /// H100e/kW.
  var computePerPowerBought = Double.nan
  /// EUR/h.
  var newestUnitHourPrice = Double.nan
  var occupancyFirstYear = Double.nan
  var occupancyLater = Double.nan
  /// MW/year.
  var powerReleasedPerYear = Double.nan
  /// h.
  var deliveryToLive = Double.nan

  static let computePerPowerBought = Variable.ratio(
    "bought_h100e_per_kw", unit: "H100e/kW",
    "Computing capacity of all accelerators ordered, replacements too, by their IT power.")
  static let newestUnitHourPrice = Variable.ratio(
    "newest_unit_price_eur_per_h", unit: "EUR/h", isCost: true,
    "Market price of an hour of one unit of the newest accelerators, on the first day.")
  static let occupancyFirstYear = Variable.ratio(
    "occupancy_first_year_fraction", unit: "",
    "Sold by sellable capacity over the first twelve calendar months that have any.")
  static let occupancyLater = Variable.ratio(
    "occupancy_later_fraction", unit: "",
    "Sold by sellable capacity over the calendar months after those.")
  static let powerReleasedPerYear = Variable.ratio(
    "grid_released_mw_per_year", unit: "MW/year",
    "Headroom that the grid gains in a year by release and reinforcements, at the nodes that stand below no other."
  )
  static let deliveryToLive = Variable.ratio(
    "delivery_to_live_mean_h", unit: "h",
    "Mean time from the delivery of the first accelerators of a site until it is live.")

  static let columns: ColumnSet<FigureOutcome> = {
    var columns = ColumnSet<FigureOutcome>()
    columns.add(computePerPowerBought) { $0.computePerPowerBought }
    columns.add(newestUnitHourPrice) { $0.newestUnitHourPrice }
    columns.add(occupancyFirstYear) { $0.occupancyFirstYear }
    columns.add(occupancyLater) { $0.occupancyLater }
    columns.add(powerReleasedPerYear) { $0.powerReleasedPerYear }
    columns.add(deliveryToLive) { $0.deliveryToLive }
    return columns
  }()
}
