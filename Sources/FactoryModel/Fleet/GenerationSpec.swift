import ScenarioInputs
import Quantities
import ScenarioReading

/// A generation of accelerators as a scenario states it.
struct GenerationSpec: Sendable {
  let name: String
  /// Planned release; may lie before the start.
  let released: SimTime
  /// h after the planned release.
  let slip: Input
  /// How long before its release it can be ordered.
  let preOrder: Hours
  /// Dense TFLOP/s of one unit.
  let bf16, fp8: Input
  /// All-in IT power of one unit, MW.
  let power: Input
  /// Units in a rack.
  let rack: Int
  /// Price of one unit at release, and its effective annual change from then on.
  let price, priceChange: Input
  /// h from order to delivery; drawn for each order.
  let lead: Input
  /// Economic life and book life, h.
  let life, bookLife: Input
  /// Failures of one unit per hour, and the hours that each takes.
  let failures, repair: Input
  /// (age in h, share of the purchase price); empty: straight-line book value.
  let residual: [(x: Double, y: Double)]

  init(name: String, from section: SectionReader) {
    self.name = name
    let day = section.date("released", "Planned release; may lie before the start.")
    released = section.context.calendar?.time(of: day) ?? .start
    slip = section.input(
      "slip", .duration, default: 0, in: .notNegative,
      "How much later than planned it is released; once per replication.")
    preOrder = Hours(
      section.number(
        "preOrder", .duration, default: 0, in: .notNegative,
        "How long before its release it can be ordered, at its price at release."))
    if let calendar = section.context.calendar, released - preOrder >= calendar.horizon,
      !section.context.isVariant
    {
      section.reportConsequence(
        "the generation '\(name)' cannot be ordered before the end of the simulated time, "
          + "\(calendar.end); give an earlier date, or take it out", at: "released")
    }
    bf16 = section.input(
      "bf16", .throughput, in: .positive, "Dense BF16 throughput of one unit; once per replication."
    )
    fp8 = section.input(
      "fp8", .throughput, in: .notNegative,
      "Dense FP8 throughput of one unit; once per replication.")
    power = section.input(
      "power", .power, in: .positive,
      "IT power of one unit with its share of host, network and storage; once per replication.")
    rack = section.count(
      "rack", default: 1, in: 1...100_000, "Units in a rack; whole racks are bought.")
    (price, priceChange) = section.section("price", "What one unit costs.") { section in
      (
        section.input(
          "at", .money, in: .notNegative, "Price at release; once per replication."),
        section.input(
          "changes", .annualChange, default: 0, in: -0.99...100,
          "Effective annual change from the actual release on; once per replication.")
      )
    }
    lead = section.input(
      "lead", .duration, default: 0, in: .notNegative,
      "Time from order to delivery; drawn for each order.")
    life = section.input(
      "life", .duration, default: .infinity, in: 730.5...Double.infinity,
      words: ["forever": .infinity],
      "Economic life, from first use; once per replication.")
    bookLife = section.input(
      "bookLife", .duration, default: 5 * 8766, in: .positive,
      "Time over which the price is written off; once per replication.")
    failures = section.input(
      "failures", .hazard, default: 0, in: .notNegative,
      "Failures of one unit; once per replication.")
    repair = section.input(
      "repair", .duration, default: 0, in: .notNegative,
      "Time that a failure takes; availability is 1/(1 + failures x repair).")
    residual = section.points(
      "residual", x: .duration, y: .share, required: false, in: 0...1,
      "[age since delivery, share of the purchase price] pairs; default: the straight-line book value."
    )
  }
}
