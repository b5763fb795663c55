import Columns
import Testing

@testable import GridQueues

/// Who stands before whom where dates are equal.
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
}
