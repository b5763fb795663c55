/// Columns of one number a replication, each declared beside the value that is written under it.
///
/// The order of the columns and that of the values are one: nobody counts positions.
///
/// ```swift
/// var columns = ColumnSet<QueueOutcome>()
/// columns.add(Variable("served", unit: "requests", kind: .metric, "Requests served.")) {
///   Double($0.served)
/// }
/// layout.metrics = columns.columns
/// columns.write(outcome, into: &result.metrics)
/// ```
public struct ColumnSet<Source: ~Copyable>: Sendable {
  /// The columns, in the order in which their values are written.
  public private(set) var columns: [Column] = []

  private var writers: [@Sendable (borrowing Source, inout Recorder) -> Void] = []

  /// A set of no columns.
  public init() {}

  /// The variables of the columns, in their order.
  public var variables: [Variable] { columns.map(\.variable) }

  /// Adds a column.
  ///
  /// - Parameters:
  ///   - variable: what is counted; a name that this scope has already is a mistake of the program.
  ///   - scope: for which part of the strategy.
  ///   - value: the number of a replication; NaN where there is none.
  public mutating func add(
    _ variable: Variable, in scope: Scope = .all,
    _ value: @escaping @Sendable (borrowing Source) -> Double
  ) {
    append(Column(variable, scope))
    writers.append { source, row in row.record(value(source)) }
  }

  /// Adds all columns of a part of the source.
  ///
  /// - Parameters:
  ///   - set: the columns of the part.
  ///   - scope: for which part of the strategy, in place of their own.
  ///   - part: the part itself.
  public mutating func add<Inner>(
    _ set: ColumnSet<Inner>, in scope: Scope = .all,
    of part: @escaping @Sendable (borrowing Source) -> Inner
  ) {
    for variable in set.variables { append(Column(variable, scope)) }
    writers.append { source, row in set.write(part(source), into: &row) }
  }

  /// Writes the values of a replication.
  ///
  /// - Parameters:
  ///   - source: what they are taken from.
  ///   - numbers: as long as there are columns; every element is written.
  public func write(_ source: borrowing Source, into numbers: inout [Double]) {
    precondition(
      numbers.count == columns.count, "\(numbers.count) numbers of \(columns.count) columns")
    var row = Recorder(over: &numbers)
    write(source, into: &row)
    row.finish(into: &numbers)
  }

  private func write(_ source: borrowing Source, into row: inout Recorder) {
    for write in writers { write(source, &row) }
  }

  private mutating func append(_ column: Column) {
    precondition(
      !columns.contains { $0.variable.name == column.variable.name && $0.scope == column.scope },
      "two columns are called '\(column.variable.name)'")
    columns.append(column)
  }
}

/// Writes a row of numbers from left to right, in the memory of the row.
private struct Recorder: ~Copyable {
  private var numbers: [Double] = []
  private var next = 0

  /// Takes the memory of a row until `finish(into:)`.
  init(over row: inout [Double]) { swap(&numbers, &row) }

  mutating func record(_ number: Double) {
    numbers[next] = number
    next += 1
  }

  consuming func finish(into row: inout [Double]) { swap(&numbers, &row) }
}
