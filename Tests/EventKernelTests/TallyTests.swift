import EventKernel
import Testing

struct TallyTests {
  @Test func `a tally of nothing has no mean`() {
    let tally = Tally()
    #expect(tally.count == 0)
    #expect(tally.sum == 0)
    #expect(tally.mean == nil)
    #expect(tally.variance == nil)
    #expect(tally.minimum == nil)
    #expect(tally.maximum == nil)
  }

  @Test func `mean, variance and extremes are those computed by hand`() throws {
    var tally = Tally()
    for observation in [2.0, 4, 4, 4, 5, 5, 7, 9] { tally.record(observation) }
    #expect(tally.count == 8)
    #expect(tally.mean == 5)
    #expect(abs(try #require(tally.variance) - 32.0 / 7) < 1e-14)
    #expect(tally.minimum == 2)
    #expect(tally.maximum == 9)
    tally.reset()
    #expect(tally.count == 0)
  }

  @Test func `one observation has a mean and no variance`() {
    var tally = Tally()
    tally.record(-3)
    #expect(tally.mean == -3)
    #expect(tally.variance == nil)
    #expect(tally.maximum == -3)
  }

  @Test func `a large mean does not swallow the variance`() throws {
    var tally = Tally()
    for index in 0..<1000 { tally.record(1e9 + Double(index % 2)) }
    let exact = 0.25 * 1000 / 999
    #expect(abs(try #require(tally.variance) - exact) < 1e-6)
  }
}
