import Columns

/// Views that show the tidy form of the results to any SQL user.
///
/// They decode the blobs of `SeriesCoding` in plain SQL: `hex()` of the bytes of one number, its
/// digits read by `instr`, its exponent looked up in `binary_exponent`. Filter by replication,
/// strategy or result_column to keep them quick; a database of a thousand replications has tens of
/// millions of tidy rows.
enum TidyViews {
  /// Each view with its SQL.
  static let all: [(name: String, sql: String)] = [
    (
      "runs",
      """
      CREATE VIEW runs AS
      SELECT run_id, scenario, v.title, v.scenario_sha256, seed, replications, inner, engine_version,
        command, host, started_at, finished_at, arithmetic
      FROM run CROSS JOIN variant v ON v.variant = 0
      """
    ),
    (
      "draws",
      """
      CREATE VIEW draws AS
      SELECT run_id, w.name AS variant, r.replication, p.name AS parameter,
        \(listNumber("r.draws", position: "p.parameter")) AS value, p.unit
      FROM run CROSS JOIN replication r JOIN parameter p USING (variant)
        JOIN variant w USING (variant)
      """
    ),
    (
      "metrics",
      """
      CREATE VIEW metrics AS
      SELECT run_id, w.name AS variant, scenario, s.name AS strategy, o.replication,
        o.replication % run.inner AS inner, v.name AS metric, c.segment, c.region, c.tier,
        c.applicant_class, \(listNumber("o.metrics", position: "c.result_column")) AS value, v.unit
      FROM run CROSS JOIN outcome o
        JOIN result_column c ON c.variant = o.variant AND c.section = 'metric'
        JOIN variable v ON v.variant = o.variant AND v.variable = c.variable
        JOIN strategy s ON s.variant = o.variant AND s.strategy = o.strategy
        JOIN variant w ON w.variant = o.variant
      """
    ),
    (
      "phases",
      """
      CREATE VIEW phases AS
      SELECT run_id, w.name AS variant, scenario, s.name AS strategy, o.replication,
        p.name AS phase, nullif(m.site, 0) AS site, v.name AS milestone,
        \(listNumber("o.milestones", position: "m.position")) AS hours,
        (SELECT text FROM reason
          WHERE reason.variant = o.variant
            AND reason.reason = \(listNumber("o.reasons", position: "m.position"))) AS reason
      FROM run CROSS JOIN outcome o
        JOIN milestone_place m ON m.variant = o.variant AND m.strategy = o.strategy
        JOIN strategy s ON s.variant = o.variant AND s.strategy = o.strategy
        JOIN phase p ON p.variant = o.variant AND p.strategy = o.strategy AND p.phase = m.phase
        JOIN result_column c ON c.variant = o.variant AND c.result_column = m.result_column
        JOIN variable v ON v.variant = o.variant AND v.variable = c.variable
        JOIN variant w ON w.variant = o.variant
      """
    ),
    (
      "constraints",
      """
      CREATE VIEW constraints AS
      SELECT run_id, w.name AS variant, scenario, s.name AS strategy, o.replication,
        p.name AS phase, k.cause, \(measures)
      FROM run CROSS JOIN outcome o
        JOIN constraint_place k ON k.variant = o.variant AND k.strategy = o.strategy
        JOIN strategy s ON s.variant = o.variant AND s.strategy = o.strategy
        JOIN phase p ON p.variant = o.variant AND p.strategy = o.strategy AND p.phase = k.phase
        JOIN variant w ON w.variant = o.variant
      """
    ),
    (
      "series",
      """
      CREATE VIEW series AS
      SELECT run_id, w.name AS variant, scenario, s.name AS strategy, m.replication, p.month,
        v.name AS variable, c.segment, c.region, c.tier, c.applicant_class,
        CASE WHEN c.section IN ('stock', 'grid stock') THEN
          \(number("m.numbers", period: "p.period - 1")) END AS month_mean,
        CASE WHEN c.section = 'stock' THEN
          \(number("m.ends", period: "p.period - 1")) END AS month_end,
        CASE WHEN c.section IN ('flow', 'grid flow') THEN
          \(number("m.numbers", period: "p.period - 1")) END AS total,
        v.unit
      FROM run CROSS JOIN \(resolved("monthly", "numbers", "ends")) m
        JOIN period p ON p.variant = m.variant AND p.period > 0
        JOIN strategy s ON s.variant = m.variant AND s.strategy = m.strategy
        JOIN result_column c ON c.variant = m.variant AND c.result_column = m.result_column
        JOIN variable v ON v.variant = m.variant AND v.variable = c.variable
        JOIN variant w ON w.variant = m.variant
      """
    ),
    (
      "cashflow_series",
      """
      CREATE VIEW cashflow_series AS
      SELECT run_id, w.name AS variant, scenario, s.name AS strategy, m.replication, p.period,
        v.name || iif(c.segment = '', '', '/' || c.segment) AS line,
        \(longNumber("m.numbers", period: "p.period")) AS eur
      FROM run CROSS JOIN \(resolved("cash", "numbers")) m
        JOIN period p ON p.variant = m.variant
        JOIN strategy s ON s.variant = m.variant AND s.strategy = m.strategy
        JOIN result_column c ON c.variant = m.variant AND c.result_column = m.result_column
        JOIN variable v ON v.variant = m.variant AND v.variable = c.variable
        JOIN variant w ON w.variant = m.variant
      """
    ),
  ]

