import Quantities

/// What the plans of a scenario are, in words.
struct PlanWords {
  let plans: [PlanFacts]
  let names: ReaderNames
  /// The cost of capital that all share, as written; nil where it is drawn.
  let discount: String?

  /// How many regions are named; of more there is a count.
  private static let regionsNamed = 3

  /// The plans that begin anything.
  private var building: [PlanFacts] { plans.filter { !$0.phases.isEmpty } }

  /// The budget that all plans share; nil where they differ, or have none.
  private var commonBudget: String? {
    let budgets = building.map(\.budget)
    guard let first = budgets.first, budgets.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// What all plans have in common.
  func setting(futures: Int, years: ClosedRange<Int>) -> String {
    let count = plans.count == 1 ? "One plan" : "\(Self.counted(plans.count).uppercasedFirst) plans"
    let each =
      futures == 1 ? "one future" : "each of \(ReadableNumber.grouped(futures)) futures"
    var text =
      plans.count == 1
      ? "\(count) in \(each)" : "\(count), the same customers, grid and prices in \(each)"
    text += ", \(years.lowerBound) to \(years.upperBound)."
    if let budget = commonBudget {
      text +=
        building.count == 1
        ? " It may commit \(Self.money(budget))."
        : " Each may commit \(Self.money(budget))."
    }
    if let rate = discount.map(Self.rate) {
      let hasOwn = building.contains { $0.discount != nil }
      text += " Cost of capital: \(rate)\(hasOwn ? ", beside which some have their own." : ".")"
    }
    return text
  }

  /// What a plan builds, where, and how it grows.
  func line(_ plan: PlanFacts) -> String {
    guard !plan.phases.isEmpty else { return "begins nothing: the world without us" }
    var parts = [sizes(plan)]
    let tiers = Self.distinct(plan.phases.compactMap(\.tier))
    if !tiers.isEmpty { parts[0] += " on \(Self.listed(tiers.map(Self.spaced), "or"))" }
    let regions = Self.distinct(plan.phases.flatMap(\.regions))
    if !regions.isEmpty {
      parts[0] +=
        regions.count > Self.regionsNamed
        ? " in \(Self.counted(regions.count)) regions"
        : " in \(Self.listed(regions.map(names.region), "or"))"
    }
    parts += [growth(plan)].filter { !$0.isEmpty }
    if commonBudget == nil, let budget = plan.budget {
      parts.append("may commit \(Self.money(budget))")
    }
    if let rate = plan.discount { parts.append("its own cost of capital is \(Self.rate(rate))") }
    return parts.joined(separator: "; ")
  }

  /// How many sites of what power, and on which common connection.
  private func sizes(_ plan: PlanFacts) -> String {
    let computing = plan.phases.filter { $0.power != nil }
    let texts = Self.distinct(computing.compactMap(\.power)).map { power in
      let sites = computing.filter { $0.power == power }.reduce(0) { $0 + $1.sites }
      return "\(Self.counted(sites)) \(sites == 1 ? "site" : "sites") of \(power)"
    }
    var text = texts.isEmpty ? "no computing of its own" : Self.listed(texts, "and")
    let shared = plan.phases.filter { phase in
      plan.phases.contains { $0.standsOn == phase.name }
    }
    if let first = shared.first {
      let connections = shared.reduce(0) { $0 + $1.sites }
      let size = first.connection.map { " of \($0)" } ?? ""
      text +=
        connections == 1
        ? ", all on one connection\(size),"
        : ", on \(Self.counted(connections)) connections\(size),"
    }
    return text
  }

  /// What its phases wait for, in their order.
  private func growth(_ plan: PlanFacts) -> String {
    let computing = plan.phases.filter { $0.power != nil }
    guard computing.count > 1 || computing.contains(where: { !$0.gates.isEmpty }) else {
      return computing.first?.start.map { words($0, plan) } ?? ""
    }
    let steps = computing.enumerated().map { place, phase -> String in
      let more = place == 0 ? "" : " more"
      let when = (phase.gates.isEmpty ? [phase.start].compactMap(\.self) : phase.gates)
        .map { words($0, plan) }
      return ([Self.counted(phase.sites) + more] + [Self.listed(when, "and")])
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
    return steps.joined(separator: ", ")
  }

  /// A trigger as an adverbial.
  private func words(_ trigger: PlanFacts.Trigger, _ plan: PlanFacts) -> String {
    switch trigger {
    case .date(let day): return "from \(Self.month(day))"
    case .after(let phase, let milestone, let lag):
      let sites = plan.phases.first { $0.name == phase }?.sites ?? 1
      let position = plan.phases.firstIndex { $0.name == phase } ?? 0
      let title = names.phase(phase, of: plan.key)
      // The phase that comes first is 'the first', whatever it is called.
      let what =
        position == 0 && title == phase
        ? (sites == 1 ? "the first" : "the first \(Self.counted(sites))") : "“\(title)”"
      let isOne = milestone.hasPrefix("first") || sites == 1
      let subject = milestone.hasPrefix("first") && sites > 1 ? "one of \(what)" : what
      let verb: String
      switch milestone {
      case "firstEnergised", "energised": verb = isOne ? "has power" : "have power"
      case "started": verb = isOne ? "has begun" : "have begun"
      default: verb = isOne ? "is live" : "are live"
      }
      return (lag.map { "\($0) after " } ?? "once ") + "\(subject) \(verb)"
    case .utilisation(let above, let time):
      return "when \(above) full" + (time.map { " for \($0)" } ?? "")
    case .waiting(let above, let time):
      return "when requests for more than \(above) wait" + (time.map { " for \($0)" } ?? "")
    case .all(let parts): return Self.listed(parts.map { words($0, plan) }, "and")
    case .any(let parts): return Self.listed(parts.map { words($0, plan) }, "or")
    case .other(let key): return "by its trigger “\(key)”"
    }
  }

  // MARK: Words

  private static let numbers = [
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
  ]

  /// A count, in a word up to twelve.
  private static func counted(_ count: Int) -> String {
    numbers.indices.contains(count) ? numbers[count] : String(count)
  }

  static func listed(_ texts: [String], _ word: String) -> String {
    guard let last = texts.last, texts.count > 1 else { return texts.first ?? "" }
    return texts.dropLast().joined(separator: ", ") + " \(word) " + last
  }

  /// Each once, in their order.
  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// A name of several words written as one, in words: `mediumVoltage` is 'medium voltage'.
  private static func spaced(_ name: String) -> String {
    name.reduce(into: "") { $0 += $1.isUppercase && !$0.isEmpty ? " \($1.lowercased())" : "\($1)" }
  }

  /// A day as its month: `March 2026`.
  private static func month(_ day: String) -> String {
    CalendarDate(day).map { TableMonth(0, $0).name } ?? day
  }

  /// `9 %/year` as a reader says it.
  static func rate(_ text: String) -> String { text.replacing("/year", with: " a year") }

  /// `6000 MEUR` as a reader says it; other currencies and forms stay as they are written.
  private static func money(_ text: String) -> String {
    let parts = text.split(separator: " ")
    let units = ["EUR": 1.0, "kEUR": 1e3, "MEUR": 1e6, "GEUR": 1e9]
    guard parts.count == 2, let number = Double(parts[0]), let unit = units[String(parts[1])] else {
      return text
    }
    return ReadableNumber.moneyWords(number * unit)
  }
}
