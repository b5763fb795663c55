/// One voltage tier in one region, as the scenario states it.
///
/// Powers are in MW, durations in h, rates per h. An `Input` is drawn once per replication unless it
/// says otherwise.
struct GridNodeSpec: Sendable {
  /// Index of its region.
  let region: Int
  /// Index of its tier.
  let tier: Int
  /// What the random streams of this node are called after: `grid/REGION/TIER`.
  let path: String
  /// What can be given out at start; infinite for a tier that is no bottleneck.
  var headroom: Input
  /// The power of an application of others; drawn for each.
  var size: Input?
  /// The share of each class among others' applications; sums to 1.
  var mix: [Double]
  /// How many applications wait at start, and for how long; nil where they are listed or none wait.
  var backlog: GridBacklog?
  /// Applications that are known by date, before and after start.
  var listed: [GridListedApplication] = []
  /// New applications of others, per h.
  var arrivals: Input?
  /// The yearly change of the arrival rate, effective annual.
  var growth: Input = .constant(0)
  /// The share of others' applications that will never be built.
  var speculativeShare: Input = .constant(0)
  /// After which time a speculative application withdraws; drawn for each.
  var speculativeWithdraws: Input?
  /// The hazard at which the others give up waiting, per h.
  var withdrawal: Input = .constant(0)
  /// Headroom that becomes free bit by bit.
  var release: GridRelease?
  /// Planned projects, each of which adds headroom at once.
  var reinforcements: [GridReinforcement] = []
  /// From allocation until energised; drawn for each application.
  var build: Input = .constant(0)
  /// The fee at energisation: EUR, or EUR/MW.
  var connection: Input = .constant(0)
  /// Whether `connection` is per MW.
  var isConnectionPerPower = true
  /// What the connection costs while it stands.
  var tariff = GridTariff()

  init(region: Int, tier: Int, path: String, headroom: Input, mix: [Double]) {
    self.region = region
    self.tier = tier
    self.path = path
    self.headroom = headroom
    self.mix = mix
  }

  /// What it is called in texts: `REGION/TIER`.
  var name: String { path.split(separator: "/").dropFirst().joined(separator: "/") }

  /// Whether others apply here in a class.
  func hasApplicants(ofClass index: Int) -> Bool {
    let drawn = (backlog != nil || arrivals != nil) && mix[index] > 0
    return drawn || listed.contains { $0.applicantClass == index }
  }
}

/// Applications that wait at start.
struct GridBacklog: Sendable {
  /// How many.
  var applications: Int
  /// For how long each has waited at start, h; drawn for each.
  var ages: Input
}

/// An application of others whose date is known.
struct GridListedApplication: Sendable {
  /// When it is filed, h; negative before start.
  var date: Double
  /// What it asks for, MW.
  var size: Input
  /// Its class.
  var applicantClass: Int
  /// Whether it will never be built.
  var isSpeculative: Bool
}

/// Headroom that becomes free bit by bit.
struct GridRelease: Sendable {
  /// When the lumps come.
  enum Timing: String, CaseIterable, Sendable {
    /// A Poisson process: after exponential times.
    case random
    /// One every lump ÷ rate hours, the first after one interval.
    case regular
  }
  /// MW per h.
  var rate: Input
  /// MW that come at once.
  var lump: Input
  var timing: Timing
}

/// A planned project that adds headroom at once.
struct GridReinforcement: Sendable {
  /// Its name in the scenario.
  var name: String
  /// The planned instant, h.
  var planned: Double
  /// How much later, h, before the region's factor.
  var slip: Input
  /// What it adds, MW.
  var releases: Input
}

/// What a connection costs while it stands.
struct GridTariff: Sendable {
  /// EUR per h.
  var fixed: Input = .constant(0)
  /// EUR per h and MW contracted.
  var contracted: Input = .constant(0)
  /// EUR per h and MW of the month's highest draw.
  var peak: Input = .constant(0)
  /// EUR per MWh.
  var energy: Input = .constant(0)
}
