import Columns
import EventKernel
import ScenarioInputs
import Testing

@testable import GridQueues

/// What our applications do to others, worked out by hand.
struct DelayOfOthersTests {
  /// A twenty-fourth of the ten months of the fixture.
  private static let step = 304.0

  /// Two others wait for 1 MW each; there is one after 10 steps, and half a one after 12 and 23.
  private func fixture(_ change: (inout GridNodeSpec) -> Void = { _ in }) -> GridFixture {
    var fixture = GridFixture(classes: ["ours", "other"])
    fixture.node(headroom: 0) {
      $0.listed = GridFixture.listed((0, 1), (0, 1), applicantClass: 1)
      $0.reinforcements = [(10, 1), (12, 0.5), (23, 0.5)].map {
        GridReinforcement(
          name: "p", planned: $0.0 * Self.step, slip: .constant(0), releases: .constant($0.1))
      }
      change(&$0)
    }
    return fixture
  }

  /// The metrics of all, in steps and shares: waited, since start, granted, withdrawn, still waiting, MW years.
  private func others(_ fixture: GridFixture, _ actions: [GridAction] = []) -> [Double] {
    var grid = fixture.grid()
    _ = grid.live(through: actions)
    var row = Array(repeating: 0.0, count: GridTotals.delays.columns.count)
    GridTotals.delays.write(grid.totals.reduce(into: GridTotals(), +=), into: &row)
    row[0] /= Self.step
    row[1] /= Self.step
    row[5] *= 8766 / Self.step
    return row.map { ($0 * 1e9).rounded() / 1e9 }
  }

  private let ours = GridAction(
    time: 0, kind: .apply(node: 0, megawatts: 0.5, applicantClass: 0))

  @Test func `waits of 10 and 23 become 12 and 24 of a horizon of 24`() {
    #expect(others(fixture()) == [16.5, 16.5, 1, 0, 0, 14 + 1])
    #expect(others(fixture(), [ours]) == [18, 18, 0.5, 0, 0.5, 12])
    // What we take back before it is granted delays nobody.
    let withdrawn = GridAction(time: 9 * Self.step, kind: .withdraw(0))
    #expect(others(fixture(), [ours, withdrawn]) == [16.5, 16.5, 1, 0, 0, 15])
  }

  @Test func `who waited at start counts from there, or from the application`() {
    let old = fixture { $0.listed = GridFixture.listed((-608, 1), (0, 1), applicantClass: 1) }
    #expect(others(old) == [17.5, 16.5, 1, 0, 0, 15])
  }

  @Test func `who gives up has waited until then, and what is never built has no power`() {
    let speculative = fixture {
      $0.listed.append(
        GridListedApplication(
          date: 0, size: .constant(1), applicantClass: 1, isSpeculative: true))
      $0.speculativeWithdraws = .constant(6 * Self.step)
    }
    #expect(others(speculative) == [13, 13, 0.666666667, 0.333333333, 0, 15])
    // Granted at once, it hands back after six steps, and is no power.
    let granted = fixture {
      $0.headroom = .constant(1)
      $0.reinforcements = []
      $0.listed.insert(
        GridListedApplication(
          date: -10, size: .constant(1), applicantClass: 1, isSpeculative: true), at: 0)
      $0.speculativeWithdraws = .constant(6 * Self.step)
    }
    let row = others(granted)
    #expect(row[2] == 0.666666667 && row[4] == 0.333333333)
    #expect(row[5] == 18)
  }

  @Test func `power comes a median building time after the grant`() {
    let built = fixture { $0.build = .constant(2 * Self.step) }
    #expect(others(built)[5] == 12)
    let never = fixture { $0.build = .constant(30 * Self.step) }
    #expect(others(never)[5] == 0)
  }
}
