/// What the report tells of the scenario that no result holds.
public struct ScenarioFacts: Sendable {
  /// A place on Earth.
  public struct Location: Sendable, Hashable {
    /// Degrees north, -90…90.
    public let latitude: Double
    /// Degrees east, -180…180.
    public let longitude: Double

    /// A place.
    public init(latitude: Double, longitude: Double) {
      self.latitude = latitude
      self.longitude = longitude
    }
  }

  /// What the scenario asks; may be empty.
  public var question: String

  /// Where the regions lie, as far as the scenario says.
  public var locations: [String: Location]

  /// Who runs the grid of each region, as far as the scenario says.
  public var operators: [String: String]

  /// What readers are shown in place of names.
  public var names: ReaderNames

  /// What each strategy plans, in file order; empty where the scenario is not known.
  public var plans: [PlanFacts]

  /// The cost of capital that all share, as written.
  public var discount: String?

  /// Describes a scenario.
  public init(
    question: String = "", locations: [String: Location] = [:], operators: [String: String] = [:],
    names: ReaderNames = ReaderNames(), plans: [PlanFacts] = [], discount: String? = nil
  ) {
    self.plans = plans
    self.discount = discount
    self.question = question
    self.names = names
    self.locations = locations
    self.operators = operators
  }
}
