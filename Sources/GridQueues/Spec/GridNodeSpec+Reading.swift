import ScenarioInputs
import Quantities
import ScenarioReading
import TimePaths

extension GridNodeSpec {
  /// Reads one tier of a region.
  init(
    region: Int, tier: GridTier, at tierIndex: Int, path: String, classes: [String],
    from section: SectionReader
  ) {
    self.init(
      region: region, tier: tierIndex, path: path,
      headroom: section.input(
        "headroom", .power, in: .notNegative, words: ["unlimited": .infinity],
        "What can be given out at start; unlimited for a tier that is no bottleneck"),
      mix: Self.mix(of: classes, from: section))
    readApplications(from: section, classes: classes, tier: tier)
    readSupply(from: section)
    readConnection(from: section)
  }

  /// The share of each class; all in the last one where none is stated.
  private static func mix(of classes: [String], from section: SectionReader) -> [Double] {
    var mix = Array(repeating: 0.0, count: classes.count)
    mix[classes.count - 1] = 1
    let meaning =
      "The share of each class among others' applications; they sum to 100 %. Default: all in the last class"
    if section.isDescribing || !classes.allSatisfy(SectionReader.isPlainName) {
      // The keys are the names of the classes, which a description does not know, and of which one may be
      // meant that is refused.
      let share = ScenarioCatalogue.Content.number(
        [.share], range: 0...1, words: [], mayBeDrawn: false)
      _ = section.value(
        of: ScenarioCatalogue.Key("mix", meaning, isRequired: false, .namedValues("class", share)))
      return mix
    }
    let errors = section.context.errorCount
    let stated = section.optionalSection("mix", meaning) { section in
      let shares = classes.map {
        section.number($0, .share, default: 0, in: 0...1, "Share of this class")
      }
      let sum = shares.reduce(0, +)
      if abs(sum - 1) > 1e-9, section.context.errorCount == errors {
        let percent = (sum * 1e6).rounded() / 1e4
        section.reportConsequence("the shares of 'mix' must sum to 100 % (found \(percent) %)")
      }
      return shares
    }
    return stated.flatMap { $0.count == mix.count ? $0 : nil } ?? mix
  }

  /// Reads who else applies, and who gives up.
  private mutating func readApplications(
    from section: SectionReader, classes: [String], tier: GridTier
  ) {
    size = section.optionalInput(
      "size", .power, in: .notNegative,
      "The power of an application of others; drawn for each. Required with a backlog or arrivals")
    readBacklog(from: section, classes: classes, tier: tier)
    let stated = section.optionalDatedInput(
      "arrivals", .rate, in: .notNegative,
      "New applications of others, a Poisson process; the rate is drawn once per replication. Or rates by date, the first of which holds before its date too"
    )
    switch stated {
    case .one(let rate): arrivals = rate
    case .byDate(let rates):
      arrivals = .constant(1)
      datedArrivals = TimePath(rates.map { ($0.x, $0.y) })
    case nil: break
    }
    growth = section.input(
      "growth", .annualChange, default: 0, in: -0.99...Double.infinity,
      "Yearly change of the rate of arrivals, effective annual; drawn once per replication")
    let speculative = section.optionalSection(
      "speculative", "Applications that will never be built. Default: none"
    ) { section in
      (
        share: section.input(
          "share", .share, in: 0...1,
          "Share of others' applications that are speculative; drawn once per replication"),
        withdraws: section.input(
          "withdraws", .duration, in: .notNegative,
          "After which time one withdraws, waiting or granted; drawn for each")
      )
    }
    if let speculative {
      speculativeShare = speculative.share
      speculativeWithdraws = speculative.withdraws
    }
    withdrawal = section.input(
      "withdrawal", .hazard, default: 0, in: .notNegative,
      "Hazard at which others give up waiting, except speculative ones; drawn once per replication")
    checkApplications(section)
  }

  private mutating func readBacklog(
    from section: SectionReader, classes: [String], tier: GridTier
  ) {
    let calendar = section.context.calendar
    let read = section.optionalSection(
      "backlog", shorthand: "listed",
      "Applications that wait at start: how many and for how long, or a list by date"
    ) { section in
      let count = section.count(
        "applications", default: 0, in: 0...100_000, "How many wait at start")
      let ages = section.optionalInput(
        "ages", .duration, in: .notNegative,
        "For how long each has waited at start; drawn for each. Required with 'applications'")
      if count > 0, ages == nil, !section.isDescribing {
        section.reportMissing(
          "ages",
          "missing key 'ages', such as '{ uniform: { low: 0 months, high: 48 months } }' (for "
            + "how long each has waited at start)"
        )
      }
      let listed = section.list(
        "listed", "Applications of others by date, before and after the start"
      ) { section in
        let date = section.date(
          "date", within: .beforeEnd, "When it is filed; from the start on, one to come")
        let size = section.input(
          "size", .power, in: 0...tier.largest, "What it asks for; drawn for each")
        // A description knows no names of classes, the last of which is the default.
        let applicantClass = section.reference(
          "class", to: "class", among: section.isDescribing ? [] : classes,
          default: classes.count - 1, "Its class; default: the last of 'priorities'")
        return GridListedApplication(
          date: calendar?.time(of: date).hours ?? 0, size: size,
          applicantClass: applicantClass ?? classes.count - 1,
          isSpeculative: section.flag(
            "speculative", default: false, "Whether it will never be built"))
      }
      return (
        backlog: count > 0
          ? GridBacklog(applications: count, ages: ages ?? .constant(0)) : nil,
        listed: listed
      )
    }
    backlog = read?.backlog
    listed = read?.listed ?? []
  }

