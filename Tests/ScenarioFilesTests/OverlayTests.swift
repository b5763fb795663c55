import FactoryModel
import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct OverlayTests {
  private func folder(_ files: [String: String]) throws -> TestFolder {
    try TestFolder(files.merging(["base.yaml": SmallScenario.text]) { given, _ in given })
  }

  @Test func `maps merge, lists and scalars replace`() throws {
    let folder = try folder([
      "over/more.yaml": """
      extends: ../base.yaml
      title: More
      sites: { pod: { power: 4 MW }, shed: { power: 1 MW } }
      strategies: { modular: { sites: [shed] } }
      """
    ])
    let (scenario, _, problems) = SmallScenario.read([folder.file("over/more.yaml")])
    #expect(problems == [])
    let read = try #require(scenario)
    #expect(read.title == "More")
    #expect(read.sites.map(\.name) == ["pod", "campus", "shed"])
    #expect(read.sites.map(\.value.power) == [4, 60, 1])
    #expect(read.sites[0].value.costs.dimension == 1)
    #expect(read.strategies.map(\.value) == [[2], []])
  }

  @Test func `another alternative or distribution in an overlay replaces the first`() throws {
    let folder = try folder([
      "a.yaml": """
      extends: base.yaml
      growth: { table: [[2027-01-01, 3 x]] }
      uncertain: { slip: { lognormal: { p10: 10 months, p90: 40 months } } }
      sites: { pod: { takes: { uniform: { low: 1 d, high: 3 d } } } }
      """
    ])
    let (scenario, effective, problems) = SmallScenario.read([folder.file("a.yaml")])
    #expect(problems == [])
    let read = try #require(scenario)
    #expect(read.growth == 3)
    #expect(abs(read.median(read.sites[0].value.takes) - 48) < 1e-9)
    #expect(abs(read.median(read.sites[1].value.takes) - 20 * 730.5) < 1e-6)
    let text = try #require(effective).text
    #expect(!text.contains("a study"))
    let again = SmallScenario.read(text: text)
    #expect(again.problems == [])
    #expect(again.effective?.sha256 == effective?.sha256)
  }

  @Test func `several files and several that are extended apply in their order`() throws {
    let folder = try folder([
      "one.yaml": "sites: { pod: { power: 1 MW }, campus: { power: 1 MW } }",
      "two.yaml": "sites: { campus: { power: 2 MW } }",
      "three.yaml": "title: Three",
      "main.yaml": "extends: [base.yaml, one.yaml, two.yaml]\ntitle: Main",
    ])
    let read = SmallScenario.read([folder.file("main.yaml"), folder.file("three.yaml")])
    #expect(read.problems == [])
    #expect(read.scenario?.title == "Three")
    #expect(read.scenario?.sites.map(\.value.power) == [1, 2])
  }

  @Test func `null takes a key out, from whichever file beneath it comes`() throws {
    let folder = try folder([
      "longer.yaml": "extends: base.yaml\nsites: { pod: { patience: 3 d, costs: null } }",
      "a.yaml": """
      extends: longer.yaml
      growth: null
      sites: { pod: { patience: null }, campus: ~ }
      strategies: { modular: null, other: { sites: pod } }
      """,
    ])
    let (scenario, effective, problems) = SmallScenario.read([folder.file("a.yaml")])
    #expect(problems == [])
    let read = try #require(scenario)
    #expect(read.growth == 0)
    #expect(read.sites.map(\.name) == ["pod"])
    #expect(read.sites[0].value.patience == nil)
    #expect(read.sites[0].value.costs.dimension == 0)
    #expect(read.strategies.map(\.name) == ["none", "other"])
    let text = try #require(effective).canonicalText
    #expect(!text.contains("null") && !text.contains("patience") && !text.contains("campus"))
    let again = SmallScenario.read(text: text)
    #expect(again.problems == [])
    #expect(again.effective?.sha256 == effective?.sha256)
  }

  @Test func `what was taken out can be given anew, by a file on top`() throws {
    let folder = try folder([
      "one.yaml": "sites: { pod: null }", "two.yaml": "sites: { pod: { power: 5 MW } }",
    ])
    let read = SmallScenario.read(
      ["base.yaml", "one.yaml", "two.yaml"].map { folder.file($0) },
      sets: ["strategies.modular.sites=[pod]"])
    #expect(read.problems == [])
    let pod = try #require(read.scenario?.sites.first { $0.name == "pod" }?.value)
    #expect(pod.power == 5)
    #expect(pod.patience == nil)
  }

  @Test func `an empty value leaves a map as it is`() throws {
    let folder = try folder(["a.yaml": "extends: base.yaml\nsites:\n  pod:\n"])
    let read = SmallScenario.read([folder.file("a.yaml")])
    #expect(read.problems == [])
    #expect(read.scenario?.sites.map(\.value.power) == [3, 60])
  }

  @Test func `null with nothing beneath is a mistake, where it stands`() throws {
    let folder = try folder([
      "a.yaml": """
      extends: base.yaml
      sites: { campus: { patience: null }, shed: { power: 1 MW, takes: null } }
      strategies: { modular: { sites: [{ pod: ~ }] } }
      """
    ])
    func words(_ key: String) -> String {
      "error: 'null' takes a key out, and no scenario beneath gives '\(key)'; leave it out"
    }
    #expect(
      SmallScenario.read([folder.file("a.yaml")]).problems.map(folder.relative) == [
        "a.yaml:2:30: \(words("patience"))", "a.yaml:2:66: \(words("takes"))",
        "a.yaml:3:41: \(words("pod"))",
      ])
    let alone = SmallScenario.text.replacing("none:", with: "none: null")
    #expect(SmallScenario.read(text: alone).problems == ["s.yaml:17:9: \(words("none"))"])
  }

  @Test func `a problem has the place of the file that it comes from`() throws {
    let folder = try folder([
      "a.yaml": "extends: base.yaml\nsites: { pod: { powr: 1 MW, takes: 5 } }",
      "base.yaml": SmallScenario.text.replacing("60 MW", with: "60"),
    ])
    let problems = SmallScenario.read([folder.file("a.yaml")]).problems.map(folder.relative)
    #expect(
      problems == [
        "a.yaml:2:17: error: unknown key 'powr'; did you mean 'power'?",
        "a.yaml:2:36: error: 'takes' must be a duration with its unit, such as '18 months' "
          + "(found '5')",
        "base.yaml:13:20: error: 'power' must be a power with its unit, such as '30 MW' "
          + "(found '60')",
      ])
  }

  @Test func `scenarios that extend themselves, or what is not there`() throws {
    let folder = try folder([
      "a.yaml": "extends: b.yaml", "b.yaml": "title: B\nextends: a.yaml",
      "c.yaml": "extends: [nowhere.yaml, 3: 4]", "d.yaml": "extends: ''",
    ])
    func problems(_ file: String) -> [String] {
      SmallScenario.read([folder.file(file)]).problems.map(folder.relative)
    }
    #expect(
      problems("a.yaml") == [
        "b.yaml:2:10: error: a scenario cannot extend itself: a.yaml → b.yaml → a.yaml"
      ])
    #expect(
      problems("c.yaml") == [
        "c.yaml:1:11: error: there is no file 'nowhere.yaml'",
        "c.yaml:1:25: error: 'extends' must be a file or a list of files, such as 'base.yaml' "
          + "(found a map)",
      ])
    #expect(
      problems("d.yaml") == [
        "d.yaml:1:10: error: 'extends' must be a file or a list of files, such as 'base.yaml' "
          + "(found '')"
      ])
    #expect(
      SmallScenario.read(text: "extends: .").problems == [
        "s.yaml:1:10: error: '.' is a folder, not a file"
      ])
    #expect(problems("no.yaml") == ["no.yaml: error: there is no file 'no.yaml'"])
  }

  @Test func `a missing input is told apart from a wrong one`() {
    let error = #expect(throws: ScenarioProblems.self) {
      try ScenarioFile.load(paths: ["/nowhere/at-all.yaml"])
    }
    #expect(error?.isInputMissing == true)
  }
}

