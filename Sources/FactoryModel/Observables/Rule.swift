/// What a strategy does once a condition holds.
struct Rule: Sendable {
  let when: Condition
  let then: Action
  /// The sustained parts of the condition, by their numbers.
  let sustained: [SustainedCondition]

  init(when condition: Condition, then action: Action) {
    var sustained: [SustainedCondition] = []
    when = condition.numbering(&sustained)
    then = action
    self.sustained = sustained
  }

  /// What they are made of.
  var ingredients: Ingredients {
    sustained.reduce(into: []) { $0.formUnion($1.observable.ingredients) }
  }
}

/// What a rule can do.
enum Action: Sendable {
  /// A phase starts, if there is money for it.
  case start(ID<PhaseSpec>)
  /// A stage of the sites of a phase may begin, if there is money for it and what follows it.
  case open(ID<PhaseSpec>, gate: ID<StageSpec>)

  /// The phase that it is about.
  var phase: ID<PhaseSpec> {
    switch self {
    case .start(let phase), .open(let phase, _): phase
    }
  }
}
