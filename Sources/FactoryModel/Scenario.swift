import Accounts
public import Columns
import GridQueues
public import ScenarioInputs
public import Quantities
public import ScenarioReading

/// What a scenario file says, checked: the world, and the strategies that are compared in it.
public struct Scenario: Sendable {
  /// What it is called.
  public let title: String
  /// The question it answers; may be empty.
  public let question: String
  /// The simulated time in calendar months.
  public let calendar: ReportingCalendar
  /// The same with the months behind it in which what is live then runs on; without any it is the same.
  let runOffCalendar: ReportingCalendar
  /// From when nothing new begins inside the simulated time; never where that is not stated.
  let nothingNewAfter: SimTime
  /// How many futures are drawn unless the command line says otherwise.
  public let replications: Int
  /// The master seed unless the command line says otherwise.
  public let seed: UInt64
  /// From when queue and utilisation statistics count.
  let warmUp: SimTime
  /// The numbers drawn once per future.
  public let uncertain: UncertainParameters
  let demand: DemandSpec
  let grid: GridSpec
  let fleet: FleetSpec
  let energy: EnergySpec
  let money: MoneySpec
  let kinds: [SiteKindSpec]
  let strategies: [StrategySpec]
  /// What is set beside what is known of the world, with the ranges that the scenario names.
  public let figures: [PlausibilityFigure]

  /// Reads a scenario; problems are left in the section's context.
  public init(from section: SectionReader) {
    title = section.text("title", "What the scenario is called.")
    question = section.text("question", default: "", "The question it answers.")
    let calendar = Self.calendar(from: section)
    section.context.calendar = calendar
    self.calendar = calendar ?? Self.oneMonth
    let lastDay = section.optionalDate(
      "nothingNewAfter", within: .horizon,
      "From when nothing new begins, the first of a month: no phase, gate, application, grant, first order or refresh. What is live then, or has its accelerators ordered, goes on until they are at the end of their life; all other sites, and every idle connection, close."
    )
    if let calendar, let lastDay, lastDay.day != 1 || lastDay <= calendar.start {
      section.report(
        "'nothingNewAfter' must be the first of a month after 'start' (found '\(lastDay)')",
        at: "nothingNewAfter")
    }
    nothingNewAfter = lastDay.flatMap { calendar?.time(of: $0) } ?? .never
    replications = section.count(
      "replications", default: 1000, in: 1...10_000_000,
      "How many futures are drawn; -n on the command line overrides it.")
    seed = UInt64(
      section.count(
        "seed", default: 1, in: 0...Int.max,
        "Master seed: the same seed gives the same results; -s on the command line overrides it."))
    warmUp = SimTime(
      section.number(
        "warmUp", .duration, default: 0, in: .notNegative,
        "Queue and utilisation statistics begin after this time; money never waits."))
    if let calendar, warmUp >= calendar.horizon {
      section.report(
        "'warmUp' must end before the simulated time does, \(calendar.end)", at: "warmUp")
    }
    uncertain = section.uncertainParameters(
      "uncertain", "Numbers drawn once per future, shared by all strategies, and used as $name.")
    demand =
      section.optionalSection("demand", "Who asks for compute.") { DemandSpec(from: $0) } ?? .none
    var grid =
      section.optionalSection("grid", "The electricity grid and its waiting lists.") {
        GridSpec(from: $0)
      } ?? .none
    fleet =
      section.optionalSection("accelerators", "What computes, and how it is bought.") {
        FleetSpec(from: $0)
      } ?? .none
    energy =
      section.optionalSection("energy", "What electricity costs.") { EnergySpec(from: $0) }
      ?? .free
    money =
      section.optionalSection("money", "Discounting, inflation, tax and book lives.") {
        MoneySpec(from: $0)
      } ?? .plain
    runOffCalendar = self.calendar.extended(byMonths: money.runOffMonths)
    let kinds = section.named("sites", each: "site", "Kinds of site, by name.") {
      $1.readerWords()
      return SiteKindSpec(name: $0, from: $1)
    }.map(\.value)
    self.kinds = kinds
    let described = grid
    strategies = section.named(
      "strategies", each: "strategy", required: true, "What is compared, by name."
    ) {
      $1.readerWords()
      return StrategySpec(name: $0, from: $1, kinds: kinds, grid: described)
    }.map(\.value)
    for phase in strategies.flatMap(\.phases) {
      for node in phase.nodes {
        grid.expectApplication(at: node, applicantClass: phase.applicantClass)
      }
    }
    self.grid = grid
    let rate = money.exchange
    figures = PlausibilitySpec.figures(from: section) { [uncertain] in
      InputExtremes(uncertain, exchangeRate: rate).middleExchangeRate
    }
    let buyer = kinds.first { $0.graph.acceleratorStage != nil }
    if fleet.generations.isEmpty, let kind = buyer {
      section.reportConsequence(
        "site '\(kind.name)' buys accelerators: add a section 'accelerators' with its generations")
    }
    Self.describeVariants(to: section)
    section.checkUncertainUse("uncertain")
    if fleet.generations.isEmpty, demand.price.followsGenerations {
      section.reportConsequence(
        "the price 'costPlus' follows the accelerators: add a section 'accelerators' with their generations",
        at: "demand")
    }
    if fleet.generations.isEmpty, let segment = demand.segments.first(where: \.followsDensity) {
      section.reportConsequence(
        "'sizeGrowth: density' follows the accelerators: add a section 'accelerators' with their generations, or give a yearly change",
        at: section.place(ofPath: "demand.segments.\(segment.name).sizeGrowth"))
    }
    if money.exchange == nil, let place = section.context.firstAmountInDollars {
      section.context.addConsequence(
        Problem(
          at: place,
          "an amount in USD needs an exchange rate: add 'exchange: 1.13 USD/EUR' to the section 'money'"
        ))
    }
    if section.isReading, !section.context.hasErrors {
      let extremes = InputExtremes(uncertain, exchangeRate: money.exchange)
      demand.price.check(fleet, section, extremes)
      checkVolume(section)
      checkUnits(section, extremes)
      if !section.context.hasErrors { checkProspects(section, extremes) }
    }
  }

