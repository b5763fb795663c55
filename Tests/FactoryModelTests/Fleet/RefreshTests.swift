import Testing

@testable import FactoryModel

private let day = 24.0

/// When accelerators are at their end, and what is ordered in their place: all leads are constant, so that
/// every instant can be worked out by hand.
@Suite struct RefreshTests {
  /// A unit of 1 H100e and 10 kW, so that 100 fill the site.
  private static func generation(
    _ name: String, released: String = "2025-01-01", lead: String, life: String
  ) -> String {
    "\(name): { released: \(released), bf16: 989 TFLOP/s, fp8: 1979 TFLOP/s, power: 10 kW, "
      + "price: { at: 1 EUR }, lead: \(lead), life: \(life) }"
  }

  /// What happens to the accelerators of one site, as days and words.
  private func course(
    _ generations: [String], refresh: String = "best", stages: String? = nil,
    start: String = "2026-01-01", end: String = "2031-01-01"
  ) throws -> [String] {
    let atOnce = "{ accelerators: { for: fit }, fit: { after: [accelerators], takes: 0 d } }"
    return try TinyWorld(
      """
      accelerators:
        procurement: newest
        refresh: \(refresh)
        generations: { \(generations.joined(separator: ", ")) }
      sites: { pod: { power: 1 MW, stages: \(stages ?? atOnce) } }
      strategies: { only: { phases: { first: { site: pod, start: \(start) } } } }
      """, end: end
    ).trace().compactMap { line in
      guard let words = line.wholeMatch(of: /([0-9.]+): first\/1: (.*)/),
        ["ordered", "delivered", "live", "swapped", "retired"].contains(where: words.2.hasSuffix)
      else { return nil }
      return "\((Double(words.1) ?? .nan) / day): \(words.2)"
    }
  }

  private static let waiting =
    "{ accelerators: { for: fit }, fit: { after: [accelerators], takes: 365 d } }"

  /// 2033-01-01 is day 2557, 2034-01-01 day 2922, and 2039-01-01 day 4748.
  @Test func `what is delivered in 2033 and live in 2034 for five years is swapped in 2039`() throws
  {
    let course = try course(
      [Self.generation("A", lead: "100 d", life: "5 years")], refresh: "likeForLike",
      stages: Self.waiting, start: "2032-09-23", end: "2041-01-01")
    #expect(
      course == [
        "2457.0: 100 units of A ordered", "2557.0: accelerators delivered", "2922.0: live",
        "4648.25: 100 units of A ordered", "4748.25: accelerators swapped",
      ])
  }

  @Test func `with a year less of life it is swapped in 2038, and again within the time`() throws {
    let course = try course(
      [Self.generation("A", lead: "100 d", life: "4 years")], refresh: "likeForLike",
      stages: Self.waiting, start: "2032-09-23", end: "2043-01-01")
    #expect(
      course.filter { $0.hasSuffix("swapped") } == [
        "4383.0: accelerators swapped", "5844.0: accelerators swapped",
      ])
  }

  @Test func `what is delivered and not live never comes to its end`() throws {
    let stages =
      "{ permit: { takes: 800 d }, accelerators: { for: fit }, "
      + "fit: { after: [accelerators], takes: 0 d }, last: { after: [fit, permit], takes: 0 d } }"
    let course = try course(
      [Self.generation("A", lead: "0 d", life: "200 d")], refresh: "retire", stages: stages)
    #expect(
      course == [
        "0.0: 100 units of A ordered", "0.0: accelerators delivered", "800.0: live",
        "1000.0: accelerators retired",
      ])
  }

  /// A is live on day 300 and at its end on 800.
  ///
  /// That B will follow is seen 300 days before; it is ordered
  /// 100 days before, and again after its own 400 days.
  @Test func `a refresh is looked up one lead of the old ahead and ordered one lead of the new`()
    throws
  {
    let course = try course([
      Self.generation("A", lead: "300 d", life: "500 d"),
      Self.generation("B", released: "2026-01-02", lead: "100 d", life: "400 d"),
    ])
    #expect(
      course == [
        "0.0: 100 units of A ordered", "300.0: accelerators delivered", "300.0: live",
        "700.0: 100 units of B ordered", "800.0: accelerators swapped",
        "1100.0: 100 units of B ordered", "1200.0: accelerators swapped",
        "1500.0: 100 units of B ordered", "1600.0: accelerators swapped",
      ])
  }

  /// A is at its end on day 600.
  ///
  /// B is seen 100 days before and takes 300.
  @Test func `where the new ones take longer they are ordered at once, and the old run on`() throws
  {
    let course = try course([
      Self.generation("A", lead: "100 d", life: "500 d"),
      Self.generation("B", released: "2026-01-02", lead: "300 d", life: "3 years"),
    ])
    #expect(
      course == [
        "0.0: 100 units of A ordered", "100.0: accelerators delivered", "100.0: live",
        "500.0: 100 units of B ordered", "800.0: accelerators swapped",
        "1595.75: 100 units of B ordered",
      ])
  }

  /// B is seen on day 500 and would be ordered on 700; C is released on day 600, ordered on 700, and there
  /// on 750.
  ///
  /// It waits for the end of A on 800, and lives from then on.
  @Test func `what is best at the order is bought, and waits for the swap where it comes early`()
    throws
  {
    let course = try course([
      Self.generation("A", lead: "300 d", life: "500 d"),
      Self.generation("B", released: "2026-01-02", lead: "100 d", life: "400 d"),
      Self.generation("C", released: "2027-08-24", lead: "50 d", life: "600 d"),
    ])
    #expect(
      course.dropFirst(3) == [
        "700.0: 100 units of C ordered", "800.0: accelerators swapped",
        "1350.0: 100 units of C ordered", "1400.0: accelerators swapped",
      ])
  }

  @Test func `what lives shorter than it takes to come is ordered anew as soon as it is in`() throws
  {
    let course = try course(
      [Self.generation("A", lead: "100 d", life: "50 d")], end: "2026-12-01")
    #expect(
      course == [
        "0.0: 100 units of A ordered", "100.0: accelerators delivered", "100.0: live",
        "100.0: 100 units of A ordered", "200.0: accelerators swapped",
        "200.0: 100 units of A ordered", "300.0: accelerators swapped",
        "300.0: 100 units of A ordered",
      ])
  }

  /// Live on day 0; each batch lives for 365.25 days from its installation, ten days after the swap began.
  @Test func `several replacements in a row live from their installation on`() throws {
    let world = try TinyWorld(
      """
      accelerators:
        procurement: newest
        refresh: likeForLike
        swapDowntime: 10 d
        generations: { \(Self.generation("A", lead: "0 d", life: "1 years")) }
      sites: { pod: \(TinyWorld.installedAtOnce) }
      strategies: { only: { phases: { first: { site: pod, start: 2026-01-01 } } } }
      """, end: "2030-01-01")
    let swaps = world.trace().filter { $0.hasSuffix("accelerators swapped") }
    let hours: [Double] = [8766, 2 * 8766 + 240, 3 * 8766 + 480]
    #expect(swaps.map { $0.prefix { $0 != ":" } } == hours.map { "\($0)" })
    #expect(world.run().metric("capex_eur") == 400)
  }
}
