public import Quantities

/// The monthly cash flow of one strategy in one replication, in nominal EUR.
///
/// Period 0 holds the opening flows, those at the start or before; period k = 1, 2, … is the k-th
/// calendar month. Amounts are stated as an invoice states them, positive; the ledger books what is
/// paid with a minus. What falls at or after the horizon is not booked.
public struct Ledger: Sendable {
  /// The months.
  public let calendar: ReportingCalendar
  /// How many segments have a line of revenue.
  public let segments: Int
  /// What each row is in the accounts.
  public let kinds: [CashLine.Kind]
  /// Whether each row counts to the taxable profit.
  public let isTaxable: [Bool]
  /// EUR, row by row: element `row * periods + period`.
  public private(set) var amounts: [Double]
  /// The instant from which nothing new begins: what happens at it counts to the month that ends there.
  private var closing = SimTime.never

  /// An empty ledger.
  public init(_ calendar: ReportingCalendar, segments: Int) {
    self.calendar = calendar
    self.segments = segments
    kinds = CashLine.all(segments: segments).map(\.kind)
    isTaxable = CashLine.all(segments: segments).map(\.isTaxable)
    amounts = Array(repeating: 0, count: kinds.count * (calendar.monthCount + 1))
  }

  /// The number of periods: the opening and each month.
  public var periods: Int { calendar.monthCount + 1 }

  /// Forgets all amounts and keeps the memory.
  public mutating func reset() {
    for index in amounts.indices { amounts[index] = 0 }
    closing = .never
  }

  /// The same amounts in a ledger of more months, in which nothing is booked yet.
  ///
  /// - Parameter calendar: the months: those of this ledger, and others behind them.
  /// - Returns: the ledger of those months.
  public func extended(to calendar: ReportingCalendar) -> Ledger {
    var whole = Ledger(calendar, segments: segments)
    precondition(periods <= whole.periods, "a ledger of \(periods) periods cut to \(whole.periods)")
    for row in kinds.indices {
      for period in 0..<periods {
        whole.amounts[row * whole.periods + period] = amounts[row * periods + period]
      }
    }
    return whole
  }

  /// What happens at this month boundary is booked in the month that ends there from now on.
  public mutating func close(at boundary: SimTime) { closing = boundary }

  /// The period of an instant, or nil at or after the horizon.
  public func period(of time: SimTime) -> Int? {
    if time <= .start { return 0 }
    guard time < calendar.horizon else { return nil }
    return calendar.month(of: time) + (time == closing ? 0 : 1)
  }

  /// Books an amount in a period.
  public mutating func book(_ amount: Money, on line: CashLine, period: Int) {
    precondition((0..<periods).contains(period), "period \(period) of \(periods)")
    precondition(amount.value.isFinite, "\(amount.value) EUR on \(line)")
    let signed = line.kind == .revenue ? amount.value : -amount.value
    amounts[line.row(segments: segments) * periods + period] += signed
  }

  /// Books an amount in the period of an instant.
  public mutating func book(_ amount: Money, on line: CashLine, at time: SimTime) {
    guard let period = period(of: time) else { return }
    book(amount, on: line, period: period)
  }

  /// Spreads an amount evenly over a time, to each month what overlaps.
  ///
  /// Each month's part is multiplied by `(1 + escalation)^(t/8766)`, t being the month's opening or,
  /// in the first, the beginning of the time. A time of no length is one instant. The part before the
  /// start is history and is not booked.
  ///
  /// - Returns: What was booked: the parts within the simulated time, escalated.
  @discardableResult
  public mutating func spread(
    _ amount: Money, on line: CashLine, from begin: SimTime, to end: SimTime,
    escalation: Double = 0
  ) -> Money {
    precondition(begin <= end, "spread from \(begin.hours) h back to \(end.hours) h")
    let length = end - begin
    guard length > .zero else {
      guard let period = period(of: begin) else { return .zero }
      let escalated = amount * annualFactor(escalation, at: max(begin, .start))
      book(escalated, on: line, period: period)
      return escalated
    }
    var total = Money.zero
    var month = max(calendar.month(of: begin), 0)
    while month < calendar.monthCount, calendar.monthStarts[month] < end {
      let from = max(begin, calendar.monthStarts[month])
      let until = min(end, calendar.monthStarts[month + 1])
      if until > from {
        let part = amount * ((until - from) / length)
        let escalated = part * annualFactor(escalation, at: from)
        book(escalated, on: line, period: month + 1)
        total += escalated
      }
      month += 1
    }
    return total
  }

  /// The amount of a line in a period, signed.
  public func amount(_ line: CashLine, period: Int) -> Money {
    Money(amounts[line.row(segments: segments) * periods + period])
  }

  /// The total of a kind over all periods, signed.
  public func total(_ kind: CashLine.Kind) -> Money {
    var sum = 0.0
    for row in kinds.indices where kinds[row] == kind {
      for period in 0..<periods { sum += amounts[row * periods + period] }
    }
    return Money(sum)
  }

  /// Sums the rows of some kinds into one flow per period.
  public func sum(of included: Set<CashLine.Kind>, into flows: inout [Double]) {
    flows.removeAll(keepingCapacity: true)
    for _ in 0..<periods { flows.append(0) }
    for row in kinds.indices where included.contains(kinds[row]) {
      for period in 0..<periods { flows[period] += amounts[row * periods + period] }
    }
  }
}
