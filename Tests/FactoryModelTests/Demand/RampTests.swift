import Foundation
import Quantities
import Testing

@testable import FactoryModel

private let month = 730.5

/// How a new site fills: new customers may have a share of it that grows month by month.
@Suite struct RampTests {
  /// A site of 100 H100e that is live on 1 February 2026, and 30 requests of 10 H100e on that day.
  private static func world(
    _ ramp: String, _ segments: String? = nil, more: String = ""
  ) throws -> TinyWorld {
    try TinyWorld(
      """
      demand:
        price: { constant: 1 EUR/H100e-h }
        segments: \(segments ?? "{ a: { requests: [ { date: 2026-02-01, size: 10 H100e, term: 10 years, count: 30 } ] } }")
      \(more.isEmpty ? "" : more)
      sites: { pod: { capacity: 100 H100e, \(ramp) stages: { build: { takes: 0 d } } } }
      strategies: { only: { phases: { first: { site: pod, start: 2026-02-01 } } } }
      """)
  }

  /// When contracts start, in months since the site was live.
  private static func starts(_ world: TinyWorld, of segment: String = "a") -> [Double] {
    world.trace().compactMap { line in
      guard let match = line.firstMatch(of: /^(\S+): contract \d+ of (\w+) for .* starts$/),
        match.2 == segment, let time = Double(match.1)
      else { return nil }
      return (time - 744) / month
    }
  }

  @Test func `the share after whole months is that of the formula`() {
    let ramp = Ramp(from: 0.5, time: .months(9))
    #expect(ramp.share(after: 0) == 0.5)
    #expect(abs(ramp.share(after: 6) - 0.743) < 0.0005)
  }

  @Test func `customers come as the site opens to them, at the steps`() throws {
    let starts = Self.starts(try Self.world("ramp: { from: 50 %, time: 9 months },"))
    // 0.5, 0.553, 0.5996, 0.642, 0.679, 0.713, …: a sixth request fits after 3 months, a seventh after 5, an
    // eighth after 9 (0.816), a ninth after 15 (0.906); a tenth never does.
    #expect(starts.map { ($0 * 1000).rounded() / 1000 } == [0, 0, 0, 0, 0, 3, 5, 9, 15])
    #expect(Self.starts(try Self.world("")).count == 10)
  }

  @Test func `a request above what is open waits, though the site is empty`() throws {
    let segments =
      "{ a: { contiguous: true, requests: [ { date: 2026-02-01, size: 70 H100e, term: 10 years } ] } }"
    #expect(Self.starts(try Self.world("ramp: { from: 50 %, time: 9 months },", segments)) == [5])
  }

  @Test func `who was preempted goes on beside new customers, and uses the limit up`() throws {
    // Interruptible work has the 50 that are open; a new customer takes its place for a day.
    let segments = """
      { spare: { contract: interruptible, requests: [ { date: 2026-02-01, size: 50 H100e, term: 1 years } ] },
        a: { requests: [ { date: 2026-02-10, size: 50 H100e, term: 1 d }, { date: 2026-02-20, size: 50 H100e, term: 1 d } ] } }
      """
    let trace = try Self.world("ramp: { from: 50 %, time: 1000 years },", segments).trace()
      .filter { $0.contains("contract") && $0.contains("spare") }.map { $0.drop { $0 != " " } }
    // It goes on at once in the half that is closed to new customers, and is not in their way again.
    #expect(
      trace.prefix(3) == [
        " contract 1 of spare for 50 H100e starts",
        " contract 1 of spare for 50 H100e is preempted",
        " contract 1 of spare for 50 H100e goes on",
      ], "\(trace)")
  }

  @Test func `a swap does not begin it anew`() throws {
    let world = try TinyWorld(
      """
      demand:
        price: { constant: 1 EUR/H100e-h }
        segments: { a: { requests: [ { date: 2027-01-05, size: 90 H100e, term: 10 d } ] } }
      \(TinyWorld.retiredAfterAYear.replacing("refresh: retire", with: "refresh: likeForLike"))
      sites: { pod: { ramp: { from: 10 %, time: 2 months }, \(TinyWorld.installedAtOnce.dropFirst(2)) }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """)
    // After 12 months 99.8 % are open, before the swap of 1 January 2027 and behind it.
    #expect(world.trace().contains { $0.hasPrefix("8856.0: contract 1 of a") })
  }

  @Test func `where it can have no effect that is said`() {
    func problems(_ site: String) -> [String] {
      WrittenScenario(
        """
        title: t
        start: 2026-01-01
        end: 2027-01-01
        sites: { s: \(site) }
        strategies: { o: { phases: { p: { site: s } } } }

        """
      ).problems.map { String($0.drop { $0 != "'" }) }
    }
    #expect(
      problems("{ capacity: 1 H100e, live: start, ramp: { from: 10 %, time: 1 months } }")
        == ["'ramp' has no effect on a site that stands from the start; take it out"])
  }
}
