import Columns
import Quantities
import ScenarioInputs
import Testing

@testable import GridQueues

/// Who stands before whom where dates are equal, and what is equal in spite of rounding.
struct EqualDateTests {
  /// Others and we apply at one instant for all that each release brings.
  private func fixture(_ rule: GridAllocationRule) -> GridFixture {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = GridFixture.listed((50, 2), (50, 2))
      $0.release = GridFixture.release(2, every: 1000)
    }
    return fixture
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `others who apply at the instant at which we do stand before us`(rule: GridAllocationRule) {
    var grid = fixture(rule).grid()
    #expect(grid.live(through: [GridAction(time: 50, kind: .apply(2))]) == [3000])
  }

  @Test(arguments: GridAllocationRule.allCases)
  func `our place counts others of the same date`(rule: GridAllocationRule) {
    var grid = fixture(rule).grid()
    _ = grid.live(through: [GridAction(time: 50, kind: .apply(2))])
    // One is granted at 1000 h, in February; the other at 2000 h, in March.
    #expect(grid.result().gridStockMeans[3 * 10..<3 * 10 + 3] == [2, 1, 0])
  }

  @Test(arguments: GridAllocationRule.allCases, [950.0, 951])
  func `whoever gives up at the instant of a release is not granted`(
    rule: GridAllocationRule, patience: Double
  ) {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = [
        GridListedApplication(
          date: 50, size: .constant(2), applicantClass: 0, isSpeculative: true)
      ]
      $0.speculativeWithdraws = .constant(patience)
      $0.release = GridFixture.release(2, every: 1000)
    }
    var grid = fixture.grid()
    let granted = grid.live(through: [GridAction(time: 50, kind: .apply(2))])
    // An hour later he would have been granted all there is, and have handed it back.
    #expect(granted == [patience > 950 ? 1001 : 1000])
    let allocated = grid.result().gridFlows[2 * 10 + 1]
    #expect(allocated == (patience > 950 ? 4 : 2))
  }

  /// The one before him is granted at that instant, so that it is his turn.
  @Test(arguments: GridAllocationRule.allCases, [940.0, 941])
  func `whoever gives up at the instant of a release is passed over behind one who is granted`(
    rule: GridAllocationRule, patience: Double
  ) {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = [(50, false), (60, true)].map {
        GridListedApplication(
          date: $0.0, size: .constant(2), applicantClass: 0, isSpeculative: $0.1)
      }
      $0.speculativeWithdraws = .constant(patience)
      $0.release = GridFixture.release(4, every: 1000)
    }
    var grid = fixture.grid()
    let granted = grid.live(through: [GridAction(time: 70, kind: .apply(2))])
    #expect(granted == [patience > 940 ? 1001 : 1000])
    // Granted, he would have handed it back at once.
    #expect(grid.result().gridFlows[2 * 10 + 1] == (patience > 940 ? 6 : 4))
  }

  /// Ours is filed before one of a class that goes first.
  @Test(arguments: GridAllocationRule.allCases, [-1.0, 0, 1])
  func `classes that begin as a month ends change our place from the next month on`(
    rule: GridAllocationRule, lag: Double
  ) {
    let end = GridFixture.calendar.monthStarts[1].hours
    var fixture = GridFixture(
      classes: ["safety", "other"], classesHoldFrom: end + lag, rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = GridFixture.listed((100, 2), applicantClass: 0)
    }
    var grid = fixture.grid()
    let ours = GridAction(time: 50, kind: .apply(node: 0, megawatts: 2, applicantClass: 1))
    _ = grid.live(through: [ours])
    let places = fixture.classes.count * 2 + 1
    let ahead = grid.result().gridStockMeans[places * 10..<places * 10 + 2]
    #expect(Array(ahead) == [lag < 0 ? 1 : 0, 1])
  }

  /// 0.3 − 0.1 − 0.1 is a little less than 0.1 in binary digits.
  @Test(arguments: GridAllocationRule.allCases, [0.3, 0])
  func `what decimal digits leave is granted to the last`(
    rule: GridAllocationRule, headroom: Double
  ) {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: headroom) {
      $0.listed = GridFixture.listed((50, 0.1), (60, 0.1), (70, 0.1))
      $0.release = GridFixture.release(0.3, every: 1000)
    }
    var grid = fixture.grid()
    // There from the start, or released for all at once.
    _ = grid.live(through: [])
    let allocated = grid.result().gridFlows[2 * 10..<2 * 10 + 2].map(Double.init)
    #expect(abs(allocated[headroom > 0 ? 0 : 1] - 0.3) < 1e-6)
  }

  /// What is forgiven is a rounding error, and no power.
  @Test(arguments: GridAllocationRule.allCases, [1e-6, 1e-11])
  func `a watt more than there is does not fit`(rule: GridAllocationRule, excess: Double) {
    var fixture = GridFixture(rule: rule)
    fixture.node(headroom: 0) {
      $0.listed = GridFixture.listed((50, 1), (60, 1 + excess))
      $0.release = GridFixture.release(2, every: 1000)
    }
    var grid = fixture.grid()
    _ = grid.live(through: [])
    let fits = excess < 1e-9
    #expect(grid.result().gridFlows[2 * 10 + 1].rounded() == (fits ? 2 : 1))

    fixture.nodes.removeAll()
    fixture.node(headroom: 1)
    var empty = fixture.grid()
    let ours = GridAction(
      time: 50, kind: .apply(node: 0, megawatts: 1 + excess, applicantClass: 0))
    #expect(empty.live(through: [ours])[0].isNaN != fits)
  }
}
