import ScenarioInputs
import Quantities
import ScenarioReading
import TimePaths

/// What a customer may count on and pays for.
enum ContractKind: String, CaseIterable, Sendable {
  /// Take or pay: every contracted hour is paid.
  case reserved
  /// Used hours are paid.
  case onDemand
  /// Used hours are paid; it runs on capacity that the others leave idle, and stops when they need it.
  case interruptible
}

/// One request of a segment that is stated with its date instead of drawn.
struct DatedRequest: Sendable {
  let date: SimTime
  let size: Input
  let term: Input
  let patience: Input
  let count: Int
}

/// A group of customers who ask for compute in the same way.
struct SegmentSpec: Sendable {
  let name: String
  /// Requests of the market, per hour, at the start; nil where the requests are listed.
  ///
  /// Where rates are stated by date it is 1, and `growth` is those.
  let arrivals: Input?
  let requests: [DatedRequest]
  /// Our part of the market, 0…1.
  let share: Input
  let growth: any PathProcess
  /// H100e of one request.
  let size: Input
  /// Effective annual change of the size, unless it follows the density.
  let sizeGrowth: Input
  /// Whether the size grows as what a kW computes, so that a request stays one for as many kW.
  let followsDensity: Bool
  /// h.
  let term: Input
  /// h; infinite where the customer waits forever.
  let patience: Input
  /// Share of the contracted hours at full power.
  let usage: Input
  let contract: ContractKind
  /// Multiplier on the market price.
  let price: Input
  /// The least sovereignty level of a site that will do, 0…3.
  let sovereign: Int
  /// Smaller is served first.
  let priority: Int
  static let priorities = 0...99
  /// Whether one site must hold all of it.
  let contiguous: Bool
  /// Whether it may overtake a blocked request.
  let backfill: Bool

  init(name: String, from section: SectionReader) {
    self.name = name
    let isListed = section.has("requests")
    let arrivals = section.optionalDatedInput(
      "arrivals", .rate, in: .notNegative,
      "Requests of the whole market at the start; once per replication. Or rates by date, the first of which holds before its date too."
    )
    share = section.input(
      "share", .share, default: 1, in: 0...1,
      "The part of the market that comes to us; once per replication.")
    let curve =
      section.variant(
        "growth", default: "constant", "How the number of requests grows.", growthCurves)
      ?? noGrowth
    switch arrivals {
    case .one(let rate): (self.arrivals, growth) = (rate, curve)
    case .byDate(let rates):
      let isAny = rates.contains { $0.y > 0 }
      (self.arrivals, growth) = (.constant(isAny ? 1 : 0), TablePath(rates))
      section.dropDefaults(of: "growth")
      if section.has("growth") {
        section.report(
          "'growth' has no effect on arrivals by date, whose rates say how they grow; take one of them out",
          at: "growth")
      }
    case nil: (self.arrivals, growth) = (nil, curve)
    }
    size =
      section.optionalInput(
        "size", .compute, in: .notNegative, "H100e of a request; drawn for each.")
      ?? .constant(0)
    let sizeGrowth = section.input(
      "sizeGrowth", .annualChange, default: 0, in: -0.99...100, words: ["density": .infinity],
      "Yearly change of the size of requests; once per replication. density: the size grows with the H100e per kW of the accelerators that an entrant has, so that a request stays one for as many kW."
    )
    followsDensity = sizeGrowth.constant == .infinity
    self.sizeGrowth = followsDensity ? .constant(0) : sizeGrowth
    term =
      section.optionalInput(
        "term", .duration, in: .notNegative, "Length of a contract; drawn for each.")
      ?? .constant(0)
    patience = section.input(
      "patience", .duration, default: .infinity, in: .notNegative,
      words: ["forever": .infinity],
      "How long a request waits before it is lost; drawn for each. 0 h: it never waits.")
    usage = section.input(
      "usage", .share, default: 1, in: 0...1,
      "Share of the contracted hours at full power; once per replication.")
    contract = section.choice(
      "contract", default: ContractKind.reserved,
      "reserved: every contracted hour is paid; onDemand: used hours are paid; interruptible: used hours are paid, and capacity that others need is given up and used again later."
    )
    price = section.input(
      "price", .factor, default: 1, in: .notNegative,
      "Multiplier on the market price; once per replication.")
    sovereign = section.count(
      "sovereign", default: 0, in: 0...3,
      "Least sovereignty asked: 0 anywhere, 1 data in the country, 2 operated locally, 3 legally independent."
    )
    priority = section.count(
      "priority", default: 1, in: Self.priorities,
      "Place in the waiting line: smaller is served first; interruptible ones stand behind all others."
    )
    contiguous = section.flag(
      "contiguous", default: false, "Whether one site must hold the whole request.")
    backfill = section.flag(
      "backfill", default: false,
      "Whether a request may overtake one that waits for more room than there is; interruptible ones always may."
    )
    let patience = patience
    requests = section.list("requests", "Requests with their dates, instead of arrivals.") {
      DatedRequest(from: $0, patience: patience)
    }
    section.checkPair(
      "arrivals", "requests",
      missing:
        "segment '\(name)' needs 'arrivals', such as '40 /year', or 'requests', a list with dates")
    guard section.isReading else { return }
    if isListed, requests.isEmpty, !section.context.hasErrors {
      section.warn(
        "the list of requests of '\(name)' is empty: nobody in it ever asks for compute",
        at: "requests")
    }
    if isListed { section.dropDefaults(of: "share", "growth", "sizeGrowth") }
    if contract == .interruptible {
      section.dropDefaults(of: "backfill")
      if section.has("backfill") {
        section.report(
          "'backfill' has no effect on interruptible contracts, which always use what is idle; take it out",
          at: "backfill")
      }
    }
    for key in ["size", "term"] where arrivals != nil && !section.has(key) {
      section.reportMissing(
        key, "'\(key)' is missing: each arriving request needs one", at: "arrivals")
    }
    for key in ["size", "term", "share", "growth", "sizeGrowth"] where isListed && section.has(key)
    {
      let advice =
        ["size", "term"].contains(key) ? "give it in each of them, or take it out" : "take it out"
      section.report("'\(key)' has no effect on listed requests; \(advice)", at: key)
    }
  }
}

extension DatedRequest {
  init(from section: SectionReader, patience: Input) {
    let day = section.date("date", within: .horizon, "When it arrives.")
    date = section.context.calendar?.time(of: day) ?? .start
    size = section.input("size", .compute, in: .notNegative, "H100e of the request.")
    term = section.input("term", .duration, in: .notNegative, "Length of the contract.")
    self.patience =
      section.optionalInput(
        "patience", .duration, in: .notNegative, words: ["forever": .infinity],
        "How long it waits; default: the segment's patience.") ?? patience
    count = section.count(
      "count", default: 1, in: 1...1_000_000, "How many such requests arrive together.")
  }
}
