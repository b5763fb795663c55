public import Quantities

/// What a strategy has bought and what it is still worth: straight-line depreciation, and the value
/// at the horizon.
///
/// Depreciation runs by time from going live, over the book life. What is retired earlier, or given up
/// before it ever went live, is written off in that month.
public struct AssetRegister: Sendable {
  /// What an asset is.
  public enum Kind: Hashable, Sendable, BitwiseCopyable {
    case facility
    case connection
    /// Accelerators, by the index of their residual curve; negative where they have none.
    case accelerators(curve: Int)
  }

  /// One purchase.
  public struct Asset: Sendable, BitwiseCopyable {
    /// What it is.
    public var kind: Kind
    /// What was paid for it; nominal.
    public var cost: Money
    /// Over how long it is depreciated.
    public var bookLife: Hours
    /// When it was delivered, which is when age begins to count; never for what wasn't yet.
    public var delivered = SimTime.never
    /// When it went live; never for what didn't yet.
    public var inService = SimTime.never
    /// When it was retired or given up, or its site closed.
    public var retired = SimTime.never
    /// Whether its book value was realised then, so that nothing is written off.
    public var isRealised = false
  }

  /// No assets.
  public init() {}

  /// All purchases, in the order in which they were made.
  public private(set) var assets: [Asset] = []

  /// Forgets all assets and keeps the memory.
  public mutating func reset() {
    assets.removeAll(keepingCapacity: true)
  }

  /// Enters a purchase and returns its number.
  public mutating func add(_ kind: Kind, cost: Money, bookLife: Hours) -> Int {
    precondition(bookLife > .zero, "book life of \(bookLife.value) h")
    assets.append(Asset(kind: kind, cost: cost, bookLife: bookLife))
    return assets.count - 1
  }

  /// Adds to what an asset cost, as a further bill comes in.
  public mutating func increaseCost(of asset: Int, by amount: Money) {
    assets[asset].cost += amount
  }

  /// Enters the delivery of accelerators.
  public mutating func deliver(_ asset: Int, at time: SimTime) {
    assets[asset].delivered = time
  }

  /// Enters that an asset is used from now on.
  public mutating func putInService(_ asset: Int, at time: SimTime) {
    assets[asset].inService = time
  }

  /// Enters that an asset is no longer used, or is given up before it was.
  public mutating func retire(_ asset: Int, at time: SimTime) {
    assets[asset].retired = time
  }

  /// Enters that the site of an asset closes.
  ///
  /// - Returns: What it is worth on the books, which is no gain and no loss.
  public mutating func realise(_ asset: Int, at time: SimTime) -> Money {
    guard assets[asset].retired == .never else { return .zero }
    let value = assets[asset].bookValue(at: time)
    assets[asset].retired = time
    assets[asset].isRealised = true
    return value
  }

  /// Whether everything that was bought is retired.
  public var isEmpty: Bool { assets.allSatisfy { $0.retired < .never } }

  /// Adds the depreciation and write-offs of each calendar month to an amount per period (EUR, ≥ 0).
  ///
  /// Period k is the k-th month; a write-off falls in the period in which the ledger books its instant.
  /// Depreciation before the start is history.
  public func addDepreciation(to periods: inout [Double], of ledger: borrowing Ledger) {
    let calendar = ledger.calendar
    for asset in assets {
      if asset.retired <= .start {
        periods[0] += asset.writeOff.value
        continue
      }
      let end = min(asset.inService + asset.bookLife, asset.retired, calendar.horizon)
      if asset.inService < end {
        let perHour = asset.cost.value / asset.bookLife.value
        var month = max(calendar.month(of: asset.inService), 0)
        while month < calendar.monthCount, calendar.monthStarts[month] < end {
          let from = max(asset.inService, calendar.monthStarts[month])
          let until = min(end, calendar.monthStarts[month + 1])
          periods[month + 1] += perHour * (until - from).value
          month += 1
        }
      }
      if let period = ledger.period(of: asset.retired) {
        periods[period] += asset.writeOff.value
      }
    }
  }

  /// What accelerators are sold for: their cost times the residual curve at the age since delivery; nil
  /// where they have no curve, or have not come.
  public func resaleValue(
    of asset: Int, at time: SimTime, curves: [ResidualCurve]
  ) -> Money? {
    guard case .accelerators(let curve) = assets[asset].kind, curve >= 0,
      assets[asset].delivered <= time
    else { return nil }
    return assets[asset].cost * curves[curve].share(at: time - assets[asset].delivered)
  }

  /// What is left at the horizon, by residual curves and book values.
  public func horizonValue(at horizon: SimTime, curves: [ResidualCurve]) -> HorizonValue {
    var value = HorizonValue()
    for asset in assets where asset.retired >= horizon {
      switch asset.kind {
      case .facility, .connection:
        value.facility += asset.bookValue(at: horizon)
      case .accelerators(let curve) where curve < 0:
        value.accelerators += asset.bookValue(at: horizon)
      case .accelerators(let curve):
        // What has been ordered and not delivered is still worth what it cost.
        let age = max(horizon - asset.delivered, .zero)
        value.accelerators += asset.cost * curves[curve].share(at: age)
      }
    }
    return value
  }
}

extension AssetRegister.Asset {
  /// Cost less straight-line depreciation; the cost until it goes live, nothing once it is retired.
  public func bookValue(at time: SimTime) -> Money {
    if time >= retired { return .zero }
    guard time > inService else { return cost }
    return cost * max(1 - (time - inService) / bookLife, 0)
  }

  /// What is still on the books at retirement.
  fileprivate var writeOff: Money {
    if isRealised { return .zero }
    guard retired > inService else { return cost }
    return cost * max(1 - (retired - inService) / bookLife, 0)
  }
}

/// What a strategy's assets are worth at the horizon, in EUR; no cash flow, and reported apart.
public struct HorizonValue: Equatable, Sendable {
  /// Accelerators: residual value, or book value where they have no residual curve.
  public var accelerators = Money.zero
  /// Sites and connections: book value.
  public var facility = Money.zero

  /// A value of both, by default nothing.
  public init(accelerators: Money = .zero, facility: Money = .zero) {
    self.accelerators = accelerators
    self.facility = facility
  }

  /// All of it.
  public var total: Money { accelerators + facility }
}
