import FactoryModel
import ScenarioFiles
import ScenarioReading
import Testing

/// Values that say how many times the one beneath they are.
struct RelativeValueTests {
  private static let base = """
    title: t
    start: 2026-01-01
    end: 2028-01-01
    uncertain:
      rate: { uniform: { low: 10 /year, high: 20 /year } }
    demand:
      price: 2 EUR/H100e-h
      segments:
        a: { arrivals: $rate, size: { lognormal: { median: 24 H100e, p90: 96 H100e } }, term: 4 months, share: 90 % }
        b: { arrivals: [[2026-01-01, 10 /year], [2027-01-01, 20 /year]], size: 5 H100e, term: { gamma: { mean: 4 months, sd: 1 months } } }
        c: { arrivals: { value: 40 /year, source: a survey }, size: { discrete: { values: [1 H100e, 2 H100e], weights: [3, 1] } }, term: { weibull: { shape: 2, scale: 3 months } }, patience: forever }
    energy:
      spot: { ornsteinUhlenbeck: { mean: 80 EUR/MWh, halfLife: 28 h, sd: 20 EUR/MWh } }
      tax: { bands: [ { upTo: 50 MWh, rate: 70 EUR/MWh }, { rate: 3 EUR/MWh } ] }
    sites: { hall: { capacity: 10 H100e, live: start } }
    strategies: { only: { phases: { first: { site: hall, sites: 2 } } } }
    """

  /// The text of a value of the effective scenario, or what is said instead.
  private func read(_ path: String, sets: [String] = [], overlay: String? = nil) throws -> String {
    let folder = try TestFolder(["base.yaml": Self.base, "over.yaml": overlay ?? "title: t"])
    let files = ["base.yaml", "over.yaml"].map(folder.file)
    do throws(ScenarioProblems) {
      let loaded = try ScenarioFile.load(paths: files, sets: sets)
      let context = loaded.context()
      _ = context.read(loaded.root) { Scenario(from: $0) }
      if let problem = context.problems.first(where: { $0.severity == .error }) {
        return folder.relative(problem.description)
      }
      var node: ScenarioNode? = context.effective
      for key in path.split(separator: ".") { node = node?[String(key)] }
      return node?.flowText ?? "nothing"
    } catch {
      return folder.relative(error.problems.map(\.description).joined(separator: "\n"))
    }
  }

  @Test(arguments: [
    ("demand.segments.b.size", "6 H100e"),
    ("demand.segments.c.arrivals", "{ value: 48 /year, source: a survey }"),
    ("demand.segments.b.term", "{ gamma: { mean: 4.8 months, sd: 1.2 months } }"),
    ("demand.segments.a.size", "{ lognormal: { median: 28.8 H100e, p90: 115.2 H100e } }"),
    ("demand.segments.c.size", "{ discrete: { values: [1.2 H100e, 2.4 H100e], weights: [3, 1] } }"),
    ("demand.segments.c.term", "{ weibull: { shape: 2, scale: 3.6 months } }"),
    ("demand.segments.b.arrivals", "[[2026-01-01, 12 /year], [2027-01-01, 24 /year]]"),
    ("demand.price.constant.value", "2.4 EUR/H100e-h"),
    ("uncertain.rate", "{ uniform: { low: 12 /year, high: 24 /year } }"),
    ("sites.hall.capacity", "12 H100e"),
  ])
  func `a number, a distribution and a table are multiplied`(_ path: String, _ text: String) throws
  {
    #expect(try read(path, sets: ["\(path)*=1.2"]) == text)
    #expect(try read(path) != text)
  }

