import Quantities
import Testing

@testable import FactoryModel

/// What decides whether a request is too large.
@Suite struct ProspectsTests {
  private func terms(_ segment: String) throws -> SegmentTerms {
    let model = try TinyWorld(
      """
      demand:
        price: free
        segments: { a: { requests: [{ date: 2026-01-01, size: 1 H100e, term: 1 d }], \(segment) } }
      sites: { hall: { capacity: 10 H100e, live: start } }
      strategies: { only: { phases: { first: { site: hall } } } }
      """
    ).model
    var future = Future(model.scenario)
    return SegmentTerms(model.scenario.demand.segments[0], &future.draws)
  }

  @Test func `a site serves whoever asks for its sovereignty or less`() throws {
    var prospects = Prospects()
    prospects.add(Compute(4), sovereignty: 1)
    prospects.add(Compute(3), sovereignty: 2)
    for (asked, room) in [(0, 7.0), (1, 7), (2, 3), (3, 0)] {
      let terms = try terms("sovereign: \(asked)")
      #expect(prospects.mayHold(Compute(room), terms))
      #expect(!prospects.mayHold(Compute(room + 0.1), terms))
    }
  }

  @Test func `a contiguous request needs one site that holds it`() throws {
    var prospects = Prospects()
    prospects.add(Compute(4), sovereignty: 0)
    prospects.add(Compute(3), sovereignty: 0)
    let terms = try terms("contiguous: true")
    #expect(prospects.mayHold(Compute(4), terms))
    #expect(!prospects.mayHold(Compute(4.1), terms))
    prospects.clear()
    #expect(!prospects.mayHold(Compute(4), terms))
  }
}
