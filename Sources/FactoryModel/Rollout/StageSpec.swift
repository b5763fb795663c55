import ScenarioInputs
import Quantities
import ScenarioReading

/// When the cost of a stage is paid.
enum PaymentTiming: String, CaseIterable, Sendable {
  case start
  case end
  /// Evenly over the duration of the stage.
  case spread
}

/// What ends a stage.
enum StageKind: Sendable, Equatable {
  /// Its own duration.
  case timed
  /// The site is granted a connection.
  case offer
  /// The site's connection is energised.
  case grid
  /// The accelerators are delivered; they are ordered so as to arrive when a stage can start.
  case accelerators(neededBy: ID<StageSpec>)
}

/// When accelerators are ordered.
enum OrderTiming: String, CaseIterable, Sendable {
  /// One median lead time before the stage that needs them can start by plan.
  case planned
  /// When nothing else holds that stage up.
  case ready
}

/// What a refusal leads to.
enum RefusalRule: Sendable {
  /// The site is given up.
  case end
  /// A stage and all after it are done again.
  case restart(stage: ID<StageSpec>, paidAgain: Bool)
}

/// One step on the way to a live site.
struct StageSpec: Sendable {
  let name: String
  let kind: StageKind
  /// Stages that must be done before.
  let after: [ID<StageSpec>]
  /// Stages of the site that a site stands on, by name, that must be done before.
  let afterBase: [PlacedName]
  /// When accelerators are ordered; of the stage 'accelerators' alone.
  let order: OrderTiming
  /// h; drawn for each site and attempt.
  let takes: Input
  /// EUR, and EUR per IT MW; drawn for each site and attempt.
  let fixedCost, costPerPower: Input
  /// Share by which the cost is exceeded; drawn for each site and attempt.
  let overrun: Input
  let paid: PaymentTiming
  /// Probability that it ends well.
  let succeeds: Input
  let onRefusal: RefusalRule

  init(name: String, among names: [String], from section: SectionReader) {
    self.name = name
    kind = Self.kind(of: name, among: names, section)
    let before = section.references(
      "after", to: "stage", among: names, required: false, elsewhere: Self.basePrefix,
      "Stages that must be done before it starts; 'base.NAME' is one of the site that this one stands on."
    )
    after = before.indices.map { ID($0) }
    afterBase = before.elsewhere
    order = Self.order(name, section)
    guard kind == .timed else {
      (takes, fixedCost, costPerPower, overrun) = (
        .constant(0), .constant(0), .constant(0), .constant(0)
      )
      (paid, succeeds, onRefusal) = (.spread, .constant(1), .end)
      return
    }
    if section.isReading, !section.has("takes") {
      section.reportMissing("takes", "stage '\(name)' needs 'takes', such as '5 months'")
    }
    takes =
      section.optionalInput(
        "takes", .duration, in: .notNegative,
        "How long it takes; drawn for each site and attempt.") ?? .constant(0)
    (fixedCost, costPerPower) = Self.costs(section)
    overrun = section.input(
      "overrun", .share, default: 0, in: -1...Double.infinity,
      "Share by which the cost is exceeded; drawn for each site and attempt.")
    paid = section.choice(
      "paid", default: PaymentTiming.spread,
      "When the cost is paid: start, end, or spread evenly over the stage.")
    onRefusal = Self.refusal(section, among: names)
    // What is tried again must succeed some day, also where a try takes no time.
    let least = if case .restart = onRefusal { 0.01 } else { 0.0 }
    succeeds = section.input(
      "succeeds", .share, default: 1, in: least...1,
      "Probability that the stage ends well, at least 1 % where it is tried again; decided for each site and attempt at its end."
    )
  }

  private static func kind(
    of name: String, among names: [String], _ section: SectionReader
  ) -> StageKind {
    switch name {
    case "offer": return .offer
    case "grid": return .grid
    case "accelerators":
      return .accelerators(
        neededBy: ID(
          section.reference("for", to: "stage", among: names, neededByMeaning) ?? 0))
    default:
      // The description of a stage shows what only the stage 'accelerators' can have, too.
      if section.isDescribing {
        _ = section.optionalReference("for", to: "stage", among: names, neededByMeaning)
      }
      return .timed
    }
  }

  private static let neededByMeaning =
    "Of the stage 'accelerators' alone: the stage that needs them."

  /// What stands before the name of a stage of the site that a site stands on.
  static let basePrefix = "base."

  private static func order(_ name: String, _ section: SectionReader) -> OrderTiming {
    guard name == "accelerators" || section.isDescribing else { return .planned }
    return section.choice(
      "order", default: OrderTiming.planned,
      "Of the stage 'accelerators' alone: planned: they are ordered one median lead time before the stage that needs them can start by plan, and not before all of 'after' are done; ready: when nothing else holds that stage up."
    )
  }

  private static func costs(_ section: SectionReader) -> (fixed: Input, perPower: Input) {
    let cost = section.input(
      "costs", oneOf: [.money, .moneyPerPower], default: 0, in: .notNegative,
      "Cost for a site, or for each IT MW, in money of the start; drawn for each site and attempt.")
    let fixed = section.optionalInput(
      "fixed", .money, in: .notNegative,
      "Cost for a site beside a cost per MW; drawn for each site and attempt.")
    if fixed != nil { section.dropDefaults(of: "costs") }
    if cost.dimension == 1 { return (fixed ?? .constant(0), cost.input) }
    if fixed != nil, section.has("costs") {
      section.reportConsequence(
        "'fixed' stands beside a cost per MW, such as '9 MEUR/MW'; here 'costs' is a cost for the site already",
        at: "fixed")
    }
    return (section.has("costs") ? cost.input : fixed ?? .constant(0), .constant(0))
  }

  private static func refusal(_ section: SectionReader, among names: [String]) -> RefusalRule {
    enum GivenUp: String, CaseIterable { case end }
    let rule = section.optionalSection(
      "else", shorthand: "site", "What a refusal leads to: end, or a stage that is done again."
    ) { section -> RefusalRule in
      let stage = section.optionalReference(
        "restart", to: "stage", among: names, "This stage and all after it are done again.")
      let paidAgain = section.flag(
        "paidAgain", default: true, "Whether the stages done again cost again.")
      if stage == nil || section.has("site") {
        _ = section.choice("site", default: GivenUp.end, "end: the site is given up.")
      }
      return stage.map { .restart(stage: ID($0), paidAgain: paidAgain) } ?? .end
    }
    if rule != nil, !section.has("succeeds") {
      section.reportMissing(
        "succeeds", "'else' has no effect without 'succeeds', such as '90 %'", at: "else")
    }
    return rule ?? .end
  }
}
