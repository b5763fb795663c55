import Columns
import EventKernel
import Sampling
import ScenarioInputs
import Testing

@testable import GridQueues

/// The lazy engine against the naive one under rules that begin and end: frameworks, stops, and power that is not
/// drawn at the same time.
struct DatedRulesReferenceTests {
  private static let classes = ["small", "safety", "other"]
  /// The hours at which things happen, so that many happen at once.
  private static let hours: [Double] = [0, 300, 1200, 2500, 3000, 4100, 5200, 5800]

  /// Random draws of a seed.
  private struct Dice: ~Copyable {
    var source: RandomSource

    init(_ seed: UInt64) {
      source = RandomSource(Replication(masterSeed: seed, future: 7))
      source.at(StreamID("rules"))
    }

    mutating func whole(_ count: Int) -> Int { Int(source.uniform() * Double(count)) }
    mutating func pick<Element>(_ choices: [Element]) -> Element { choices[whole(choices.count)] }
    mutating func chance(_ share: Double) -> Bool { source.uniform() < share }
  }

  /// Which rules may follow each other.
  enum Rules: CaseIterable { case strict, firstFit, mixed }

  private func frameworks(_ rules: Rules, _ dice: inout Dice) -> [GridFramework] {
    var dates = Set<Double>()
    for _ in 0..<1 + dice.whole(4) { dates.insert(dice.pick(Self.hours + [-100])) }
    return dates.sorted().map { date in
      var names = Self.classes
      for _ in 0..<dice.whole(3) { names.remove(at: dice.whole(names.count)) }
      if dice.chance(0.5) { names.reverse() }
      let rule: GridAllocationRule =
        switch rules {
        case .strict: .strict
        case .firstFit: .firstFit
        case .mixed: dice.chance(0.5) ? .strict : .firstFit
        }
      return GridFramework(from: date, rule: rule, priorities: names, classes: Self.classes)
    }
  }

  private func stops(_ dice: inout Dice) -> [GridStop] {
    (0..<dice.whole(3)).map { number in
      let from = dice.pick(Self.hours + [-50])
      let until = dice.chance(0.2) ? .infinity : from + dice.pick([100, 900, 1300, 2900])
      return GridStop(
        name: "stop \(number)", from: from, until: until,
        bars: dice.chance(0.7) ? .grants : .applications, reason: "")
    }
  }

  private func fixture(_ rules: Rules, _ dice: inout Dice, seed: UInt64) throws -> GridFixture {
    var fixture = GridFixture(
      classes: Self.classes, tiers: ["transmission", "station", "medium"], seed: seed)
    fixture.frameworks = frameworks(rules, &dice)
    fixture.upstreamFactors = (0..<3).map { _ in
      Self.classes.map { _ in dice.pick([1, 1, 0.6, 0.25, 0]) }
    }
    if dice.chance(0.2) { fixture.upstreamFactors = [] }
    let sizes = try Distribution.lognormal(median: 1.5, p90: 5)
    let delays = try Distribution.exponential(mean: 1500)
    let ages = try Distribution.uniform(low: 0, high: 3000)
    for tier in 0..<3 {
      let stops = stops(&dice)
      let listed = Self.hours.map { hour in
        GridListedApplication(
          date: hour, size: .constant(dice.pick([0.5, 1, 2])), applicantClass: dice.whole(3),
          isSpeculative: false)
      }
      let share = Double(tier) / 2
      fixture.node(tier, headroom: 10 - 3 * Double(tier)) {
        $0.size = GridFixture.drawn(sizes, "size\(tier)")
        $0.mix = [0.2, 0.2, 0.6]
        $0.backlog = GridBacklog(applications: 8 * tier, ages: GridFixture.drawn(ages))
        $0.arrivals = .constant((3 + 8 * share) / 1000)
        $0.listed = listed
        $0.speculativeShare = .constant(0.3)
        $0.speculativeWithdraws = GridFixture.drawn(delays, "withdraws")
        $0.withdrawal = .constant(1 / 3000)
        $0.release = GridRelease(
          rate: .constant(0.015), lump: .constant(3), timing: tier == 2 ? .regular : .random)
        $0.reinforcements = [
          GridReinforcement(
            name: "line", planned: 3000, slip: .constant(0), releases: .constant(10))
        ]
        $0.stops = stops
      }
    }
    return fixture
  }

  private func actions(_ dice: inout Dice) -> [GridAction] {
    var actions = (0..<16).map { _ in
      GridAction(
        time: dice.pick(Self.hours),
        kind: .apply(
          node: dice.whole(3), megawatts: dice.pick([0.5, 1, 2.5]), applicantClass: dice.whole(3),
          upstreamFactor: dice.pick([1, 1, 0.6, 0])))
    }
    actions.sort { $0.time < $1.time }
    for index in stride(from: 0, to: 16, by: 3) {
      let later = dice.chance(0.3) ? 0 : dice.pick(Self.hours)
      actions.append(GridAction(time: actions[index].time + later, kind: .withdraw(index)))
    }
    return actions.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element).filter { $0.time < 7000 }
  }

  @Test(arguments: Rules.allCases)
  func `the lazy engine does what the naive one does`(rules: Rules) throws {
    var seen = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      var dice = Dice(seed)
      var grid = try fixture(rules, &dice, seed: seed).grid()
      let actions = actions(&dice)
      let naive = NaiveGrid(grid, actions: actions)
      let granted = grid.live(through: actions)
      let expected = naive.applicants.filter(\.isOwn).map(\.allocated)
      let note = "\(rules), seed \(seed)"
      #expect(granted.map { $0.isNaN ? .infinity : $0 } == expected, "\(note)")
      seen += granted.count { !$0.isNaN }
      naive.expectSame(as: grid, note)
    }
    #expect(seen > 200)
  }

  @Test func `a strategy leaves nothing of its rules behind for the next`() throws {
    var dice = Dice(5)
    var grid = try fixture(.mixed, &dice, seed: 5).grid()
    grid.finish()
    let alone = grid.result()
    grid.beginStrategy()
    let actions = actions(&dice)
    let first = grid.live(through: actions)
    grid.beginStrategy()
    #expect(grid.live(through: actions).map(\.bitPattern) == first.map(\.bitPattern))
    grid.beginStrategy()
    grid.finish()
    #expect(grid.result().gridFlows == alone.gridFlows)
  }
}