  /// What must be stated together, and what is stated for nobody.
  private func checkApplications(_ section: SectionReader) {
    if section.isDescribing { return }
    let isDrawn = backlog != nil || arrivals != nil
    if isDrawn, size == nil {
      section.reportMissing(
        "size",
        "missing key 'size', such as '{ lognormal: { median: 0.4 MW, p90: 1.5 MW } }' (the "
          + "power of an application of others)"
      )
    }
    if listed.contains(where: \.isSpeculative), speculativeWithdraws == nil {
      section.report(
        "missing key 'speculative', which says when the speculative applications of 'backlog' "
          + "withdraw",
        at: "backlog")
    }
    for key in ["size", "mix"] where section.has(key) && !isDrawn {
      section.warn("'\(key)' has no effect without a backlog or arrivals", at: key)
    }
    if datedArrivals != nil {
      section.dropDefaults(of: "growth")
      if section.has("growth") {
        section.report(
          "'growth' has no effect on arrivals by date, whose rates say how they grow; take one of them out",
          at: "growth")
      }
    }
    if arrivals == nil {
      section.dropDefaults(of: "growth")
      if section.has("growth") {
        section.warn("'growth' has no effect without 'arrivals'", at: "growth")
      }
    }
    if !isDrawn, listed.isEmpty { section.dropDefaults(of: "withdrawal") }
    for key in ["speculative", "withdrawal"]
    where section.has(key) && !isDrawn && listed.isEmpty {
      section.warn("'\(key)' has no effect: nobody else applies here", at: key)
    }
  }

  /// Reads what adds headroom.
  private mutating func readSupply(from section: SectionReader) {
    release = section.optionalSection("release", "Headroom that becomes free bit by bit") {
      section in
      GridRelease(
        rate: section.input(
          "rate", .powerRate, in: .notNegative, "How much a year; drawn once per replication"),
        lump: section.input(
          "lump", .power, in: .positive, "How much at once; drawn once per replication"),
        timing: section.choice(
          "timing", default: .random,
          "random: lumps come as a Poisson process; regular: one every lump ÷ rate, the first "
            + "after one interval"
        ))
    }
    reinforcements = section.named(
      "reinforcements", each: "reinforcement",
      "Planned projects, each of which adds headroom "
        + "at once"
    ) { name, section in
      let planned = section.date(
        "planned", within: .horizon, "When it is planned to be ready, within the simulated time")
      return GridReinforcement(
        name: name,
        planned: section.context.calendar?.time(of: planned).hours ?? 0,
        slip: section.input(
          "slip", .duration, default: 0, in: .notNegative,
          "How much later it is, before the region's factor; drawn once per replication"),
        releases: section.input(
          "releases", .power, in: .notNegative, "What it adds; drawn once per replication"))
    }.map(\.value)
  }

  /// Reads what a connection takes and costs.
  private mutating func readConnection(from section: SectionReader) {
    build = section.input(
      "build", .duration, default: 0, in: .notNegative,
      "From allocation until energised; drawn for each of our applications")
    let fee = section.input(
      "connection", oneOf: [.moneyPerPower, .money], default: 0, in: .notNegative,
      "Fee at energisation, in all or per MW of the connection")
    connection = fee.input
    isConnectionPerPower = fee.dimension == 0
    let stated = section.optionalSection("tariff", "What a connection costs while it stands") {
      GridTariff(from: $0)
    }
    if let stated { tariff = stated }
  }
}

extension GridTariff {
  /// Reads the parts of a tariff; those not stated cost nothing.
  init(from section: SectionReader) {
    fixed = section.input(
      "fixed", .moneyPerTime, default: 0, in: .notNegative, "For each connection")
    contracted = section.input(
      "contracted", .moneyPerPowerTime, default: 0, in: .notNegative,
      "For the power of the connection, used or not")
    peak = section.input(
      "peak", .moneyPerPowerTime, default: 0, in: .notNegative,
      "For the highest draw of each month")
    energy = section.input(
      "energy", .energyPrice, default: 0, in: .notNegative, "For the energy drawn")
  }
}
