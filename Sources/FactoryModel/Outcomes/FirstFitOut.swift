import Accounts
import Columns
import Quantities

/// What the first accelerators of the sites of a strategy cost, and how long they stood idle.
struct FirstFitOut {
  /// What was paid for them, nominal EUR, and the IT power of the sites they were bought for, MW.
  var cost = 0.0
  var power = 0.0
  /// What the sites and their connections cost that are live, their first accelerators, nominal EUR, and their IT
  /// power, MW.
  var facilityCost = 0.0
  var liveAcceleratorCost = 0.0
  var livePower = 0.0
  /// From the order to being live, over the sites that are, h.
  var waits = 0.0
  var waitCount = 0
  /// What it cost to have paid for them before anything could be sold, EUR.
  var idleCost = 0.0
}

extension Factory {
  /// Sums up the first fit-out of all sites until an instant.
  func firstFitOut(until end: SimTime) -> FirstFitOut {
    var sum = FirstFitOut()
    for site in rollout.sites.indices {
      let milestones = rollout.sites[site].milestones
      let power = rollout.kind(of: site).power.value
      let books = accounts.sites[site]
      if milestones[.live] < end {
        sum.livePower += power
        for case let asset? in [books.facility, books.connection] {
          sum.facilityCost += accounts.assets.assets[asset].cost.value
        }
      }
      guard milestones[.ordered] < end, let first = books.firstAccelerators else { continue }
      let cost = accounts.assets.assets[first].cost
      sum.cost += cost.value
      sum.power += power
      let idle = min(milestones[.live], end) - milestones[.ordered]
      sum.idleCost +=
        cost.value * (annualFactor(course.future.money.discount, at: .start + idle) - 1)
      if milestones[.live] < end {
        sum.liveAcceleratorCost += cost.value
        sum.waits += idle.value
        sum.waitCount += 1
      }
    }
    return sum
  }
}

extension FirstFitOut {
  static let capitalPerPower = Variable.ratio(
    "capital_eur_per_mw", unit: "EUR/MW", isCost: true,
    "What the sites that are live cost with their connections and their first accelerators, by IT power; nominal."
  )

  /// What is reported of it.
  static let columns: ColumnSet<FirstFitOut> = {
    var columns = ColumnSet<FirstFitOut>()
    columns.add(
      .ratio(
        .firstFitOutPerPower, unit: "EUR/MW", isCost: true,
        "What the first accelerators of the sites cost, by IT power; nominal.")
    ) { $0.power > 0 ? $0.cost / $0.power : .nan }
    columns.add(
      .ratio(
        .facilityPerPower, unit: "EUR/MW", isCost: true,
        "What sites and their connections cost, by the IT power of those that are live; nominal.")
    ) { $0.livePower > 0 ? $0.facilityCost / $0.livePower : .nan }
    columns.add(capitalPerPower) {
      $0.livePower > 0 ? ($0.facilityCost + $0.liveAcceleratorCost) / $0.livePower : .nan
    }
    columns.add(
      .ratio(
        "order_to_live_mean_h", unit: "h", isCost: true,
        "Mean time from the order of the first accelerators of a site to its being live.")
    ) { $0.waitCount > 0 ? $0.waits / Double($0.waitCount) : .nan }
    columns.add(
      .metric(
        "idle_hardware_eur", unit: "EUR", isCost: true,
        "What it cost, at the rate of discount, to have paid for first accelerators before their site was live."
      )
    ) { $0.idleCost }
    return columns
  }()
}
