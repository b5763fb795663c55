import Columns

extension Headline {
  /// How many phases of a strategy have a row: those with most sites.
  private static let phasesShown = 8

  /// What held up the sites of each phase, as a table; empty where nothing can.
  func constraintText(_ style: TextStyle, _ names: ReaderNames = ReaderNames()) -> String {
    guard !constraints.phases.isEmpty else { return "" }
    var table = TextTable()
    table.add(
      [
        "What held it up", "share of time", "came last", "its slack, months", "months late",
      ], .strong)
    for strategy in strategies.indices {
      let phases = constraints.phases.filter { $0.strategy == strategy }
      let largest = phases.indices.sorted { (phases[$1].sites, $0) < (phases[$0].sites, $1) }
        .prefix(Self.phasesShown)
      for place in largest.sorted() { table.add(Self.cells(of: phases[place], names)) }
      if phases.count > largest.count {
        let rest = phases.count - largest.count
        table.add(
          [
            "\(names.strategy(strategies[strategy].name)): \(rest) smaller phase\(rest == 1 ? "" : "s")",
            "see constraints.csv",
          ], .faint)
      }
    }
    return "\n" + table.text(style)
      + "Months late against the plan with median durations; slack and delay are of what came last.\n"
  }

  private static func cells(of phase: ConstraintMeans.Phase, _ names: ReaderNames) -> [String] {
    let name =
      "\(names.strategy(phase.strategyKey)): \(names.phase(phase.name, of: phase.strategyKey))"
    guard phase.isBegun else { return [name, "never begun"] }
    func months(_ measure: ConstraintMeasure) -> String {
      phase.last?.cause.months(measure).map(ReadableNumber.digits) ?? "-"
    }
    return [
      name, phase.longestWords(),
      phase.last.map { "\($0.cause.name) \(ReadableNumber.share($0.share))" } ?? "-",
      months(.slack), months(.late),
    ]
  }
}
