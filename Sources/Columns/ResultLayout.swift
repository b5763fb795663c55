public import Quantities

/// A number drawn once per future, under a name the user gave it.
public struct Parameter: Sendable, Hashable, Codable {
  /// The name under `uncertain:`.
  public let name: String

  /// The unit its values are reported in.
  public let unit: String

  /// Names a drawn number.
  public init(name: String, unit: String) {
    self.name = name
    self.unit = unit
  }
}

/// What every replication of an experiment returns, in this order.
///
/// The layout is the same for all strategies of an experiment; only the phases differ.
public struct ResultLayout: Sendable, Hashable {
  /// One number per replication; NaN = never within the horizon.
  public var metrics: [Column]

  /// Levels by month: time-weighted mean, and month end.
  public var stocks: [Column]

  /// Totals by month.
  public var flows: [Column]

  /// Levels by month per region, tier and class of applicant: time-weighted mean only.
  public var gridStocks: [Column]

  /// Totals by month per region, tier and class of applicant.
  public var gridFlows: [Column]

  /// Amounts in EUR per period: 0 = opening, 1 = first month, ….
  public var cashLines: [Column]

  /// The instants in the life of a phase, named by `MilestonePlace.milestone`.
  public var milestones: [Variable]

  /// The names of each strategy's phases, named by `MilestonePlace.phase`; one list per strategy.
  public var phases: [[String]]

  /// What each number among a strategy's milestones belongs to; one list per strategy, each place once,
  /// in ascending order.
  public var milestonePlaces: [[MilestonePlace]]

  /// Why milestones may be late or not come, in words, each once; a result names them by their place.
  public var reasons: [String]

  /// What can hold up the sites of each strategy's phases; one list per strategy, each cause of a phase once.
  public var constraintPlaces: [[ConstraintPlace]]

  /// The months that are reported.
  public var calendar: ReportingCalendar

  /// How many calendar months are reported.
  public var months: Int { calendar.monthCount }

  /// The periods of a cash flow: the opening and each month.
  public var periods: Int { months + 1 }

  /// The first day of each month, ISO 8601.
  public var monthTexts: [String] {
    (0..<months).map { calendar.firstDay(ofMonth: $0).isoText }
  }

  /// The day, ISO 8601, on which an instant lies.
  public func dayText(atHours hours: Double) -> String {
    calendar.date(of: SimTime(hours)).isoText
  }

  /// Describes what a model returns.
  public init(
    calendar: ReportingCalendar, metrics: [Column] = [], stocks: [Column] = [],
    flows: [Column] = [], gridStocks: [Column] = [], gridFlows: [Column] = [],
    cashLines: [Column] = [], milestones: [Variable] = [], phases: [[String]] = [],
    milestonePlaces: [[MilestonePlace]] = [], reasons: [String] = [],
    constraintPlaces: [[ConstraintPlace]] = []
  ) {
    self.calendar = calendar
    self.metrics = metrics
    self.stocks = stocks
    self.flows = flows
    self.gridStocks = gridStocks
    self.gridFlows = gridFlows
    self.cashLines = cashLines
    self.milestones = milestones
    self.phases = phases
    self.milestonePlaces = milestonePlaces
    self.reasons = reasons
    self.constraintPlaces = constraintPlaces
  }
}
