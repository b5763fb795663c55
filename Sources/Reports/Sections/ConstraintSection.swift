import Charts
import Columns
import Experiments
import ResultStore

/// What held up the sites of each phase, which is what a planner asks first.
struct ConstraintSection: ReportSectionBuilder {
  /// How many causes have a colour of their own; the others are one part.
  private static let causesShown = 6
  private static let others = "other causes"

  /// How many bars one chart has; where there are more, each strategy has a chart of its own.
  private static let barsBeside = 16

  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() throws -> ReportSection {
    var section = ReportSection("constraints", "What held it up")
    let all = try ConstraintMeans(figures.source, figures.names).phases
    let phases = all.filter(\.isBegun)
    guard let first = phases.first(where: { !$0.byTime.isEmpty }), let longest = first.byTime.first
    else {
      section.say(
        all.isEmpty
          ? "No strategy of this run builds a site, so nothing is held up."
          : "No phase of this run is begun, or its sites are live at once, so nothing is held up.")
      return section
    }
    section.say(
      "From the instant at which a site is to begin until it is live, or the simulated time ends, each"
        + " moment is counted for one cause. It is found from the end: of what the site still waits for, the"
        + " stage that would be done last if each took its median time, then what that one waits for, and"
        + " so on back to what is running or is held by money or a gate. Shares of time are means over the sites of a phase and over the replications in which it is"
        + " begun; those of a phase add up to 100 %.")
    section.say(
      "In the mean over these replications \(longest.cause.name) held up the phase “\(first.name)” of"
        + " “\(first.strategyName)” for \(ReadableNumber.share(longest.share)) of the time"
        + (first.last.map {
          ", and \($0.cause.name) came last at \(ReadableNumber.share($0.share)) of its sites."
        } ?? "."))
    section.show(charts(of: phases))
    section.show(table(of: phases))
    let never = all.filter { !$0.isBegun }.map { "“\($0.name)” of “\($0.strategyName)”" }
    if !never.isEmpty {
      section.say("Begun in no replication: \(never.joined(separator: ", ")).")
    }
    return section
  }

  /// One chart of all phases, or where they are many, one for each strategy, in the same colours.
  private func charts(of phases: [ConstraintMeans.Phase]) -> [ReportChart] {
    let named = largestCauses(of: phases)
    guard phases.count > Self.barsBeside else {
      return [chart("constraints-share", of: phases, named, isOfOne: false)]
    }
    return figures.strategies.compactMap { strategy in
      let own = phases.filter { $0.strategy == strategy.index }
      guard !own.isEmpty else { return nil }
      return chart("constraints-share-\(strategy.index)", of: own, named, isOfOne: true)
    }
  }

  /// The causes that took most time over all phases, those that took more first.
  private func largestCauses(of phases: [ConstraintMeans.Phase]) -> [String] {
    var names: [String] = []
    var sums: [Double] = []
    for (cause, share) in phases.flatMap(\.byTime) {
      if let place = names.firstIndex(of: cause.name) {
        sums[place] += share
      } else {
        names.append(cause.name)
        sums.append(share)
      }
    }
    return names.indices.sorted { (sums[$1], $0) < (sums[$0], $1) }.prefix(Self.causesShown)
      .map { names[$0] }
  }

  private func chart(
    _ id: String, of phases: [ConstraintMeans.Phase], _ named: [String], isOfOne: Bool
  ) -> ReportChart {
    func bar(_ phase: ConstraintMeans.Phase) -> String {
      isOfOne ? phase.name : "\(phase.strategyName): \(phase.name)"
    }
    var parts: [StackedBarChart.Part] = []
    var hasOthers = false
    for phase in phases {
      var rest = 0.0
      for (cause, share) in phase.byTime {
        if named.contains(cause.name) {
          parts.append(.init(bar: bar(phase), name: cause.name, value: share * 100))
        } else {
          rest += share
        }
      }
      guard rest > 0 else { continue }
      parts.append(.init(bar: bar(phase), name: Self.others, value: rest * 100))
      hasOthers = true
    }
    let words = phases.map { "\(bar($0)): \($0.longestWords())" }
    let one = isOfOne ? phases.first : nil
    return ReportChart(
      id: id, title: "What held it up" + (one.map { ": \($0.strategyName)" } ?? ""),
      subjects: one.map { [$0.strategyKey] } ?? [],
      view: StackedBarChart(
        title: "share of time (%)", bars: phases.map(bar),
        names: named + (hasOthers ? [Self.others] : []), parts: parts, domain: 0...100,
        description: "Share of time by cause. \(words.joined(separator: "; "))."
      ).view,
      table: figuresTable(of: phases))
  }

  private func figuresTable(of phases: [ConstraintMeans.Phase]) -> PageTable {
    var table = PageTable(
      "What held up the sites of each phase, all causes",
      columns: [
        "phase", "strategy", "cause", "share of time", "came last at", "slack, months",
        "later than planned, months",
      ])
    for phase in phases {
      for cause in phase.causes {
        table.add([
          PageTable.Cell(phase.name), PageTable.Cell(phase.strategyName),
          PageTable.Cell(cause.name),
          PageTable.Cell(cause[.shareOfTime], ReadableNumber.share),
          PageTable.Cell(cause[.shareLast], ReadableNumber.share),
          PageTable.Cell(cause.months(.slack), Self.months),
          PageTable.Cell(cause.months(.late), Self.months),
        ])
      }
    }
    return table
  }

  private func table(of phases: [ConstraintMeans.Phase]) -> PageTable {
    var table = PageTable(
      "What came last before sites were live, or held them up at the end",
      columns: [
        "phase", "strategy", "came last", "at share of sites", "its mean slack, months",
        "later than by median durations, months",
      ])
    for phase in phases {
      let last = phase.last
      table.add([
        PageTable.Cell(phase.name), PageTable.Cell(phase.strategyName),
        PageTable.Cell(last?.cause.name ?? "–"),
        PageTable.Cell(last?.share, ReadableNumber.share),
        PageTable.Cell(last?.cause.months(.slack), Self.months),
        PageTable.Cell(last?.cause.months(.late), Self.months),
      ])
    }
    return table
  }

  private static func months(_ months: Double) -> String { TableNumber.fixed(months, places: 1) }
}
