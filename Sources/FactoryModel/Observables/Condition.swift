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

/// What a rule waits for.
indirect enum Condition: Sendable {
  /// From an instant on.
  case date(SimTime)
  /// From some time after a milestone of a phase on.
  case after(phase: ID<PhaseSpec>, PhaseMilestone, lag: Hours)
  /// While a level has been above a threshold for some time.
  case sustained(SustainedCondition)
  case all([Condition])
  case any([Condition])
}

extension Condition {
  /// Whether it can ever hold, where only some phases can start.
  func canHold(_ canStart: (ID<PhaseSpec>) -> Bool) -> Bool {
    switch self {
    case .date, .sustained: true
    case .after(let phase, _, _): canStart(phase)
    case .all(let parts): parts.allSatisfy { $0.canHold(canStart) }
    case .any(let parts): parts.contains { $0.canHold(canStart) }
    }
  }

  /// Whether it holds at an instant, its sustained parts having held since when `state` says, and each phase
  /// having reached a milestone when `milestone` says; never before it has.
  func holds(
    at now: SimTime, _ state: ConditionState,
    milestone: (ID<PhaseSpec>, PhaseMilestone) -> SimTime
  ) -> Bool {
    switch self {
    case .date(let date): now >= date
    case .after(let phase, let reached, let lag): now >= milestone(phase, reached) + lag
    case .sustained(let part): state.holds(part, at: now)
    case .all(let parts): parts.allSatisfy { $0.holds(at: now, state, milestone: milestone) }
    case .any(let parts): parts.contains { $0.holds(at: now, state, milestone: milestone) }
    }
  }

  /// Its parts that are not made of others, in order of reading.
  var leaves: [Condition] {
    switch self {
    case .date, .after, .sustained: [self]
    case .all(let parts), .any(let parts): parts.flatMap(\.leaves)
    }
  }

  /// The same with its sustained parts numbered behind those of a list, to which they are added.
  func numbering(_ sustained: inout [SustainedCondition]) -> Condition {
    switch self {
    case .date, .after: return self
    case .sustained(var part):
      part.id = ID(sustained.count)
      sustained.append(part)
      return .sustained(part)
    case .all(let parts): return .all(parts.map { $0.numbering(&sustained) })
    case .any(let parts): return .any(parts.map { $0.numbering(&sustained) })
    }
  }
}

extension Condition {
  /// The ways to state a condition.
  static func variants(phases: [String]) -> [Variant<Condition>] {
    func parts(_ section: SectionReader) -> [Condition] {
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
    ]
      + SustainedCondition.variants.map { $0.map(Condition.sustained) } + [
        Variant("all", "When every condition holds.", shorthand: "conditions") { .all(parts($0)) },
        Variant("any", "When one of the conditions holds.", shorthand: "conditions") {
          .any(parts($0))
        },
      ]
  }
}
