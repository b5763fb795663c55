import Foundation

/// The figures of `spreadsheet.yaml`, worked out row by row as a spreadsheet would.
///
/// Every number of the scenario stands here once more, and none of the program's code is used.
struct Spreadsheet {
  /// EUR per period, the opening first; income is positive.
  private(set) var lines: [String: [Double]] = [:]
  /// H100e-h sold in each month.
  private(set) var sold: [Double] = []
  private(set) var energy = 0.0
  private(set) var energyCost = 0.0
  /// What is left at the end, EUR.
  private(set) var horizonValue = 0.0

  private let months = CalendarMonths(from: 2026, until: 2036)
  private static let month = 730.5
  private static let year = 8766.0
  private static let opex = [
    "energy_spot", "energy_ppa", "energy_tax", "grid_fixed", "grid_contracted", "grid_peak",
    "grid_energy", "staff", "maintenance", "site_costs",
  ]
  private static let capex = ["capex_construction", "capex_connection", "capex_accelerators"]

  // The critical path in hours: 1 March 2026, permit, then grid and building, then commissioning.
  private let permitted = 59 * 24 + 5 * month
  private var energised: Double { permitted + 3 * Self.month }
  private var built: Double { permitted + 7 * Self.month }
  private var live: Double { built + Self.month }
  private var ordered: Double { built - 2 * Self.month }
  // The contract: 1 January 2028 for 95 months of 730.5 h.
  private let signed = 730 * 24.0
  private var ended: Double { signed + 95 * Self.month }
  private var horizon: Double { months.hours[months.hours.count - 1].end }

  init() {
    invest()
    for month in months.hours.indices { operate(month) }
    payTax()
  }

  /// What a yearly change makes of 1 by an hour.
  private func factor(_ change: Double, at hour: Double) -> Double {
    pow(1 + change, hour / Self.year)
  }

  private mutating func book(_ amount: Double, _ line: String, _ period: Int) {
    lines[line, default: Array(repeating: 0, count: months.hours.count + 1)][period] += amount
  }

  private func period(of hour: Double) -> Int {
    1 + (months.hours.firstIndex { hour < $0.end } ?? 0)
  }

  // MARK: Investment

  private var permit: Double { 100e3 * factor(0.02, at: permitted) }
  private var building: Double { (9e6 + 400e3) * 1.1 * factor(0.02, at: permitted) }
  private var commissioning: Double { 50e3 * factor(0.02, at: live) }
  private var connection: Double { 250e3 * 1.2 * factor(0.02, at: energised) }
  /// 1,000 units; the price has fallen since the release, a year before the start.
  private var accelerators: Double { 1000 * 25e3 / 1.25 * factor(-0.1, at: ordered + 365 * 24) }

  private mutating func invest() {
    book(-permit, "capex_construction", period(of: permitted))
    book(-building, "capex_construction", period(of: permitted))
    book(-commissioning, "capex_construction", period(of: live))
    book(-connection, "capex_connection", period(of: energised))
    book(-accelerators, "capex_accelerators", period(of: ordered))
    let age = horizon - live
    horizonValue =
      (permit + building + commissioning + connection) * (1 - age / (20 * Self.year))
      + accelerators * max(0, 1 - age / (5 * Self.year))
  }

  // MARK: Operation

  /// The hours of a month that lie between two instants.
  private func hours(_ month: Int, from: Double, to: Double) -> Double {
    let (opening, end) = months.hours[month]
    return max(0, min(end, to) - max(opening, from))
  }

  /// Drawn power in MW without and with the contract: 30 % for what is idle, times PUE.
  private static let idleDraw = 0.3 * 1.2
  private static let fullDraw = (0.45 + 0.55 * 0.3) * 1.2

  private mutating func operate(_ month: Int) {
    let (opening, end) = months.hours[month]
    let inflation = factor(0.02, at: opening)
    let contract = hours(month, from: signed, to: ended)
    let idle = hours(month, from: live, to: horizon) - contract
    let megawattHours = contract * Self.fullDraw + idle * Self.idleDraw
    sold.append(600 * contract)
    book(600 * 2 * contract, "revenue/customers", month + 1)

    energy += megawattHours
    let spot = 0.6 * megawattHours * 80
    let agreed = 0.4 * megawattHours * 65 * factor(0.01, at: opening)
    energyCost += spot + agreed
    book(-spot, "energy_spot", month + 1)
    book(-agreed, "energy_ppa", month + 1)
    drawn.append(megawattHours)
    book(-energyTax(month), "energy_tax", month + 1)

    let powered = hours(month, from: energised, to: horizon) / (end - opening)
    let peak = contract > 0 ? Self.fullDraw : idle > 0 ? Self.idleDraw : 0
    book(-2400 / 12 * powered * inflation, "grid_fixed", month + 1)
    book(-1200 * 36 / 12 * powered * inflation, "grid_contracted", month + 1)
    book(-3.1 * 1000 * peak * inflation, "grid_peak", month + 1)
    book(-14 * megawattHours * inflation, "grid_energy", month + 1)

    let running = hours(month, from: live, to: horizon) / (end - opening)
    book(-140e3 / 12 * running * factor(0.03, at: opening), "staff", month + 1)
    let construction = 100e3 + 9.4e6 * 1.1 + 50e3
    let upkeep = (10e3 + 0.03 * construction) * inflation + 0.04 * accelerators
    book(-upkeep / 12 * running, "maintenance", month + 1)
    book(-150e3 / 12 * running, "site_costs", month + 1)
  }

