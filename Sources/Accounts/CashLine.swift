public import Columns

/// A line of the monthly cash flow.
///
/// Revenue has a line for each segment; every other line is one for the whole strategy. What is
/// received is positive, what is paid is negative.
public enum CashLine: Hashable, Sendable, BitwiseCopyable {
  /// What a segment's customers pay, by the segment's index.
  case revenue(segment: Int)
  case cost(Cost)

  /// The lines of what is paid; ``resale`` is received, and lowers what was.
  public enum Cost: Hashable, Sendable, BitwiseCopyable {
    case energySpot, energyAgreed, energyTax
    case gridFixed, gridContracted, gridPeak, gridEnergy
    /// What it costs to run the sites, by the place in ``runningCosts``.
    case running(Int)
    case construction, connection, accelerators, resale
    case corporateTax
    /// What sites and connections are worth on the books as they close, once nothing new begins.
    case closing
  }

  /// What a line is in the accounts.
  public enum Kind: Hashable, Sendable {
    case revenue, opex, capex, tax
  }

  /// What the line is in the accounts.
  public var kind: Kind {
    switch self {
    case .revenue: .revenue
    case .cost(let cost): cost.kind
    }
  }

  /// Whether what is booked counts to the taxable profit of its period.
  ///
  /// What is invested is deducted as it is written off, and what is sold counts when it is: with what it
  /// is written off by at that instant this makes the gain or the loss.
  public var isTaxable: Bool { kind == .revenue || kind == .opex || self == .cost(.resale) }

  /// The line's row in a ledger: revenue of each segment, then the costs.
  public func row(segments: Int) -> Int {
    switch self {
    case .revenue(let segment): segment
    case .cost(let cost): segments + cost.index
    }
  }

  /// All lines in the order of their rows.
  public static func all(segments: Int) -> [CashLine] {
    (0..<segments).map(CashLine.revenue) + Cost.all.map(CashLine.cost)
  }

  /// The columns of the lines in the order of their rows.
  ///
  /// - Parameters:
  ///   - segments: their names.
  ///   - closings: whether sites close; their line is the last, so that the others keep their rows.
  /// - Returns: a column for each line.
  public static func columns(segments: [String], closings: Bool) -> [Column] {
    all(segments: segments.count).filter { closings || $0 != .cost(.closing) }.map { line in
      switch line {
      case .revenue(let segment): Column(revenueVariable, Scope(segment: segments[segment]))
      case .cost(let cost): Column(cost.variable)
      }
    }
  }

  private static let revenueVariable = Variable.cashLine(
    "revenue", part: Part(of: Kind.revenue.total, "revenue"),
    "What customers pay for contracted compute.")
}

extension CashLine.Kind {
  /// The metric that is the total of the lines of this kind, over all periods.
  public var total: StandardName {
    switch self {
    case .revenue: .revenue
    case .opex: .opex
    case .capex: .capex
    case .tax: .corporateTax
    }
  }
}

extension CashLine.Cost {
  /// The line of a running cost of the list.
  init(_ cost: RunningCost) {
    guard let place = runningCosts.firstIndex(where: { $0.key == cost.key }) else {
      preconditionFailure("'\(cost.key)' is not among the running costs")
    }
    self = .running(place)
  }

  /// All of them, in the order of their rows.
  public static let all: [CashLine.Cost] =
    [
      .energySpot, .energyAgreed, .energyTax, .gridFixed, .gridContracted, .gridPeak, .gridEnergy,
    ] + runningCosts.indices.map { .running($0) }
    + [.construction, .connection, .accelerators, .resale, .corporateTax, .closing]

  private static let runningCount = runningCosts.count

  /// The place among all.
  public var index: Int {
    switch self {
    case .energySpot: 0
    case .energyAgreed: 1
    case .energyTax: 2
    case .gridFixed: 3
    case .gridContracted: 4
    case .gridPeak: 5
    case .gridEnergy: 6
    case .running(let place): 7 + place
    case .construction: 7 + Self.runningCount
    case .connection: 8 + Self.runningCount
    case .accelerators: 9 + Self.runningCount
    case .resale: 10 + Self.runningCount
    case .corporateTax: 11 + Self.runningCount
    case .closing: 12 + Self.runningCount
    }
  }

  /// What the line is in the accounts.
  public var kind: CashLine.Kind {
    switch self {
    case .energySpot, .energyAgreed, .energyTax, .gridFixed, .gridContracted, .gridPeak,
      .gridEnergy, .running:
      .opex
    case .construction, .connection, .accelerators, .resale, .closing: .capex
    case .corporateTax: .tax
    }
  }

  /// The line's name and meaning.
  public var variable: Variable {
    let (name, words, description) = texts
    return .cashLine(name, part: Part(of: kind.total, words), description)
  }

  /// What the line is called in words.
  public var words: String { texts.words }

  private var texts: (name: String, words: String, description: String) {
    switch self {
    case .energySpot: ("energy_spot", "energy spot", "Electricity bought at spot prices.")
    case .energyAgreed:
      ("energy_ppa", "energy ppa", "Electricity bought under a power purchase agreement.")
    case .energyTax:
      ("energy_tax", "energy tax", "Tax on electricity, by bands of yearly use per connection.")
    case .gridFixed: ("grid_fixed", "grid fixed", "Fixed charges of the grid operator.")
    case .gridContracted:
      ("grid_contracted", "grid contracted", "Grid charges for contracted power.")
    case .gridPeak: ("grid_peak", "grid peak", "Grid charges for the highest draw of the month.")
    case .gridEnergy: ("grid_energy", "grid energy", "Grid charges for transported energy.")
    case .running(let place): runningCosts[place].line
    case .construction:
      ("capex_construction", "capex construction", "Stages of building the sites, land included.")
    case .connection: ("capex_connection", "capex connection", "Fees for grid connections.")
    case .accelerators: ("capex_accelerators", "capex accelerators", "Accelerators bought.")
    case .resale:
      (
        "resale", "resale",
        "What accelerators bring that retire, are replaced, or stand at a site that is given up."
      )
    case .corporateTax: ("corporate_tax", "corporate tax", "Tax on profit.")
    case .closing:
      (
        "closing", "closing",
        "What sites and connections are worth on the books as they close, once nothing new begins."
      )
    }
  }
}
