import GridQueues
import ScenarioInputs
import Quantities
import ScenarioReading

/// Money that a strategy may commit, and what happens to what does not fit.
struct BudgetSpec: Sendable {
  enum Otherwise: String, CaseIterable, Sendable { case wait, drop }
  /// Which accelerators are tested against it.
  enum Coverage: String, CaseIterable, Sendable {
    /// The first ones of each site; what replaces them is paid beside the budget.
    case firstFitOut
    /// What replaces them, too.
    case all
  }
  /// EUR; once per replication.
  let amount: Input
  let covers: Coverage
  let otherwise: Otherwise
  /// Whether the real cost of accelerators must fit as they are ordered.
  let testsOrders: Bool

  init(from section: SectionReader) {
    // Of one stream for all strategies, as phases of one name meet the same delays: what they are given
    // differs where they are given different budgets, and not by their names.
    amount = section.input(
      "amount", .money, in: .notNegative,
      "Money that may be committed to phases; once per replication."
    ).drawn(from: "budget/amount")
    covers = section.choice(
      "covers", default: Coverage.firstFitOut,
      "What must fit: firstFitOut (phases with their first accelerators) or all (also each refresh, when it would be ordered)."
    )
    otherwise = section.choice(
      "otherwise", default: Otherwise.wait,
      "What becomes of what does not fit: wait (looked at again each month; accelerators whose refresh waits run on) or drop (they retire at the end of their life)."
    )
    testsOrders = section.flag(
      "testOrders", default: false,
      "Whether the real cost of accelerators is tested as they are ordered. What does not fit waits, looked at again each month, or, while nothing is paid for the site, follows 'otherwise'."
    )
  }
}

/// What we choose: phases under an optional budget.
struct StrategySpec: Sendable {
  let name: String
  let budget: BudgetSpec?
  /// Its own rate of discount beside the common one, effective annual; nil where it has none.
  let discount: Input?
  let phases: [PhaseSpec]

  /// Whether it begins nothing: the world without us.
  var isWithoutSites: Bool { phases.allSatisfy { $0.siteCount == 0 } }

  /// Whether what is behind a gate, or an order, may wait for money.
  var mayWaitForMoneyWithinPhases: Bool {
    guard let budget else { return false }
    return budget.testsOrders || budget.covers == .all || phases.contains { !$0.gates.isEmpty }
  }

  init(name: String, from section: SectionReader, kinds: [SiteKindSpec], grid: GridSpec) {
    self.name = name
    budget = section.optionalSection("budget", "Money that may be committed to phases.") {
      BudgetSpec(from: $0)
    }
    discount = section.optionalInput(
      "discount", .annualChange, in: 0...1,
      "Its own cost of capital, at which its worth is reported beside that at 'discount' of the section 'money', which all strategies share; once per replication."
    )
    let names = section.freeNames(under: "phases")
    var sections: [SectionReader] = []
    phases = section.named("phases", each: "phase", "Sites that start together, by name.") {
      sections.append($1)
      $1.readerWords()
      return PhaseSpec(name: $0, from: $1, phases: names, kinds: kinds, grid: grid)
    }.map(\.value)
    if section.isReading { Self.checkBases(of: phases, kinds: kinds, at: sections) }
    let stuck = Self.phasesThatCannotStart(phases)
    if !stuck.isEmpty, section.isReading {
      section.reportConsequence(
        stuck.count == 1
          ? "the phase '\(stuck[0])' can never start: it waits for itself"
          : "the phases \(stuck.map { "'\($0)'" }.joined(separator: ", ")) can never start: each waits for one of them",
        at: "phases")
    }
  }
}

extension StrategySpec {
  /// Phases whose triggers wait for each other, or for themselves, in a circle.
  private static func phasesThatCannotStart(_ phases: [PhaseSpec]) -> [String] {
    var canStart = Table<PhaseSpec, Bool>(repeating: false, count: phases.count)
    // Each round finds at least one more, or it is the last.
    for _ in phases {
      for phase in phases.ids {
        canStart[phase] = canStart[phase] || phases[phase].trigger.canHold { canStart[$0] }
      }
    }
    return phases.ids.filter { !canStart[$0] }.map { phases[$0].name }
  }
}
