import Columns
import ModelTestSupport
import Foundation
import Quantities
import Testing

@testable import Accounts

@Suite struct LedgerTests {
  let calendar = testCalendar((2026, 1), to: (2027, 1))

  @Test func `revenue is positive and what is paid negative`() {
    var ledger = Ledger(calendar, segments: 2)
    ledger.book(Money(100), on: .revenue(segment: 1), period: 3)
    ledger.book(Money(30), on: .cost(.gridFixed), period: 3)
    ledger.book(Money(-10), on: .cost(.gridFixed), period: 3)
    #expect(ledger.amount(.revenue(segment: 1), period: 3) == Money(100))
    #expect(ledger.amount(.revenue(segment: 0), period: 3) == .zero)
    #expect(ledger.amount(.cost(.gridFixed), period: 3) == Money(-20))
    #expect(ledger.total(.opex) == Money(-20))
    #expect(ledger.total(.revenue) == Money(100))
    var flows: [Double] = []
    ledger.sum(of: [.revenue, .opex], into: &flows)
    #expect(flows == [0, 0, 0, 80, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    ledger.reset()
    #expect(ledger.amounts.allSatisfy { $0 == 0 })
  }

  @Test func `an instant belongs to the month it lies in, the start to the opening`() {
    let ledger = Ledger(calendar, segments: 0)
    #expect(ledger.periods == 13)
    #expect(ledger.period(of: SimTime(-5)) == 0)
    #expect(ledger.period(of: .start) == 0)
    #expect(ledger.period(of: SimTime(1)) == 1)
    #expect(ledger.period(of: SimTime(744)) == 2)
    #expect(ledger.period(of: SimTime(8759)) == 12)
    #expect(ledger.period(of: SimTime(8760)) == nil)
    #expect(ledger.period(of: .never) == nil)
  }

  @Test func `what falls after the horizon is not booked`() {
    var ledger = Ledger(calendar, segments: 0)
    ledger.book(Money(5), on: .cost(.connection), at: SimTime(8760))
    #expect(ledger.total(.capex) == .zero)
  }

  @Test func `an amount is spread over the months that its time overlaps`() {
    var ledger = Ledger(calendar, segments: 0)
    let line = CashLine.cost(.construction)
    ledger.spread(Money(1000), on: line, from: SimTime(644), to: SimTime(1644))
    #expect(agrees(ledger.amount(line, period: 1).value, -100))
    #expect(agrees(ledger.amount(line, period: 2).value, -672))
    #expect(agrees(ledger.amount(line, period: 3).value, -228))
    #expect(agrees(ledger.total(.capex).value, -1000))
    let beyond = ledger.spread(Money(7), on: line, from: SimTime(9000), to: SimTime(9000))
    #expect(beyond == .zero)
  }

  @Test func `each part of a spread amount is escalated to where it begins`() {
    var ledger = Ledger(calendar, segments: 0)
    let line = CashLine.cost(.construction)
    ledger.spread(
      Money(1000), on: line, from: SimTime(644), to: SimTime(1644), escalation: 0.1)
    #expect(agrees(ledger.amount(line, period: 1).value, -100 * pow(1.1, 644 / 8766)))
    #expect(agrees(ledger.amount(line, period: 2).value, -672 * pow(1.1, 744 / 8766)))
    #expect(agrees(ledger.amount(line, period: 3).value, -228 * pow(1.1, 1416 / 8766)))
  }

  @Test func `parts of a spread amount beyond the horizon or before the start are left out`() {
    var ledger = Ledger(calendar, segments: 0)
    let line = CashLine.cost(.construction)
    let booked = ledger.spread(Money(100), on: line, from: SimTime(8660), to: SimTime(8860))
    #expect(agrees(booked.value, 50))
    #expect(agrees(ledger.total(.capex).value, -50))
    ledger.spread(Money(100), on: line, from: SimTime(-300), to: SimTime(100))
    #expect(agrees(ledger.amount(line, period: 1).value, -25))
    #expect(ledger.amount(line, period: 0) == .zero)
  }

  @Test func `an amount spread over no time is paid at once`() {
    var ledger = Ledger(calendar, segments: 0)
    let line = CashLine.cost(.construction)
    ledger.spread(Money(100), on: line, from: SimTime(744), to: SimTime(744), escalation: 0.1)
    #expect(agrees(ledger.amount(line, period: 2).value, -100 * pow(1.1, 744 / 8766)))
    ledger.spread(Money(100), on: line, from: .start, to: .start)
    #expect(ledger.amount(line, period: 0) == Money(-100))
  }

  @Test func `every line has a row of its own and a column to match`() {
    let lines = CashLine.all(segments: 3)
    #expect(lines.map { $0.row(segments: 3) } == Array(0..<lines.count))
    let columns = CashLine.columns(segments: ["a", "b", "c"], closings: true)
    #expect(columns.count == lines.count)
    #expect(Set(columns).count == columns.count)
    #expect(columns.allSatisfy { $0.variable.kind == .cashLine && $0.variable.unit == "EUR" })
    #expect(columns[1].scope.segment == "b")
    // Where no site closes, all lines but the last are the same.
    #expect(CashLine.columns(segments: ["a", "b", "c"], closings: false) == columns.dropLast())
  }
}

@Suite struct EscalationTests {
  @Test func `prices rise by their effective annual change, from the start on`() {
    var escalation = Escalation(all: 0.02)
    escalation[.staff] = 0.03
    #expect(agrees(escalation.factor(.staff, at: SimTime(8766)), 1.03))
    #expect(agrees(escalation.factor(.grid, at: SimTime(17_532)), 1.02 * 1.02))
    #expect(agrees(escalation.factor(.grid, at: SimTime(4383)), 1.02.squareRoot()))
    #expect(escalation.factor(.grid, at: SimTime(-100)) == 1)
    #expect(agrees(annualFactor(-0.12, at: SimTime(8766)), 0.88))
  }

  @Test func `each item changes on its own`() {
    for item in EscalatedItem.allCases {
      var escalation = Escalation()
      escalation[item] = 0.5
      for other in EscalatedItem.allCases {
        #expect(escalation[other] == (other == item ? 0.5 : 0))
      }
    }
  }
}
