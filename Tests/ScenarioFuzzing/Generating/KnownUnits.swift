import Quantities

/// The units in which each dimension can be written, as it answers itself.
struct KnownUnits {
  /// Found anew for each scenario, they would take longer than all else.
  private var known: [Dimension: [(unit: String, isEuro: Bool)]] = [:]

  /// Units of a dimension; `euroOnly` leaves those of dollars out.
  mutating func units(of dimension: Dimension, euroOnly: Bool) -> [String] {
    if known[dimension] == nil {
      known[dimension] = Self.all.compactMap { unit in
        (try? dimension.read("1 " + unit)).map { (unit, $0.currency == .euro) }
      }
    }
    return (known[dimension] ?? []).filter { !euroOnly || $0.isEuro }.map(\.unit)
  }

  /// Units as people write them; which of them fit is asked of each dimension.
  private static let all: [String] = {
    let times = ["h", "d", "weeks", "months", "years", "day", "year"]
    let money = ["EUR", "kEUR", "MEUR", "USD", "kUSD", "million EUR"]
    return times + money + times.map { "/" + $0 }
      + ["W", "kW", "MW", "GW", "MVA", "kWh", "MWh", "GWh", "%", "x", "H100e", "H100e-h"]
      + ["%/year", "%/month", "MW/year", "kW/month", "TFLOP/s", "PFLOP/s", "g/kWh", "kg/MWh"]
      + ["USD/EUR", "t", "ha", "requests/year", "EUR per MWh", "EUR/H100e-h", "USD/H100e-h"]
      + money.flatMap { [$0 + "/MW", $0 + "/kW", $0 + "/MWh", $0 + "/kWh", $0 + "/H100e"] }
      + money.flatMap { money in ["year", "month"].map { "\(money)/\($0)" } }
      + money.flatMap { money in ["year", "month"].map { "\(money)/kW/\($0)" } }
  }()
}
