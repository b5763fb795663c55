import ScenarioInputs
import Quantities
import ScenarioReading
import TimePaths

extension EnergySpec {
  /// Reads the section.
  init(from section: SectionReader) {
    spot =
      section.variant(
        "spot", scalar: "constant", "The spot price of electricity, nominal.",
        pathProcesses(of: Self.spotPrice))
      ?? EnergySpec.free.spot
    step = PathStep(from: section)
    agreement = section.optionalSection(
      "ppa", "A power purchase agreement: a share of consumption at an agreed price."
    ) { AgreementSpec(from: $0) }
    taxBands =
      section.optionalSection("tax", "Energy tax on the yearly consumption of each connection.") {
        Self.taxBands(from: $0)
      } ?? []
    emissions =
      section.optionalVariant(
        "emissions", scalar: "constant",
        "Emissions of generating the electricity that is drawn; default none.",
        emissionProcesses) ?? EnergySpec.free.emissions
  }

  private static let spotPrice = PathNumber(
    "price", plural: "prices", .energyPrice,
    example: "[[2026-01-01, 80 EUR/MWh], [2028-01-01, 72 EUR/MWh]]")

  private static func taxBands(from section: SectionReader) -> [(limit: Double, rate: Input)] {
    let errors = section.context.errorCount
    let bands = section.list(
      "bands", required: true, "Bands in the order of their limits; the last has none."
    ) { section in
      (
        limit: section.optionalNumber(
          "upTo", .energy, in: .positive, "Yearly consumption at which the band ends."),
        rate: section.input(
          "rate", .energyPrice,
          "Tax on what lies in the band, in money of the start; once per replication.")
      )
    }
    // Limits that cannot be read are not compared.
    guard !section.isDescribing, section.context.errorCount == errors else { return [] }
    var lower = 0.0
    for (index, band) in bands.enumerated() {
      let isLast = index == bands.count - 1
      guard let limit = band.limit else {
        if !isLast { section.report("only the last band has no 'upTo'", at: "bands") }
        continue
      }
      if isLast {
        section.report("the last band must have no 'upTo': it takes all the rest", at: "bands")
      }
      if limit <= lower {
        section.report("the limits of the bands must rise from band to band", at: "bands")
      }
      lower = limit
    }
    return bands.map { ($0.limit ?? .infinity, $0.rate) }
  }
}

extension PathStep {
  fileprivate init(from section: SectionReader) {
    let hours = section.number(
      "step", .duration, default: Hours.days(1).value, in: 1...Hours.months(1).value,
      "How often the spot price moves: 1 h, 1 d, 1 weeks or 1 months (calendar months).")
    if let step = PathStep(duration: Hours(hours)) {
      self = step
    } else {
      section.report("'step' must be '1 h', '1 d', '1 weeks' or '1 months'", at: "step")
      self = .day
    }
  }
}

extension EnergySpec.AgreementSpec {
  fileprivate init(from section: SectionReader) {
    share = section.input("share", .share, in: 0...1, "Share of consumption bought this way.")
    price = section.input("price", .energyPrice, "Price at the start; once per replication.")
    indexation = section.input(
      "indexation", .annualChange, default: 0, in: -0.5...1,
      "Yearly change of the price, effective annual; a month pays the price of its opening.")
  }
}
