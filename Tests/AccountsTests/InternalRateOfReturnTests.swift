import ModelTestSupport
import Foundation
import Testing

@testable import Accounts

@Suite struct InternalRateOfReturnTests {
  /// A flow that is zero exactly at these monthly discount factors.
  static func flows(roots: [Double], scale: Double = -1000) -> [Double] {
    var flows = [scale]
    for root in roots {
      var next = flows + [0]
      for index in flows.indices { next[index + 1] -= flows[index] / root }
      flows = next
    }
    return flows
  }

  static func annual(_ monthly: Double) -> Double { pow(1 + monthly, 12) - 1 }

  @Test func `an annuity has the rate that it was made from`() {
    // 120 months at 1 % a month on a loan of 1000.
    let payment = 1000 * 0.01 / (1 - pow(1.01, -120))
    let irr = InternalRateOfReturn(of: [-1000] + Array(repeating: payment, count: 120))
    #expect(irr.status == .unique)
    #expect(agrees(irr.rate, Self.annual(0.01)))
  }

  @Test func `a project that returns less than it cost has a negative rate`() {
    let irr = InternalRateOfReturn(of: [-1000] + Array(repeating: 0, count: 11) + [800])
    #expect(irr.status == .unique)
    #expect(agrees(irr.rate, -0.2))
  }

  @Test(arguments: [
    [], [0, 0, 0], [-5], [-5, -1, -2], [3, 0, 1],
    [1, -1.9, 1],  // no real root, though the sign changes twice
    [1000, -3000, 2500],
  ])
  func `a flow without a root has no rate`(flows: [Double]) {
    let irr = InternalRateOfReturn(of: flows)
    #expect(irr.status == .none)
    #expect(irr.rate.isNaN)
  }

  @Test func `of several rates the one nearest zero is given`() {
    let flows = Self.flows(roots: [1 / 1.02, 1 / 1.05, 1 / 0.99])
    let irr = InternalRateOfReturn(of: flows)
    #expect(irr.status == .multiple)
    #expect(agrees(irr.rate, Self.annual(-0.01)))
  }

  @Test func `an outlay in the end makes a second rate`() {
    // −1000, 2300, −1320 after one month each: 10 % and 20 % a month.
    let irr = InternalRateOfReturn(of: [-1000, 2300, -1320])
    #expect(irr.status == .multiple)
    #expect(agrees(irr.rate, Self.annual(0.1)))
  }

  @Test func `sign changes alone don't make several rates`() {
    // Replacement in the third year; checked by the sign of the value over all rates.
    var flows = [-1000.0] + Array(repeating: 40, count: 60)
    flows[36] = -500
    let irr = InternalRateOfReturn(of: flows)
    #expect(irr.status == .unique)
    let value = flows.enumerated().reduce(0) { $0 + $1.1 * pow(1 + irr.rate, -Double($1.0) / 12) }
    #expect(abs(value) < 1e-9 * 1000)
  }

  @Test func `a rate at which the value only touches zero counts as one`() {
    let irr = InternalRateOfReturn(of: [-1000, 2200, -1210])  // −1000 (1 − 1.1 v)²
    #expect(irr.status == .unique)
    #expect(abs(irr.rate - Self.annual(0.1)) < 1e-6)
  }

  @Test func `a tax bill in the last month makes no second rate`() {
    // The value is 0 at 1 % a month, and again at some −97 % a year.
    let flows = Self.flows(roots: [1 / 1.01, 1 / 0.75])
    let irr = InternalRateOfReturn(of: flows)
    #expect(irr.status == .unique)
    #expect(agrees(irr.rate, Self.annual(0.01)))
    #expect(InternalRateOfReturn(of: Self.flows(roots: [1 / 0.75, 1 / 0.7])).status == .multiple)
  }

  @Test func `rates far from usual are found too`() {
    let steep = InternalRateOfReturn(of: [-1, 100])
    #expect(steep.status == .unique)
    #expect(agrees(steep.rate, 1e24))
    let ruin = InternalRateOfReturn(of: [-1000, 1])
    #expect(ruin.status == .unique)
    #expect(abs(ruin.rate + 1) < 1e-12)
  }

  @Test func `a rate of exactly 0 is found`() {
    let irr = InternalRateOfReturn(of: [-1000, 400, 600])
    #expect(irr.status == .unique)
    #expect(abs(irr.rate) < 1e-12)
  }

  @Test func `what rounding leaves is no flow`() {
    let irr = InternalRateOfReturn(of: [1e-10, -1e6, 1.1e6, -1e-9, 1e-9])
    #expect(irr.status == .unique)
    #expect(agrees(irr.rate, Self.annual(0.1)))
  }

  /// Roots of random flows against a fine scan for changes of sign.
  @Test(arguments: 0..<20)
  func `no crossing of zero is missed and none invented`(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 12345
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) * 0x1p-53
    }
    var flows = (0..<60).map { _ in uniform() < 0.1 ? -10 * uniform() : uniform() }
    flows[0] = -20
    var roots: [Double] = []
    PositiveRoots(of: flows).forEach { roots.append($0) }
    func value(_ logarithm: Double) -> Double {
      // In the middle of the powers, so that neither end overflows.
      flows.enumerated().reduce(0) { $0 + $1.1 * exp((Double($1.0) - 30) * logarithm) }
    }
    var crossings = 0
    var before = value(-4)
    for step in 1...4000 {
      let after = value(-4 + 0.002 * Double(step))
      if (before > 0) != (after > 0) { crossings += 1 }
      before = after
    }
    #expect(roots.count == crossings)
    for root in roots {
      let logarithm = log(root)
      let below = value(logarithm - 1e-9)
      let above = value(logarithm + 1e-9)
      #expect((below > 0) != (above > 0), "at \(root)")
    }
  }
}
