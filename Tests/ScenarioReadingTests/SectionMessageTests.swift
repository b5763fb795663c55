import Quantities
import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct SectionMessageTests {
  @Test func `an unknown key has the nearest known`() {
    let found = problems("sites:\n  pod:\n    colling: air\n    power: 3 MW\n    xyzzy: 1\n") {
      _ = $0.named("sites", each: "site", "The sites.") { _, site in
        _ = site.number("power", .power, "IT power.")
        _ = site.text("cooling", default: "air", "How.")
      }
    }
    #expect(
      found == [
        "s.yaml:3:5: error: unknown key 'colling'; did you mean 'cooling'?",
        "s.yaml:5:5: error: unknown key 'xyzzy'; known here: power, cooling",
      ])
  }

  @Test func `no message is long, whatever it quotes`() {
    for name in ["", "'", "a'b'c"].map({ $0 + String(repeating: "long ", count: 5000) + $0 }) {
      let problem = Problem(at: Place(file: "s.yaml"), "there is no '\(name)', but '\(name)'")
      #expect(problem.message.count <= 1501)
      #expect(problem.message.hasPrefix("there is no '") && problem.message.contains("…"))
    }
  }

  @Test func `a missing section is told once`() {
    let found = problems("b: 1\n") {
      _ = $0.number("b", .factor, "A factor.")
      $0.section("grid", "The grid.") { _ = $0.number("power", .power, "IT power.") }
    }
    #expect(found == ["s.yaml:1:1: error: missing key 'grid' (The grid.)"])
  }

  @Test func `a text where keys are meant`() {
    let found = problems("grid: 5\nsites: [a]\nlist: { a: 1 }\nregions:\n  a.b: {}\n  north: 7\n") {
      $0.section("grid", "The grid.") { _ = $0.number("power", .power, "IT power.") }
      _ = $0.named("sites", each: "site", "The sites.") { _, _ in }
      _ = $0.list("list", "A list.") { _ = $0.number("power", .power, "IT power.") }
      _ = $0.named("regions", each: "region", "The regions.") { _, _ in }
    }
    #expect(
      found == [
        "s.yaml:1:7: error: 'grid' must be a map of keys: power (found '5')",
        "s.yaml:2:8: error: 'sites' must be a map from the name of each site to its keys "
          + "(found a list)",
        "s.yaml:3:7: error: 'list' must be a list, each with the keys power (found a map)",
        "s.yaml:5:3: error: the name of each region is made of letters, digits, '-', '_' and spaces "
          + "inside (found 'a.b')",
        "s.yaml:6:10: error: 'north' must be a map of keys (found '7')",
      ])
  }

  @Test func `what must not be empty`() {
    let found = problems("sites: {}\nlist: []\nafter: []\n") {
      _ = $0.named("sites", each: "site", required: true, "The sites.") { _, _ in }
      _ = $0.list("list", required: true, "A list.") { _ in }
      _ = $0.references("after", to: "stage", among: ["land"], required: true, "What before.")
    }
    #expect(
      found == [
        "s.yaml:1:1: error: 'sites' must hold at least one site",
        "s.yaml:2:7: error: 'list' must hold at least one element",
        "s.yaml:3:8: error: 'after' must name at least one stage",
      ])
  }

  @Test func `references to what does not exist`() {
    let found = problems("site: podSit\nafter: [land, permit, land]\n") {
      _ = $0.reference("site", to: "site", among: ["podSite", "campus"], "Where.")
      _ = $0.references("after", to: "stage", among: ["land", "grid"], required: true, "Before.")
    }
    #expect(
      found == [
        "s.yaml:1:7: error: 'site' names a site that does not exist, 'podSit'; "
          + "did you mean 'podSite'?",
        "s.yaml:2:15: error: 'after' names a stage that does not exist, 'permit'; "
          + "there are: land, grid",
        "s.yaml:2:23: error: 'after' names the stage 'land' twice",
      ])
  }

  /// The section that should name things may be the mistake; then it alone is told.
  @Test func `a reference where nothing is named is told where nothing else is wrong`() {
    let reference = { (section: SectionReader) in
      _ = section.reference("none", to: "region", among: [], "Where.")
    }
    #expect(
      problems("none: x\n", reference) == [
        "s.yaml:1:7: error: 'none' names a region that does not exist, 'x'; there is none at all"
      ])
    #expect(
      problems("none: x\nregionz: 1\n", reference) == [
        "s.yaml:2:1: error: unknown key 'regionz'; known here: none"
      ])
  }

  @Test func `a mistyped key is not told as missing too`() {
    #expect(
      problems("powr: 3 MW\n") { _ = $0.number("power", .power, "IT power.") } == [
        "s.yaml:1:1: error: unknown key 'powr'; did you mean 'power'?"
      ])
  }

  private let curves: [Variant<Double>] = [
    Variant("constant", "No growth.") { _ in 1 },
    Variant("exponential", "A rate.", shorthand: "rate") {
      $0.number("rate", .annualChange, "How fast.")
    },
  ]

  @Test func `alternatives that are unknown, two, or none`() {
    let found = problems(
      "a: expnential\nb: { exponental: 3 %/year }\nc: { constant: , exponential: 3 %/year }\n"
        + "d: {}\ne: [1]\n"
    ) { reader in
      for key in ["a", "b", "c", "d", "e", "f"] { _ = reader.variant(key, "Growth.", curves) }
    }
    #expect(
      found == [
        "s.yaml:1:1: error: missing key 'f', such as 'f: constant' (Growth.)",
        "s.yaml:1:4: error: 'a' must be one of constant, exponential (found 'expnential'); "
          + "did you mean 'exponential'?",
        "s.yaml:2:6: error: unknown key 'exponental'; did you mean 'exponential'?",
        "s.yaml:3:18: error: only one of these can be given: constant, exponential "
          + "(found 'constant' and 'exponential')",
        "s.yaml:4:1: error: one of these is needed here: constant, exponential",
        "s.yaml:5:4: error: 'e' must be one of constant, exponential (found a list)",
      ])
  }

  @Test func `alternatives by name, by shorthand and whole`() throws {
    let read = { [curves] (reader: SectionReader) in
      ["a", "b", "c", "d"].map { reader.variant($0, default: "constant", "Growth.", curves) }
    }
    let (values, effective) = try reading(
      "a: constant\nb: { exponential: 3 %/year }\nc: { exponential: { rate: 4 %/year } }", read)
    #expect(values == [1, 0.03, 0.04, 1])
    #expect(try reading(effective.text, read).value == values)
  }

  @Test func `a warning does not keep a scenario from being read`() throws {
    let (_, effective) = try reading("a: 3 MW") {
      _ = $0.number("a", .power, "Power.")
      $0.warn("'a' is small", at: "a")
    }
    #expect(effective.warnings.map(\.description) == ["s.yaml:1:4: warning: 'a' is small"])
  }

  @Test func `problems are sorted and told once`() {
    let found = problems("a: 1\nb: 2\n") {
      $0.report("second", at: "b")
      $0.report("first", at: "a")
      $0.report("second", at: "b")
      _ = $0.number("a", .factor, "A.")
      _ = $0.number("b", .factor, "B.")
    }
    #expect(found == ["s.yaml:1:4: error: first", "s.yaml:2:4: error: second"])
  }

  @Test func `source and confidence may stand in any section`() throws {
    let (_, effective) = try reading(
      """
      a:
        source: a study
        confidence: assumed
        power: 3 MW
        other: { value: 4 MW, source: another, confidence: read }
      """
    ) {
      $0.section("a", "A part.") {
        _ = $0.number("power", .power, "Power.")
        _ = $0.number("other", .power, "Power.")
      }
    }
    #expect(effective.records.map(\.source) == ["a study", "another"])
    #expect(effective.records.map(\.confidence) == [.assumed, .read])
    let found = problems("a: { confidence: certain }") { $0.section("a", "A part.") { _ in } }
    #expect(
      found == [
        "s.yaml:1:18: error: 'confidence' must be one of read, remembered, assumed "
          + "(found 'certain')"
      ])
  }
}
