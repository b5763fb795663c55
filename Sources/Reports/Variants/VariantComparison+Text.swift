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
      let than =
        base.earning == .unsure
        ? "cannot be told from nothing" : "is worth \(mean.mean < 0 ? "less" : "more") than nothing"
      sentences.append("It \(than) (\(Self.words(mean)))" + tail(\.earning))
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

  /// An amount with its interval.
  static func words(_ estimate: MeanEstimate?) -> String {
    guard let estimate else { return "-" }
    return interval(estimate.mean, estimate.low, estimate.high)
  }

  /// An amount with its interval.
  static func words(_ lead: PairedComparison?) -> String {
    guard let difference = lead?.difference else { return "-" }
    return interval(difference.value, difference.low, difference.high)
  }

  private static func interval(_ value: Double, _ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return ReadableNumber.money(value) }
    return
      "\(ReadableNumber.money(value)) (\(ReadableNumber.money(low)) to \(ReadableNumber.money(high)))"
  }

  /// The variants as rows for programs; for each the leader against another, and against nothing.
  public var table: DataTable {
    var table = DataTable(
      ["variant", "title"] + ["strategy_a", "strategy_b", "metric", "unit", "n", "mean_difference"]
        + ["ci_low", "ci_high", "verdict"])
    for row in rows {
      func add(_ other: String, _ n: Int, _ numbers: [Double?], _ verdict: Verdict) {
        table.add(
          [row.name, row.title, row.leader, other, variable.name, variable.unit].map { .text($0) }
            + [.count(n)] + numbers.map { .number($0) } + [.text(verdict.rawValue)])
      }
      if let lead = row.lead {
        let difference = lead.difference
        add(
          row.other, lead.count, [lead.mean?.mean, difference?.low, difference?.high], row.verdict)
      }
      add("", futures, [row.worth?.mean, row.worth?.low, row.worth?.high], row.earning)
    }
    return table
  }

  /// The variants for a terminal.
  public func text(_ style: TextStyle = .plain, names: ReaderNames = ReaderNames()) -> String {
    var table = TextTable()
    table.add(
      ["variant", "leads", "before", "by (95 %)", "it", "itself worth (95 %)", "that"], .strong)
    for row in rows {
      table.add(
        [
          row.words, names.strategy(row.leader),
          row.other.isEmpty ? "-" : names.strategy(row.other), Self.words(row.lead),
          row.verdict.rawValue,
          Self.words(row.worth), row.earning.rawValue,
        ], row.verdict == .unsure ? .faint : nil)
    }
    return style.marked(
      "\(title): \(futures == 1 ? "1 future" : "\(futures) futures") of each variant, the same for all",
      .strong) + "\n\n\(answer(names))\n\n" + table.text(style)
      + "\nBy mean \(worth.words). 'turns': another leads than as the scenario is, or what leads is worth more"
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