@Suite struct SettingTests {
  @Test func `settings replace values by path, with indices in lists`() throws {
    let read = SmallScenario.read(
      sets: [
        "sites.pod.power=5 MW", "title=Set", "strategies.modular.sites.0=campus",
        "strategies.more.sites=[pod, campus]", "growth=constant",
        "sites.pod.takes={ uniform: { low: 1 d, high: 3 d } }",
      ])
    #expect(read.problems == [])
    let scenario = try #require(read.scenario)
    #expect(scenario.sites[0].value.power == 5)
    #expect(scenario.title == "Set")
    #expect(scenario.growth == 0)
    #expect(scenario.strategies.map(\.name) == ["modular", "none", "more"])
    #expect(scenario.strategies.map(\.value) == [[1], [], [0, 1]])
    #expect(abs(scenario.median(scenario.sites[0].value.takes) - 48) < 1e-9)
  }

  @Test func `a setting to null takes a key out`() throws {
    let read = SmallScenario.read(sets: ["sites.pod.patience=null", "growth=~", "strategies.none="])
    #expect(read.problems == [])
    #expect(read.scenario?.sites[0].value.patience == nil)
    #expect(read.scenario?.growth == 0)
    #expect(read.scenario?.strategies.map(\.name) == ["modular", "none"])
  }

  @Test(arguments: [
    ("sites.pod.powr=5 MW", "error: unknown key 'powr'; did you mean 'power'?"),
    (
      "sites.pod.power=5",
      "error: 'power' must be a power with its unit, such as '30 MW' (found '5')"
    ),
    (
      "title.a=5", "error: 'title' is 'A small one' and has no keys; set 'title' itself"
    ),
    (
      "strategies.modular.sites.3=pod",
      "error: 'strategies.modular.sites' is a list of 1: its elements are 0 to 0 (found '3')"
    ),
    (
      "title",
      "error: a setting is a path, '=' and a value, such as "
        + "'strategies.modular.phases.next.sites=8'"
    ),
    ("a..b=1", "error: a path has keys with a '.' between each two"),
    (
      "strategies.modlar.sites=[pod]",
      "error: there is no strategy 'modlar'; a new one with a name so near to another's is set "
        + "whole, as 'strategies.modlar={ … }'; did you mean 'modular'?"
    ),
    (
      "sites.tower.costs=3 MEUR",
      "error: there is no site 'tower' (known: pod, campus), and a new one needs more: "
        + "missing key 'power', such as 'power: 30 MW' (IT power.)"
    ),
    ("title=[a", "error: a list opened with '[' is not closed with ']'"),
    ("title=", "error: 'title' has no value; write one, or leave the key out"),
    (
      "sites.campus.patience=null",
      "error: 'null' takes a key out, and no scenario beneath gives 'sites.campus.patience'; "
        + "leave it out"
    ),
    (
      "sites.pod={ power: null }",
      "error: 'null' takes a key out, and no scenario beneath gives 'power'; leave it out"
    ),
    (
      "strategies.modular.sites.0=null",
      "error: an element of a list can't be taken out; set 'strategies.modular.sites' itself, "
        + "to what is left"
    ),
  ])
  func `a mistake in a setting is told with the setting as its place`(set: String, message: String)
  {
    #expect(SmallScenario.read(sets: [set]).problems == ["--set \(set): \(message)"])
  }
}
