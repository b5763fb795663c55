public import ScenarioInputs
public import TimePaths

/// One voltage tier in one region, as the scenario states it.
///
/// Powers are in MW, durations in h, rates per h. An `Input` is drawn once per replication unless it
/// says otherwise.
public struct GridNodeSpec: Sendable {
  /// Index of its region.
  public let region: Int
  /// Index of its tier.
  public let tier: Int
  /// What the random streams of this node are called after: `grid/REGION/TIER`.
  public let path: String
  /// What can be given out at start; infinite for a tier that is no bottleneck.
  public var headroom: Input
  /// The power of an application of others; drawn for each.
  public var size: Input?
  /// The share of each class among others' applications; sums to 1.
  public var mix: [Double]
  /// How many applications wait at start, and for how long; nil where they are listed or none wait.
  public var backlog: GridBacklog?
  /// Applications that are known by date, before and after start.
  public var listed: [GridListedApplication] = []
  /// New applications of others, per h; where rates are stated by date, 1.
  public var arrivals: Input?
  /// What `arrivals` are multiplied by over time, where rates are stated by date.
  public var datedArrivals: TimePath?
  /// The yearly change of the arrival rate, effective annual.
  public var growth: Input = .constant(0)
  /// The share of others' applications that will never be built.
  public var speculativeShare: Input = .constant(0)
  /// After which time a speculative application withdraws; drawn for each.
  public var speculativeWithdraws: Input?
  /// The hazard at which the others give up waiting, per h.
  public var withdrawal: Input = .constant(0)
  /// Headroom that becomes free bit by bit.
  public var release: GridRelease?
  /// Planned projects, each of which adds headroom at once.
  public var reinforcements: [GridReinforcement] = []
  /// When it gives out nothing, or takes no applications.
  public var stops: [GridStop] = []
  /// From allocation until energised; drawn for each application.
  public var build: Input = .constant(0)
  /// The fee at energisation: EUR, or EUR/MW.
  public var connection: Input = .constant(0)
  /// Whether `connection` is per MW.
  public var isConnectionPerPower = true
  /// What the connection costs while it stands.
  public var tariff = GridTariff()

  init(region: Int, tier: Int, path: String, headroom: Input, mix: [Double]) {
    self.region = region
    self.tier = tier
    self.path = path
    self.headroom = headroom
    self.mix = mix
  }

  /// What it is called in texts: `REGION/TIER`.
  public var name: String { path.split(separator: "/").dropFirst().joined(separator: "/") }

  /// Whether others apply here in a class.
  func hasApplicants(ofClass index: Int) -> Bool {
    let drawn = (backlog != nil || arrivals != nil) && mix[index] > 0
    return drawn || listed.contains { $0.applicantClass == index }
  }
}

/// Applications that wait at start.
public struct GridBacklog: Sendable {
  /// How many.
  public var applications: Int
  /// For how long each has waited at start, h; drawn for each.
  public var ages: Input
}

/// An application of others whose date is known.
public struct GridListedApplication: Sendable {
  /// When it is filed, h; negative before start.
  public var date: Double
  /// What it asks for, MW.
  public var size: Input
  /// Its class.
  public var applicantClass: Int
  /// Whether it will never be built.
  public var isSpeculative: Bool
}

/// Headroom that becomes free bit by bit.
public struct GridRelease: Sendable {
  /// When the lumps come.
  public enum Timing: String, CaseIterable, Sendable {
    /// A Poisson process: after exponential times.
    case random
    /// One every lump ÷ rate hours, the first after one interval.
    case regular
  }
  /// MW per h.
  public var rate: Input
  /// MW that come at once.
  public var lump: Input
  /// When the lumps come.
  public var timing: Timing
}

/// A planned project that adds headroom at once.
public struct GridReinforcement: Sendable {
  /// Its name in the scenario.
  public var name: String
  /// The planned instant, h.
  public var planned: Double
  /// How much later, h, before the region's factor.
  public var slip: Input
  /// What it adds, MW.
  public var releases: Input
}

/// What a connection costs while it stands.
public struct GridTariff: Sendable {
  /// EUR per h.
  public var fixed: Input = .constant(0)
  /// EUR per h and MW contracted.
  public var contracted: Input = .constant(0)
  /// EUR per h and MW of the month's highest draw.
  public var peak: Input = .constant(0)
  /// EUR per MWh.
  public var energy: Input = .constant(0)
}
