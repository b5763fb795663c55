/// Views that show the tidy form of the results to any SQL user.
///
/// They decode the blobs of `SeriesCoding` in plain SQL: `hex()` of the bytes of one number, its
/// digits read by `instr`, its exponent looked up in `binary_exponent`. Filter by replication,
/// strategy or result_column to keep them quick; a database of a thousand replications has tens of
/// millions of tidy rows.
enum TidyViews {
  static let all = """
    CREATE VIEW runs AS
    SELECT run_id, scenario, title, scenario_sha256, seed, replications, inner, engine_version,
      command, host, started_at, finished_at
    FROM run;

    CREATE VIEW draws AS
    SELECT run_id, d.replication, p.name AS parameter, d.value, p.unit
    FROM run CROSS JOIN draw d JOIN parameter p USING (parameter);

    CREATE VIEW metrics AS
    SELECT run_id, scenario, s.name AS strategy, m.replication, r.inner, v.name AS metric,
      c.segment, c.region, c.tier, m.value, v.unit
    FROM run CROSS JOIN metric m
      JOIN replication r USING (replication)
      JOIN strategy s USING (strategy)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);

    CREATE VIEW phases AS
    SELECT run_id, scenario, s.name AS strategy, m.replication, p.name AS phase,
      nullif(m.site, 0) AS site, v.name AS milestone, m.hours
    FROM run CROSS JOIN phase_milestone m
      JOIN strategy s USING (strategy)
      JOIN phase p USING (strategy, phase)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);

    CREATE VIEW series AS
    SELECT run_id, scenario, s.name AS strategy, m.replication, p.month, v.name AS variable,
      c.segment, c.region, c.tier, c.applicant_class,
      CASE WHEN c.section IN ('stock', 'grid stock') THEN
        \(number("m.numbers", period: "p.period - 1")) END AS month_mean,
      CASE WHEN c.section = 'stock' THEN
        \(number("m.ends", period: "p.period - 1")) END AS month_end,
      CASE WHEN c.section IN ('flow', 'grid flow') THEN
        \(number("m.numbers", period: "p.period - 1")) END AS total,
      v.unit
    FROM run CROSS JOIN monthly m JOIN period p ON p.period > 0
      JOIN strategy s USING (strategy)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);

    CREATE VIEW cashflow_series AS
    SELECT run_id, scenario, s.name AS strategy, m.replication, p.period,
      v.name || iif(c.segment = '', '', '/' || c.segment) AS line,
      \(longNumber("m.numbers", period: "p.period")) AS eur
    FROM run CROSS JOIN cash m CROSS JOIN period p
      JOIN strategy s USING (strategy)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);
    """

  /// The digits of one number of a blob, dense or in steps; `period` counts from 0.
  private static func digits(of blob: String, width: Int, period: String) -> String {
    let record = width + 2
    let length = width == 4 ? "(SELECT months FROM run)" : "(SELECT months + 1 FROM run)"
    let end = unsigned(digits: 1...4, of: "hex(substr(\(blob), \(record) * step.period + 1, 2))")
    return """
      CASE length(\(blob)) WHEN \(width) * \(length)
          THEN hex(substr(\(blob), \(width) * (\(period)) + 1, \(width)))
          ELSE (SELECT hex(substr(\(blob), \(record) * step.period + 3, \(width)))
            FROM period step
            WHERE step.period < length(\(blob)) / \(record) AND \(end) > \(period)
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
      CASE length(\(blob)) WHEN 2 * (SELECT months FROM run) THEN 1.0 * \(count)
        ELSE \(float) END
      """
  }

  /// The value of a 64-bit number of a blob; NULL where it is missing.
  private static func longNumber(_ blob: String, period: String) -> String {
    let exponent = "(\(unsigned(digits: 1...3, of: "d")) % 2048)"
    let fraction = unsigned(digits: 4...16, of: "d")
    return once(
      digits(of: blob, width: 8, period: period),
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
