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
}
