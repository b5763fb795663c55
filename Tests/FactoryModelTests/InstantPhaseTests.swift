import Foundation
import Testing

@testable import FactoryModel

/// The order of an instant is stated once, and told to users as it is.
struct InstantPhaseTests {
  @Test func `the documentation names the phases of an instant in their order`() throws {
    let page = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/how-it-works.md")
    let text = try String(contentsOf: page, encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let order = InstantPhase.allCases.map(\.description).joined(separator: ", ")
    #expect(text.contains("At one instant things happen in this order: \(order); within one kind"))
  }

  @Test(arguments: [
    ([FactoryEvent.monthClosed, .warmUpEnded], InstantPhase.monthClose),
    ([.demand(.contractEnded(ID(0)))], .contractEnd),
    (
      [
        .rollout(.stageEnded(ID(0), ID(0))), .rollout(.siteEnergised(ID(0))),
        .fleet(.delivered(ID(0))), .rollout(.ruleDue(ID(0))),
      ], .site
    ),
    ([.grid(.allocationDue)], .gridAllocation),
    ([.demand(.requestArrived)], .arrival),
    ([.demand(.matchingDue)], .matching),
    ([.demand(.reneged(ID(0)))], .renege),
    ([.rollout(.reviewDue), .rollout(.conditionHeld(ID(0)))], .review),
  ])
  func `events happen in the phase of their kind`(events: [FactoryEvent], phase: InstantPhase) {
    for event in events { #expect(event.phase == phase) }
  }
}
