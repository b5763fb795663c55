import Columns
public import Experiments
public import ResultStore

/// Whether the answer of a scenario holds in its variants: who leads in each, by how much, and how sure.
public struct VariantComparison: Sendable {
  /// What a variant says of the strategy that leads in the scenario as it is.
  public enum Verdict: String, Sendable {
    /// It leads, and the interval of its lead leaves out zero.
    case holds
    /// Another leads, and the interval of the difference leaves out zero.
    case turns
    /// The interval holds zero.
    case unsure = "cannot tell"
    /// There is nobody to compare it with, or it is no strategy of the variant.
    case none = "not compared"
  }

  /// A variant; the scenario as it is has an empty name.
  public struct Row: Sendable {
    /// Its name and its title.
    public let name, title: String
    /// Who has the highest mean worth, and that mean.
    public let leader: String
    let worth: Double
    /// Whom the leader is compared with: the leader of the scenario as it is, or where that leads or is not there,
    /// the next best; empty where there is none.
    public let other: String
    /// The leader less the other.
    public let lead: PairedComparison?
    /// What that says.
    public let verdict: Verdict
  }

  let title: String
  let worth: Worth
  let variable: Variable
  let futures: Int

  /// The scenario as it is, and its variants in their order.
  public let rows: [Row]

  /// Compares the variants of an experiment.
  ///
  /// - Throws: `ComparisonProblem` where the results have no worth, or `StoreError`.
  public init(_ reader: ResultReader) throws {
    try self.init(of: reader.withVariants.map { ($0.name, $0.source) })
  }

  init(of variants: [(name: String, source: any FigureSource)]) throws {
    let base = variants[0].source
    let worth = Self.worth(of: variants.map { $0.source.record })
    guard let place = base.record.layout.metrics.firstIndex(of: worth.name) else {
      throw ComparisonProblem("the results have no net present value to compare variants by")
    }
    self.worth = worth
    variable = base.record.layout.metrics[place].variable
    title = StrategyComparison.title(of: base.record.run)
    futures = base.futures
    var rows: [Row] = []
    for (name, source) in variants {
      rows.append(
        try Self.row(name, source, variable, baseLeader: rows.first?.leader ?? ""))
    }
    self.rows = rows
  }

  /// The worth by which the scenario ranks strategies, or where some variant has none of that, the next that all have.
  private static func worth(of records: [ExperimentRecord]) -> Worth {
    let base = records[0].layout.metrics
    return Worth.all(in: base).first { worth in
      records.allSatisfy { $0.layout.metrics.firstIndex(of: worth.name) != nil }
    } ?? Worth.leading(in: base)
  }

  private static func row(
    _ name: String, _ source: some FigureSource, _ variable: Variable, baseLeader: String
  ) throws -> Row {
    let (record, count) = (source.record, source.replications.count)
    let inner = record.run.design.inner
    let values = try record.strategies.indices.map { strategy in
      try Contestant(name: record.strategies[strategy], source: source, strategy: strategy)
        .values(of: variable.name, replications: count) ?? []
    }
    let means = values.map {
      SampleSummary($0, absence: variable.absence, inner: inner).mean?.mean ?? -.infinity
    }
    let order = means.indices.sorted { (-means[$0], $0) < (-means[$1], $1) }
    let leader = order[0]
    let base = record.strategies.firstIndex(of: baseLeader)
    let isBase = baseLeader.isEmpty
    let other = isBase || base == nil || base == leader ? order.dropFirst().first : base
    let lead = other.map {
      PairedComparison(values[leader], values[$0], of: variable, inner: inner)
    }
    let verdict: Verdict
    if let difference = lead?.difference, isBase || base != nil {
      verdict =
        !difference.excludesZero ? .unsure : isBase || base == leader ? .holds : .turns
    } else {
      verdict = .none
    }
    return Row(
      name: name, title: record.run.title, leader: record.strategies[leader], worth: means[leader],
      other: other.map { record.strategies[$0] } ?? "", lead: lead, verdict: verdict)
  }

  /// How many variants, the scenario as it is left aside, say what.
  func count(_ verdict: Verdict) -> Int { rows.dropFirst().count { $0.verdict == verdict } }

  /// What the variants say together, in one sentence.
  var answer: String {
    let base = rows[0]
    let start =
      "As the scenario is, '\(base.leader)' has the highest mean \(worth.words)"
      + " (\(ReadableNumber.money(base.worth)))"
      + (base.verdict == .unsure
        ? ", though it cannot be told from '\(base.other)'" : "")
    guard rows.count > 1 else { return start + "." }
    let parts = [
      (count(.holds), "holds"), (count(.turns), "turns"), (count(.unsure), "cannot be told"),
      (count(.none), "is not compared"),
    ].filter { $0.0 > 0 }.map { "\($0.1) in \($0.0)" }
    return start + "; of \(rows.count == 2 ? "1 variant" : "\(rows.count - 1) variants") this "
      + parts.joined(separator: ", ") + "."
  }

  /// The variants as rows for programs.
  public var table: DataTable {
    var table = DataTable([
      "variant", "title", "strategy_a", "strategy_b", "metric", "unit", "n", "mean_difference",
      "ci_low", "ci_high", "verdict",
    ])
    for row in rows {
      table.add([
        .text(row.name), .text(row.title), .text(row.leader), .text(row.other),
        .text(variable.name), .text(variable.unit), .count(row.lead?.count ?? 0),
        .number(row.lead?.mean?.mean), .number(row.lead?.difference?.low),
        .number(row.lead?.difference?.high), .text(row.verdict.rawValue),
      ])
    }
    return table
  }

  /// The variants for a terminal.
  public func text(_ style: TextStyle = .plain) -> String {
    var table = TextTable()
    table.add(["variant", "leads", "before", "by", "95 % from", "to", "it"], .strong)
    for row in rows {
      func cell(_ number: Double?) -> String { number.map(ReadableNumber.money) ?? "-" }
      table.add(
        [
          row.name.isEmpty ? "(as it is)" : row.name, row.leader,
          row.other.isEmpty ? "-" : row.other,
          cell(row.lead?.difference?.value), cell(row.lead?.difference?.low),
          cell(row.lead?.difference?.high), row.verdict.rawValue,
        ], row.verdict == .unsure ? .faint : nil)
    }
    return style.marked(
      "\(title): \(futures == 1 ? "1 future" : "\(futures) futures") of each variant, the same for all",
      .strong) + "\n\n\(answer)\n\n" + table.text(style)
      + "\nBy mean \(worth.words). 'turns': another leads than as the scenario is, and the interval of the"
      + " difference leaves out zero;\n'cannot tell': the interval holds zero.\n"
  }

  /// The variants for programs.
  public var document: some Encodable {
    Document(title: title, futures: futures, answer: answer, variants: table)
  }
}

/// What `JSONText` makes of variants.
private struct Document: Encodable {
  let title: String
  let futures: Int
  let answer: String
  let variants: DataTable
}