  /// Whether what is live at the end runs on behind it.
  var hasRunOff: Bool { money.runOffMonths > 0 }
  /// Whether sites close within the simulated time.
  var closesSites: Bool { nothingNewAfter < .never }

  /// Variants are taken out of a scenario before it is read, as they change nothing in it: here they are only
  /// described.
  private static func describeVariants(to section: SectionReader) {
    guard section.isDescribing else { return }
    _ = section.named(
      "variants", each: "variant",
      "The scenario with some of its values changed, by name, for 'millwright sweep --variants'."
    ) { _, section in
      _ = section.text("title", default: "", "What it changes, in words.")
      _ = section.value(
        of: ScenarioCatalogue.Key(
          "overlay",
          "What is laid over the scenario, as a file that extends it would be; all but start, seed and the names under uncertain. What is dated after the end never comes.",
          isRequired: true, .overlay))
    }
  }

  /// Stands for a calendar that cannot be read.
  private static let oneMonth = ReportingCalendar(
    start: CalendarDate(daysSinceEpoch: 0), end: CalendarDate(daysSinceEpoch: 31))

  /// The simulated time; nil where it cannot be read, and then no date is compared with it.
  private static func calendar(from section: SectionReader) -> ReportingCalendar? {
    let start = section.readableDate(
      "start", "First day of the simulated time: the first of a month.")
    let end = section.readableDate("end", "Day after the simulated time: the first of a month.")
    for (key, date) in [("start", start), ("end", end)] {
      if let date, date.day != 1 {
        section.report("'\(key)' must be the first of a month (found '\(date)')", at: key)
      }
    }
    guard let start, let end, start.day == 1, end.day == 1 else { return nil }
    guard start < end, end.year - start.year <= 200 else {
      section.report("'end' must be after 'start', by 200 years at most", at: "end")
      return nil
    }
    return ReportingCalendar(start: start, end: end)
  }
}