  @Test func `overlays multiply in their order, and what replaces a number is not multiplied`()
    throws
  {
    func size(_ overlay: String, _ sets: String...) throws -> String {
      try read(
        "demand.segments.b.size", sets: sets,
        overlay: "demand: { segments: { b: { size: \(overlay) } } }")
    }
    #expect(try size("{ times: 2 }") == "10 H100e")
    #expect(try size("{ times: 2 }", "demand.segments.b.size*=3") == "30 H100e")
    #expect(try size("{ times: 2 }", "demand.segments.b.size=7 H100e") == "7 H100e")
    #expect(
      try size("7 H100e", "demand.segments.b.size*=2", "demand.segments.b.size*=2") == "28 H100e")
    // One parameter of a distribution that was multiplied.
    #expect(
      try read(
        "demand.segments.b.term",
        sets: ["demand.segments.b.term*=2", "demand.segments.b.term.gamma.sd=3 months"])
        == "{ gamma: { mean: 8 months, sd: 3 months } }")
    #expect(
      try read("demand.segments.b.term", sets: ["demand.segments.b.term.gamma.mean*=2"])
        == "{ gamma: { mean: 8 months, sd: 1 months } }")
  }

  @Test func `the origin of a product is what multiplied it`() throws {
    let folder = try TestFolder(["base.yaml": Self.base])
    let loaded = try ScenarioFile.load(
      paths: [folder.file("base.yaml")], sets: ["demand.segments.b.size*=2"])
    let (_, effective) = try ScenarioFile.read(loaded) { Scenario(from: $0) }.get()
    #expect(effective.text.contains("--set demand.segments.b.size*=2"))
  }

  @Test(arguments: [
    (
      "demand.segments.a.arrivals*=2",
      "--set demand.segments.a.arrivals*=2: error: 'arrivals' is '$rate', and cannot be multiplied where it is used: multiply 'uncertain.rate', for all who use it, or write the number"
    ),
    (
      "start*=2",
      "--set start*=2: error: 'start' cannot be multiplied: only numbers, distributions and tables can, and no dates, counts or names; write the new value itself (found '2026-01-01')"
    ),
    (
      "strategies.only.phases.first.sites*=2",
      "--set strategies.only.phases.first.sites*=2: error: 'strategies.only.phases.first.sites' cannot be multiplied: only numbers, distributions and tables can, and no dates, counts or names; write the new value itself (found '2')"
    ),
    (
      "demand.segments.a.share*=1.2",
      "--set demand.segments.a.share*=1.2: error: 'share' must be between 0 and 1 (found '108 %')"
    ),
    (
      "demand.segments.c.patience*=2",
      "--set demand.segments.c.patience*=2: error: 'patience' is 'forever', which is no number to be multiplied; write the new value itself"
    ),
    (
      "demand.segments.b.patience*=2",
      "--set demand.segments.b.patience*=2: error: there is no number at 'demand.segments.b.patience' to multiply, as no file gives one; write the value itself"
    ),
    (
      "demand.segments.b.size*=2 H100e",
      "--set demand.segments.b.size*=2 H100e: error: a value is multiplied by a number from 0 on without a unit, such as '1.2' (found '2 H100e')"
    ),
    (
      "demand.segments.b*=2",
      "--set demand.segments.b*=2: error: 'demand.segments.b' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as 'demand.segments.b.arrivals'"
    ),
    (
      "energy.spot*=2",
      "--set energy.spot*=2: error: 'energy.spot.ornsteinUhlenbeck' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as 'energy.spot.ornsteinUhlenbeck.mean'"
    ),
    (
      "energy.tax.bands*=2",
      "--set energy.tax.bands*=2: error: 'energy.tax.bands.0' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as 'energy.tax.bands.0.upTo'"
    ),
  ])
  func `what is no number cannot be multiplied`(_ set: String, _ message: String) throws {
    #expect(try read("title", sets: [set]) == message)
  }

  @Test func `what follows one number alone is multiplied with it, and several are not`() throws {
    let over = "demand: { price: { exponential: { at: 2 EUR/H100e-h, changes: -20 %/year } } }"
    #expect(
      try read("title", sets: ["demand.price*=1.2"], overlay: over)
        == "--set demand.price*=1.2: error: 'demand.price.exponential' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as 'demand.price.exponential.at'"
    )
    #expect(
      try read("title", overlay: "energy: { spot: { ornsteinUhlenbeck: { times: 2 } } }")
        == "over.yaml:1:47: error: 'energy.spot.ornsteinUhlenbeck' is made of several values, and is not multiplied as a whole: multiply those that are meant, such as 'energy.spot.ornsteinUhlenbeck.mean'"
    )
    #expect(
      try read("demand.price", sets: ["demand.price*=1.2"])
        == "{ constant: { value: 2.4 EUR/H100e-h } }")
    #expect(
      try read(
        "demand.price", sets: ["demand.price*=2"],
        overlay: "demand: { price: { table: [[2026-01-01, 1 EUR/H100e-h]] } }")
        == "{ table: { points: [[2026-01-01, 2 EUR/H100e-h]] } }")
  }

  @Test func `a factor with nothing beneath is told in the file`() throws {
    #expect(
      try read("title", overlay: "demand:\n  segments:\n    b:\n      usage: { times: 2 }")
        == "over.yaml:4:16: error: 'times' multiplies the number that a scenario beneath gives, and none gives 'usage'; write the value itself"
    )
    #expect(
      try read("title", overlay: "sites:\n  hall:\n    capacity: { times: twice }")
        == "over.yaml:3:24: error: a value is multiplied by a number from 0 on without a unit, such as '1.2' (found 'twice')"
    )
  }
}