  /// The numbers of a cause, one column each.
  private static var measures: String {
    let count = ConstraintMeasure.allCases.count
    return ConstraintMeasure.allCases.map { measure in
      let position = "\(count) * k.position + \(measure.rawValue)"
      return "\(listNumber("o.constraints", position: position)) AS \(column(of: measure))"
    }.joined(separator: ",\n        ")
  }

  private static func column(of measure: ConstraintMeasure) -> String {
    switch measure {
    case .shareOfTime: "share_of_time"
    case .shareLast: "share_last"
    case .slack: "slack_h"
    case .late: "late_h"
    }
  }

  /// A table of series in which those that name another strategy have its numbers.
  private static func resolved(_ table: String, _ fields: String...) -> String {
    let mask = ((1 << RowPlace.strategyBits) - 1) << RowPlace.strategyShift
    let numbers = fields.map { "coalesce(a.\($0), b.\($0)) AS \($0)" }.joined(separator: ", ")
    return """
      (SELECT a.replication, a.variant, a.strategy, a.result_column, \(numbers)
          FROM \(table) a LEFT JOIN \(table) b
            ON b.place = (a.place & ~\(mask)) | (a.same_as << \(RowPlace.strategyShift)))
      """
  }

  /// How many months the variant of a row has.
  private static let months = "w.months"

  /// The digits of one number of a blob, dense or in steps; `period` counts from 0.
  private static func digits(of blob: String, width: Int, period: String) -> String {
    let record = width + 2
    let length = width == 4 ? "\(months)" : "(\(months) + 1)"
    let end = unsigned(digits: 1...4, of: "hex(substr(\(blob), \(record) * step.period + 1, 2))")
    return """
      CASE length(\(blob)) WHEN \(width) * \(length)
          THEN hex(substr(\(blob), \(width) * (\(period)) + 1, \(width)))
          ELSE (SELECT hex(substr(\(blob), \(record) * step.period + 3, \(width)))
            FROM period step
            WHERE step.variant = m.variant AND step.period < length(\(blob)) / \(record)
              AND \(end) > \(period)
            ORDER BY step.period LIMIT 1) END
      """
  }

  /// The value of a run of hexadecimal digits.
  private static func unsigned(digits: ClosedRange<Int>, of text: String) -> String {
    let terms = digits.map { digit in
      "instr('123456789ABCDEF', substr(\(text), \(digit), 1)) * \(1 << (4 * (digits.upperBound - digit)))"
    }
    return "(" + terms.joined(separator: " + ") + ")"
  }

  /// The value of a 32-bit number of a blob; NULL where it is missing.
  private static func number(_ blob: String, period: String) -> String {
    let exponent = "(\(unsigned(digits: 1...3, of: "d")) / 8 % 256)"
    let fraction = "(\(unsigned(digits: 3...8, of: "d")) % 8388608)"
    let count = unsigned(digits: 1...4, of: "hex(substr(\(blob), 2 * (\(period)) + 1, 2))")
    let float = once(
      digits(of: blob, width: 4, period: period),
      """
      CASE \(exponent) WHEN 255 THEN NULL WHEN 0 THEN \(fraction) * 1.401298464324817e-45
          ELSE (8388608 + \(fraction)) * (SELECT factor * 536870912
            FROM binary_exponent WHERE biased_exponent = \(exponent) + 896) END
          * iif(d >= '8', -1, 1)
      """)
    return """
      CASE length(\(blob)) WHEN 2 * \(months) THEN 1.0 * \(count)
        ELSE \(float) END
      """
  }

  /// The value of a 64-bit number of a blob; NULL where it is missing.
  private static func longNumber(_ blob: String, period: String) -> String {
    longNumber(of: digits(of: blob, width: 8, period: period))
  }

  /// The value of a 64-bit number of a coded list; NULL where it is missing.
  private static func listNumber(_ blob: String, position: String) -> String {
    let palette = unsigned(digits: 1...4, of: "hex(substr(\(blob), 2, 2))")
    func digits(at index: String, _ offset: String) -> String {
      "hex(substr(\(blob), \(offset) + 8 * (\(index)), 8))"
    }
    func indexed(width: Int) -> String {
      let text = "hex(substr(\(blob), 4 + 8 * \(palette) + \(width) * (\(position)), \(width)))"
      return digits(at: unsigned(digits: 1...2 * width, of: text), "4")
    }
    return longNumber(
      of: """
        CASE hex(substr(\(blob), 1, 1)) WHEN '00' THEN \(digits(at: position, "2"))
            WHEN '01' THEN \(indexed(width: 1)) ELSE \(indexed(width: 2)) END
        """)
  }

  /// The value of the digits of a 64-bit number; NULL where it is missing.
  private static func longNumber(of digits: String) -> String {
    let exponent = "(\(unsigned(digits: 1...3, of: "d")) % 2048)"
    let fraction = unsigned(digits: 4...16, of: "d")
    return once(
      digits,
      """
      CASE \(exponent) WHEN 2047 THEN NULL WHEN 0 THEN \(fraction) * 4.940656458412465e-324
          ELSE (4503599627370496 + \(fraction)) * (SELECT factor
            FROM binary_exponent WHERE biased_exponent = \(exponent)) END
          * iif(d >= '8', -1, 1)
      """)
  }

  /// An expression of the digits `d`, which are worked out once; the limits keep SQLite from putting
  /// their text wherever `d` stands, which would be ten times slower.
  private static func once(_ digits: String, _ expression: String) -> String {
    "(SELECT \(expression) FROM (SELECT \(digits) AS d LIMIT 1) LIMIT 1)"
  }
}
