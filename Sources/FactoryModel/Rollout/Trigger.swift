import Quantities
import ScenarioReading

/// What can be waited for in another phase.
enum PhaseMilestone: String, CaseIterable, Sendable {
  /// The phase has been triggered.
  case started
  /// One of its sites has power; all of them have.
  case firstEnergised, energised
  /// One of its sites is live; all of them are.
  case firstLive, live
}

/// A condition for starting a phase.
indirect enum Trigger: Sendable {
  /// From an instant on.
  case date(SimTime)
  /// From some time after a milestone of a phase on.
  case after(phase: ID<PhaseSpec>, PhaseMilestone, lag: Hours)
  /// While utilisation has been above a level for some time; they are numbered in order of reading.
  case utilisation(UtilisationCondition)
  case all([Trigger])
  case any([Trigger])
}

/// Utilisation of the strategy's live sites above a level, without a break, for some time.
struct UtilisationCondition: Sendable {
  let above: Double
  let duration: Hours
  /// Whether capacity that is committed but not live yet counts in the denominator.
  let countsCommitted: Bool

  init(from section: SectionReader) {
    let errors = section.context.errorCount
    above = section.number("above", .share, in: 0...1, "Sold H100e divided by sellable H100e.")
    if above == 1, section.has("above"), section.context.errorCount == errors {
      section.report(
        "utilisation is never above 100 %, so this never holds; give a smaller share", at: "above")
    }
    duration = Hours(
      section.number(
        "for", .duration, default: 0, in: .notNegative, "How long without a break."))
    countsCommitted = section.flag(
      "countCommitted", default: true,
      "Whether capacity that is committed but not live yet counts as sellable.")
  }
}

extension Trigger {
  /// Whether it can ever hold, where only some phases can start.
  func canHold(_ canStart: (ID<PhaseSpec>) -> Bool) -> Bool {
    switch self {
    case .date, .utilisation: true
    case .after(let phase, _, _): canStart(phase)
    case .all(let parts): parts.allSatisfy { $0.canHold(canStart) }
    case .any(let parts): parts.contains { $0.canHold(canStart) }
    }
  }

  /// The ways to state a trigger.
  static func variants(phases: [String]) -> [Variant<Trigger>] {
    func parts(_ section: SectionReader) -> [Trigger] {
      section.list("conditions", required: true, "Conditions, each stated like a trigger.") {
        $0.oneOf(variants(phases: phases)) ?? .all([])
      }
    }
    return [
      Variant("date", "From a date on.", shorthand: "date") { section in
        let day = section.date("date", within: .horizon, "The date.")
        return .date(section.context.calendar?.time(of: day) ?? .start)
      },
      Variant("after", "After a milestone of another phase.") { section in
        .after(
          phase: ID(
            section.reference("phase", to: "phase", among: phases, "Which phase.") ?? 0),
          section.choice(
            "milestone", default: PhaseMilestone.live,
            "started, firstEnergised, energised (all sites), firstLive or live (all sites)."),
          lag: Hours(
            section.number(
              "lag", .duration, default: 0, in: .notNegative, "How long after it.")))
      },
      Variant("utilisation", "When the strategy's sites have been full for some time.") {
        .utilisation(UtilisationCondition(from: $0))
      },
      Variant("all", "When every condition holds.", shorthand: "conditions") { .all(parts($0)) },
      Variant("any", "When one of the conditions holds.", shorthand: "conditions") {
        .any(parts($0))
      },
    ]
  }
}
