/// The names of the columns for which a report has words of its own.
///
/// A model declares a column by one of these, and a report asks for it by the same: a name that is
/// misspelt does not compile. All other columns are named where a model declares them, and reports
/// reach them by their ``Variable/role`` and ``Variable/part`` alone.
///
/// The same name may stand for a metric and for the monthly series of what it counts.
public enum StandardName: String, Sendable, Hashable, CaseIterable {
  // MARK: Capacity

  /// Stock, MW; each year's end is a metric that is a part of it.
  case livePower = "live_it_mw"
  /// Stock, H100e; each year's end is a metric that is a part of it.
  case liveCompute = "live_h100e"
  /// Metric, h since start.
  case firstPower = "first_power_h"
  /// Metric, h since start.
  case firstLive = "first_live_h"
  /// Metric and stock, a fraction.
  case utilisation = "utilisation_fraction"
  /// Metric, sites.
  case sitesWithoutAccelerators = "sites_without_accelerators"

  // MARK: Demand

  /// Metric of a segment and of all, and flow; requests.
  case requests
  /// Metric of a segment and of all, and flow; requests.
  case served
  /// Metric of a segment and of all, and flow; requests.
  case lostReneged = "lost_reneged"
  /// Metric of a segment and of all, and flow; requests.
  case lostTooLarge = "lost_too_large"
  /// Metric of a segment and of all, requests.
  case stillWaiting = "still_waiting"
  /// Metric of a segment and of all, h.
  case meanWait = "wait_mean_h"
  /// Metric, H100e-h.
  case demandedTime = "demanded_h100e_h"
  /// Metric and flow, H100e-h.
  case servedTime = "served_h100e_h"
  /// Metric, H100e-h.
  case lostTime = "lost_h100e_h"
  /// Metric, H100e-h.
  case displacedTime = "displaced_h100e_h"
  /// Metric, H100e-h.
  case preemptedTime = "preempted_h100e_h"
  /// Metric, H100e-h.
  case terminatedTime = "terminated_h100e_h"
  /// Stock, H100e.
  case soldCompute = "sold_h100e"
  /// Stock, H100e.
  case waitingCompute = "waiting_h100e"
  /// Stock, requests.
  case waitingRequests = "waiting_requests"

  // MARK: Energy

  /// Metric and flow, MWh.
  case energy = "energy_mwh"
  /// Metric, EUR/MWh.
  case energyPricePaid = "energy_price_paid_eur_per_mwh"
  /// Metric and flow, t.
  case emissions = "emissions_t"

  // MARK: Money

  /// Metric, EUR; the cash lines of this kind are parts of it.
  case revenue = "revenue_eur"
  /// Metric, EUR; the cash lines of this kind are parts of it.
  case opex = "opex_eur"
  /// Metric, EUR; the cash lines of this kind are parts of it.
  case capex = "capex_eur"
  /// Metric, EUR; the cash lines of this kind are parts of it.
  case corporateTax = "corporate_tax_eur"
  /// Metric, EUR.
  case npv = "npv_eur"
  /// Metric, EUR.
  case npvWithHorizonValue = "npv_with_horizon_value_eur"
  /// Metric, EUR; there is one where what is live at the end runs on behind it.
  case npvGoingConcern = "npv_going_concern_eur"
  /// Metric, EUR: at the strategy's own cost of capital.
  case npvOwnRate = "npv_own_rate_eur"
  /// Metric, EUR: at the strategy's own cost of capital.
  case npvWithHorizonValueOwnRate = "npv_with_horizon_value_own_rate_eur"
  /// Metric, EUR: at the strategy's own cost of capital.
  case npvGoingConcernOwnRate = "npv_going_concern_own_rate_eur"
  /// Metric, a fraction.
  case rateOfReturn = "irr_fraction"
  /// Metric, a fraction.
  case rateOfReturnWithHorizonValue = "irr_with_horizon_value_fraction"
  /// Metric, a fraction; there is one where what is live at the end runs on behind it.
  case rateOfReturnGoingConcern = "irr_going_concern_fraction"
  /// Metric, h since start.
  case payback = "payback_h"
  /// Metric, MW; there is one where something may run on behind the end.
  case runOffLivePower = "run_off_live_it_mw"
  /// Metric, EUR/H100e-h.
  case levelisedPrice = "levelised_price_eur_per_h100e_h"
  /// Metric, a fraction.
  case costToRevenue = "cost_to_revenue_fraction"
  /// Metric, EUR/MW-year.
  case revenuePerPower = "revenue_eur_per_mw_year"
  /// Metric, EUR/MW-year.
  case ebitdaPerPower = "ebitda_eur_per_mw_year"
  /// Metric, EUR/MW.
  case firstFitOutPerPower = "first_fit_out_eur_per_mw"
  /// Metric, EUR/MW.
  case facilityPerPower = "facility_eur_per_mw"
  /// Metric, EUR.
  case peakFunding = "peak_funding_eur"
  /// Metric, EUR/H100e-h; what the cash lines add to it are metrics that are parts of it.
  case levelisedCost = "levelised_cost_eur_per_h100e_h"

  // MARK: Grid

  /// Metric of a node, h.
  case gridOwnWait = "grid_own_wait_mean_h"
  /// Metric of a node, h.
  case gridOthersWait = "grid_others_wait_mean_h"
  /// Metrics of a list, a class, a node and all, where a strategy has no phases; h.
  case gridOthersWaited = "grid_others_waited_mean_h"
  case gridOthersWaitedSinceStart = "grid_others_waited_since_start_mean_h"
  /// Metrics of the same, fractions.
  case gridOthersGranted = "grid_others_granted_fraction"
  case gridOthersWithdrawn = "grid_others_withdrawn_fraction"
  case gridOthersStillWaiting = "grid_others_still_waiting_fraction"
  /// Metric of the same, MW years.
  case gridOthersEnergised = "grid_others_energised_mw_years"
  /// Stock of a list, MW.
  case gridWaitingPower = "grid_waiting_mw"
  /// Stock of a list, requests.
  case gridWaitingRequests = "grid_waiting_requests"
  /// Flow of a node, MW.
  case gridReleasedPower = "grid_released_mw"
  /// Stock of a node, requests.
  case gridOthersAhead = "grid_others_ahead_requests"

  // MARK: Milestones

  /// A site applied for a grid connection.
  case applied
  /// A site was granted one.
  case granted
  /// A site has power.
  case energised
  /// The first accelerators of a site were ordered.
  case ordered
  /// They were delivered.
  case delivered
  /// The capacity of a site can be sold.
  case live
}

extension [Column] {
  /// The index of a column with a standard name; nil where there is none.
  public func firstIndex(of name: StandardName, in scope: Scope = .all) -> Int? {
    firstIndex { $0.variable.name == name.rawValue && $0.scope == scope }
  }

  /// The columns that are parts of a number, in their order.
  public func parts(of whole: StandardName) -> [Column] {
    filter { $0.variable.part?.whole == whole.rawValue }
  }
}
