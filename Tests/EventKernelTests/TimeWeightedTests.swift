import EventKernel
import Quantities
import Testing

struct TimeWeightedTests {
  @Test func `the mean weighs each value with the time it is held`() {
    var level = TimeWeighted(2)
    level.set(5, at: SimTime(3))  // 2 · 3 = 6
    level.add(-4, at: SimTime(5))  // 5 · 2 = 10
    #expect(level.value == 1)
    #expect(level.integral(until: SimTime(5)) == 16)
    #expect(level.integral(until: SimTime(10)) == 21)  // 1 · 5
    #expect(level.mean(until: SimTime(10)) == 2.1)
    #expect(level.maximum == 5)
  }

  @Test func `a warm-up leaves the value and drops the rest`() {
    var level = TimeWeighted()
    level.set(8, at: SimTime(1))
    level.set(3, at: SimTime(2))
    level.reset(at: SimTime(4))
    #expect(level.start == SimTime(4))
    #expect(level.maximum == 3)
    #expect(level.mean(until: SimTime(4)) == nil)
    level.set(1, at: SimTime(6))
    #expect(level.mean(until: SimTime(8)) == 2)  // (3 · 2 + 1 · 2) / 4
  }

  @Test func `changes at one instant weigh nothing and count for the maximum`() {
    var level = TimeWeighted(1, at: SimTime(2))
    level.set(9, at: SimTime(3))
    level.set(1, at: SimTime(3))
    #expect(level.mean(until: SimTime(6)) == 1)
    #expect(level.maximum == 9)
  }
}
