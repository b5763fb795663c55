import Charts
import Columns
import Experiments
import Quantities
import ResultStore

// What is compared, and whether the answer holds.
extension FirstScreen {
  private var words: PlanWords {
    PlanWords(
      plans: figures.facts.plans, names: figures.names, discount: figures.facts.discount)
  }

  /// What all plans share, in a sentence or two.
  var setting: String {
    guard !figures.facts.plans.isEmpty else { return "" }
    let calendar = figures.layout.calendar
    let last = calendar.end.adding(days: -1).year
    return words.setting(futures: figures.futures, years: calendar.start.year...last)
  }

  /// A line for each plan: its colour, what it is called, and what it does.
  var plans: HTML {
    let words = words
    let lines = figures.facts.plans.compactMap { plan -> HTML? in
      guard let strategy = figures.strategy(plan.key) else { return nil }
      let key: HTML =
        strategy.name == strategy.key ? .nothing : " <code>\(strategy.key)</code>"
      let description = figures.names.description(ofStrategy: plan.key)
      let about: HTML = description.isEmpty ? .nothing : "\(description) "
      return """
        <li><span class="dot" style="background:\(figures.tint(of: strategy).hex)"></span><strong>\(strategy.name)</strong>\(key) <span class="what">\(about)\(words.line(plan).uppercasedFirst).</span></li>

        """
    }
    return lines.isEmpty ? .nothing : "<ul class=\"plans\">\n\(lines)</ul>\n"
  }

  /// Who leads the plans in each variant; nil where there are none, or no plans.
  var variants: VariantComparison? { figures.projects.isEmpty ? nil : figures.variants }

  /// One row a variant: who leads, by how much, how sure, and whether the best beats doing nothing.
  func strip(_ comparison: VariantComparison) -> HTML {
    func line(_ row: VariantComparison.Row) -> HTML {
      let tint = figures.strategy(row.leader).map { figures.tint(of: $0).hex } ?? "#808080"
      let difference = row.lead?.difference
      let lead: HTML =
        row.other.isEmpty
        ? "–"
        : "\(difference.map { ReadableNumber.moneyWords($0.value) } ?? "–") more than \(figures.names.strategy(row.other))"
      let interval = difference.flatMap { difference in
        difference.low.flatMap { low in
          difference.high.map { ReadableNumber.range(low, $0, "EUR") }
        }
      }
      let isBase = row.name.isEmpty
      let mark: HTML
      switch row.verdict {
      case .turns: mark = "<mark>⟲ turns</mark>"
      case .unsure: mark = "<span class=\"quiet\">? cannot tell</span>"
      case .holds: mark = isBase ? "leads" : "holds"
      case .none: mark = "–"
      }
      let nothing: HTML
      switch row.againstNothing {
      case .beats: nothing = "beats it"
      case .loses: nothing = "<mark>worth less</mark>"
      case .unsure: nothing = "<span class=\"quiet\">? cannot tell</span>"
      case nil: nothing = "–"
      }
      return """
        <tr><th scope="row">\(row.name.isEmpty ? "as it is" : row.words)</th><td><span class="dot" style="background:\(tint)"></span>\(figures.names.strategy(row.leader))</td><td>\(lead) <span class="interval">(\(interval ?? "no interval"))</span></td><td>\(mark)</td><td data-label="against doing nothing: ">\(nothing)</td></tr>

        """
    }
    // What changes the answer is seen at once, the rest is a click away.
    let base = comparison.rows.prefix(1)
    func isTurned(_ row: VariantComparison.Row) -> Bool {
      row.verdict != .holds || row.earning != .holds
    }
    let others = comparison.rows.dropFirst()
    let holding = others.filter { !isTurned($0) }
    let rest: HTML =
      holding.isEmpty
      ? .nothing
      : """
      <details><summary>\(holding.count) in which it holds</summary>
      <div class="table strip" role="region" tabindex="0" aria-label="In which it holds"><table>
      <tbody>
      \(holding.map(line))</tbody></table></div>
      </details>

      """
    return """
      <div class="table strip" role="region" tabindex="0" aria-label="Does it hold?"><table>
      <caption><strong>Does it hold?</strong> One thing changed at a time, in the same \(counted(comparison.futures)); by mean \(comparison.worth.words). Behind each lead its 95 % interval.</caption>
      <thead><tr><th scope="col">changed</th><th scope="col">leads the plans</th><th scope="col">by</th><th scope="col">the order</th><th scope="col">against doing nothing</th></tr></thead>
      <tbody>
      \((base + others.filter(isTurned)).map(line))</tbody></table></div>
      \(rest)
      """
  }
}