  private var drawn: [Double] = []

  /// What the tax on the year's consumption grows by in a month; bands as wide as the energised part
  /// of the year, at the rates of 1 January.
  private func energyTax(_ month: Int) -> Double {
    let first = month - month % 12
    let january = months.hours[first].opening
    let december = months.hours[first + 11].end
    let share = max(0, december - max(january, energised)) / (december - january)
    func tax(_ consumption: Double) -> Double {
      let bands = [(0.0, 91.6), (10, 64), (50, 37), (5000, 3.3)]
      return bands.indices.reduce(0) { sum, band in
        let upper = band + 1 < bands.count ? bands[band + 1].0 * share : .infinity
        let part = max(0, min(consumption, upper) - bands[band].0 * share)
        return sum + part * bands[band].1
      }
    }
    let before = drawn[first..<month].reduce(0, +)
    return (tax(before + drawn[month]) - tax(before)) * factor(0.02, at: january)
  }

  // MARK: Profit tax

  private mutating func payTax() {
    var losses = 0.0
    for december in stride(from: 11, to: months.hours.count, by: 12) {
      var profit = 0.0
      for month in december - 11...december {
        profit += total(Self.opex + ["revenue/customers"], month + 1)
        let used = hours(month, from: live, to: horizon)
        profit -= (permit + building + commissioning + connection) * used / (20 * Self.year)
        profit -=
          accelerators * hours(month, from: live, to: live + 5 * Self.year) / (5 * Self.year)
      }
      if profit < 0 {
        losses -= profit
        continue
      }
      let used = min(losses, profit)
      losses -= used
      book(-0.25 * (profit - used), "corporate_tax", december + 1)
    }
  }

  private func total(_ names: [String], _ period: Int) -> Double {
    names.reduce(0) { $0 + (lines[$1]?[period] ?? 0) }
  }

  // MARK: Outcomes

  private var periods: Range<Int> { 0..<months.hours.count + 1 }
  private var net: [Double] { periods.map { period in lines.values.reduce(0) { $0 + $1[period] } } }

  private func presentValue(_ flows: [Double], at rate: Double) -> Double {
    flows.enumerated().reduce(0) { $0 + $1.element * pow(1 + rate, -Double($1.offset) / 12) }
  }

  var npv: Double { presentValue(net, at: 0.09) }
  var npvWithHorizonValue: Double { npv + horizonValue * pow(1.09, -10) }

  /// The rate at which the flows are worth nothing, by halving an interval.
  var irr: Double {
    let flows = net
    var (low, high) = (-0.5, 1.0)
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if presentValue(flows, at: middle) > 0 { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  var levelisedCost: Double {
    let costs = periods.map { -total(Self.opex + Self.capex, $0) }
    return (presentValue(costs, at: 0.09) - horizonValue * pow(1.09, -10))
      / presentValue([0] + sold, at: 0.09)
  }

  /// Running totals of the net flow.
  private var cumulative: [Double] {
    net.reduce(into: []) { $0.append(($0.last ?? 0) + $1) }
  }
  var peakFunding: Double { -(cumulative.min() ?? 0) }
  /// The end of the month from which the running total stays at or above zero, h.
  var payback: Double {
    guard let last = cumulative.lastIndex(where: { $0 < 0 }) else { return 0 }
    return last + 1 < periods.count ? months.hours[last].end : .nan
  }
  var revenue: Double { lines["revenue/customers", default: []].reduce(0, +) }
  var opex: Double { -periods.reduce(0) { $0 + total(Self.opex, $1) } }
  var capex: Double { -periods.reduce(0) { $0 + total(Self.capex, $1) } }
  var emissions: Double { energy * 0.24 }
  var firstPower: Double { energised }
  var firstLive: Double { live }
  /// Sold over sellable: 1,000 H100e with an availability of 1/(1 + 0.5 × 24/8766) × 99 %.
  var utilisation: Double {
    sold.reduce(0, +) / (1000 * 0.99 / (1 + 0.5 * 24 / 8766) * (horizon - live))
  }
}
