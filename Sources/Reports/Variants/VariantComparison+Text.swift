import Columns
import Experiments

extension VariantComparison {
  /// What the variants say together: of who leads, and of whether that is worth more than nothing.
  func answer(_ names: ReaderNames = ReaderNames()) -> String {
    let base = rows[0]
    var sentences = [
      "As the scenario is, '\(names.strategy(base.leader))' has the highest mean \(worth.words) of the plans"
        + (base.verdict == .unsure
          ? ", though it cannot be told from '\(names.strategy(base.other))'" : "")
        + tail(\.verdict)
    ]
    if let mean = base.worth {
      let amounts = Amounts([base.itself])
      let than =
        base.earning == .unsure
        ? "cannot be told from nothing" : "is worth \(mean.mean < 0 ? "less" : "more") than nothing"
      sentences.append(
        "It \(than) (\(amounts.words(base.itself)) \(amounts.unit))" + tail(\.earning))
    }
    return sentences.joined(separator: " ")
  }

  /// In how many variants something holds or does not, and in which not.
  private func tail(_ verdict: KeyPath<Row, Verdict>) -> String {
    guard rows.count > 1 else { return "." }
    func count(_ wanted: Verdict) -> Int {
      rows.dropFirst().count { $0[keyPath: verdict] == wanted }
    }
    let turned = rows.dropFirst().filter { $0[keyPath: verdict] == .turns }.map(\.words)
    let parts = [
      (count(.holds), "holds", ""),
      (count(.turns), "turns", " (\(turned.joined(separator: ", ")))"),
      (count(.unsure), "cannot be told", ""), (count(.none), "is not compared", ""),
    ].filter { $0.0 > 0 }.map { "\($0.1) in \($0.0)\($0.2)" }
    return "; of \(rows.count == 2 ? "1 variant" : "\(rows.count - 1) variants") this "
      + parts.joined(separator: ", ") + "."
  }

  /// The amounts of a column in one unit, each with its interval.
  struct Amounts {
    let unit: String
    private let divisor: Double

    init(_ intervals: [(Double, Double?, Double?)?]) {
      let sizes = intervals.compactMap { $0 }.flatMap {
        [$0.0, $0.1, $0.2].compactMap { $0.map(abs) }
      }
      (unit, divisor) = (sizes.max() ?? 0) >= 1e6 ? ("million EUR", 1e6) : ("EUR", 1)
    }

    /// Such as `131 (83.5 to 178)`.
    func words(_ interval: (Double, Double?, Double?)?) -> String {
      guard let (value, low, high) = interval else { return "-" }
      func digits(_ number: Double) -> String { ReadableNumber.digits(number / divisor) }
      guard let low, let high else { return digits(value) }
      return "\(digits(value)) (\(digits(low)) to \(digits(high)))"
    }
  }

  /// A difference as programs have it: of the leader of a variant to another plan, or to nothing.
  struct Difference {
    let row: Row
    /// The other plan; empty for nothing, which is worth 0.
    let other: String
    let count: Int
    /// The mean and the ends of its 95 % interval, EUR.
    let mean, low, high: Double?
    let verdict: Verdict
  }

  /// For each variant the leader against another plan, where there is one, and against nothing.
  var differences: [Difference] {
    rows.flatMap { row in
      let toOther = row.lead.map { lead in
        Difference(
          row: row, other: row.other, count: lead.count, mean: lead.mean?.mean,
          low: lead.difference?.low, high: lead.difference?.high, verdict: row.verdict)
      }
      let toNothing = Difference(
        row: row, other: "", count: futures, mean: row.worth?.mean, low: row.worth?.low,
        high: row.worth?.high, verdict: row.earning)
      return (toOther.map { [$0] } ?? []) + [toNothing]
    }
  }

  /// The differences as rows for programs.
  public var table: DataTable {
    var table = DataTable(
      ["variant", "title"] + ["strategy_a", "strategy_b", "metric", "unit", "n", "mean_difference"]
        + ["ci_low", "ci_high", "verdict"])
    for line in differences {
      let row = line.row
      table.add(
        [row.name, row.title, row.leader, line.other, variable.name, variable.unit].map {
          .text($0)
        } + [.count(line.count)] + [line.mean, line.low, line.high].map { .number($0) }
          + [.text(line.verdict.rawValue)])
    }
    return table
  }

  /// The variants for a terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    let amounts = Amounts(rows.flatMap { [$0.by, $0.itself] })
    var table = TextTable()
    table.add(
      ["variant", "leads", "before", "by (95 %)", "it", "itself worth (95 %)", "that"], .strong)
    for row in rows {
      table.add(
        [
          row.words, names.strategy(row.leader),
          row.other.isEmpty ? "-" : names.strategy(row.other), amounts.words(row.by),
          row.verdict.rawValue, amounts.words(row.itself), row.earning.rawValue,
        ], row.verdict == .unsure ? .faint : nil)
    }
    return style.marked(
      "\(title): \(futures == 1 ? "1 future" : "\(futures) futures") of each variant, the same for all",
      .strong) + "\n\n\(answer(names))\n\n" + table.text(style)
      + "\nBy mean \(worth.words), in \(amounts.unit). 'turns': another leads than as the scenario is, or what leads is worth more"
      + " than nothing\ninstead of less, or less instead of more, and the interval leaves out zero; 'cannot tell': it"
      + " holds zero. Each interval is\nfor its row alone; those of 'millwright compare' hold for all pairs at once, and"
      + " are wider.\n"
  }

  /// The variants for programs.
  public var document: some Encodable {
    Document(title: title, futures: futures, answer: answer(), variants: table)
  }
}

/// What `JSONText` makes of variants.
private struct Document: Encodable {
  let title: String
  let futures: Int
  let answer: String
  let variants: DataTable
}

extension VariantComparison.Row {
  /// By how much the leader leads, with the interval, EUR.
  var by: (Double, Double?, Double?)? {
    lead?.difference.map { ($0.value, $0.low, $0.high) }
  }

  /// What the leader is worth, with the interval, EUR.
  var itself: (Double, Double?, Double?)? { worth.map { ($0.mean, $0.low, $0.high) } }
}
