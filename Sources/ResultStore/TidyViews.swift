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

    CREATE VIEW monthly_digits AS
    SELECT m.replication, m.strategy, m.result_column, p.month, m.ends IS NOT NULL AS is_stock,
      \(digits(of: "m.numbers", width: 4, period: "p.period - 1")) AS number_digits,
      \(digits(of: "m.ends", width: 4, period: "p.period - 1")) AS end_digits
    FROM monthly m JOIN period p ON p.period > 0;

    CREATE VIEW series AS
    SELECT run_id, scenario, s.name AS strategy, d.replication, d.month, v.name AS variable,
      c.segment, c.region, c.tier, c.applicant_class,
      CASE WHEN c.section IN ('stock', 'grid stock') THEN \(number("number_digits")) END
        AS month_mean,
      CASE WHEN d.is_stock THEN \(number("end_digits")) END AS month_end,
      CASE WHEN c.section IN ('flow', 'grid flow') THEN \(number("number_digits")) END AS total,
      v.unit
    FROM run CROSS JOIN monthly_digits d
      JOIN strategy s USING (strategy)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);

    CREATE VIEW cash_digits AS
    SELECT m.replication, m.strategy, m.result_column, p.period,
      \(digits(of: "m.numbers", width: 8, period: "p.period")) AS digits
    FROM cash m CROSS JOIN period p;

    CREATE VIEW cashflow_series AS
    SELECT run_id, scenario, s.name AS strategy, d.replication, d.period,
      v.name || iif(c.segment = '', '', '/' || c.segment) AS line,
      \(longNumber("d.digits")) AS eur
    FROM run CROSS JOIN cash_digits d
      JOIN strategy s USING (strategy)
      JOIN result_column c USING (result_column)
      JOIN variable v USING (variable);
    """

  /// The digits of one number of a blob, in either form; `period` counts from 0.
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

  /// The value of a 32-bit number in eight digits; NULL where it is missing.
  private static func number(_ text: String) -> String {
    let bits = unsigned(digits: 1...8, of: text)
    let exponent = "(\(unsigned(digits: 1...3, of: text)) / 8 % 256)"
    return """
      CASE WHEN \(exponent) = 255 THEN NULL
          WHEN \(exponent) = 0 THEN (\(bits) % 8388608) * 1.401298464324817e-45
          ELSE (8388608 + \(bits) % 8388608) * (SELECT factor * 536870912
            FROM binary_exponent WHERE biased_exponent = \(exponent) + 896) END
          * CASE WHEN substr(\(text), 1, 1) >= '8' THEN -1 ELSE 1 END
      """
  }

  /// The value of a 64-bit number in sixteen digits; NULL where it is missing.
  private static func longNumber(_ text: String) -> String {
    let exponent = "(\(unsigned(digits: 1...3, of: text)) % 2048)"
    return """
      CASE WHEN \(exponent) = 2047 THEN NULL
          WHEN \(exponent) = 0 THEN \(unsigned(digits: 4...16, of: text)) * 4.940656458412465e-324
          ELSE (4503599627370496 + \(unsigned(digits: 4...16, of: text))) * (SELECT factor
            FROM binary_exponent WHERE biased_exponent = \(exponent)) END
          * CASE WHEN substr(\(text), 1, 1) >= '8' THEN -1 ELSE 1 END
      """
  }
}
