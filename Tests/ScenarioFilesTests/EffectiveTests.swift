import FactoryModel
import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct EffectiveTests {
  @Test func `the effective scenario has defaults and the origin of each value`() throws {
    let effective = try #require(SmallScenario.read(sets: ["sites.pod.power=5 MW"]).effective)
    #expect(
      effective.text == """
        uncertain:
          slip: { lognormal: { median: 24 months, p90: 60 months }, source: a study }  # s.yaml:5
          usdPerEur: { lognormal: { median: 1.13 USD/EUR, p90: 1.25 USD/EUR } }  # s.yaml:6
        usdPerEur: $usdPerEur                                                    # default
        title: A small one                                                       # s.yaml:1
        start: 2026-01-01                                                        # s.yaml:2
        end: 2028-01-01                                                          # s.yaml:3
        sites:
          pod:
            power: 5 MW                                                          # --set sites.pod.power=5 MW
            takes: { triangular: { low: 1 months, mode: 2 months, high: 5 months } }  # s.yaml:10
            costs: 9 MEUR/MW                                                     # s.yaml:11
            succeeds: 1                                                          # default
            patience: forever                                                    # s.yaml:12
          campus: { power: 60 MW, takes: $slip, costs: 2 MUSD, succeeds: 80 % }  # s.yaml:13
        growth: { exponential: { rate: 25 %/year } }                             # s.yaml:14
        strategies:
          modular: { sites: [pod] }                                              # s.yaml:16
          none: {}                                                               # s.yaml:17

        """)
  }

  @Test func `a text of characters that YAML refuses reads back to itself`() throws {
    let text = SmallScenario.text.replacing(
      "title: A small one", with: #"title: "a\uffffb\ufffec\u2028d\ufeffe""#)
    let first = SmallScenario.read(text: text)
    #expect(first.scenario?.title == "a\u{FFFF}b\u{FFFE}c\u{2028}d\u{FEFF}e")
    let effective = try #require(first.effective)
    for written in [effective.text, effective.canonicalText] {
      let again = SmallScenario.read(text: written)
      #expect(again.problems == [])
      #expect(again.effective?.sha256 == effective.sha256)
    }
  }

  @Test func `whatever a file is called, its name stays in the comment`() throws {
    let folder = try TestFolder(["a\u{1B}b\n c\u{FFFF}.yaml": SmallScenario.text])
    let first = SmallScenario.read([folder.file("a\u{1B}b\n c\u{FFFF}.yaml")])
    #expect(first.problems == [])
    let effective = try #require(first.effective)
    let again = SmallScenario.read(text: effective.text)
    #expect(again.problems == [])
    #expect(again.effective?.sha256 == effective.sha256)
  }

  @Test func `the effective scenario reads back to itself`() throws {
    let first = try #require(
      SmallScenario.read(sets: ["growth={ table: [[2026-01-01, 1 x]] }"]).effective)
    let again = SmallScenario.read(text: first.text)
    #expect(again.problems == [])
    let second = try #require(again.effective)
    #expect(second.canonicalText == first.canonicalText)
    #expect(second.sha256 == first.sha256)
    #expect(SmallScenario.read(text: first.canonicalText).effective?.sha256 == first.sha256)
  }

  @Test func `the digest depends on what is said, not on how`() throws {
    let text = SmallScenario.text
    let plain = try #require(SmallScenario.read(text: text).effective)
    let commented = SmallScenario.read(text: "# words\n" + text.replacing("3 MW", with: "'3 MW'"))
    #expect(commented.effective?.sha256 == plain.sha256)
    let other = SmallScenario.read(text: text.replacing("3 MW", with: "4 MW"))
    #expect(other.effective?.sha256 != plain.sha256)
  }

  @Test(arguments: [
    "plain", "", "true", "null", "a: b", "a #b", "#a", "- a", "'", "\"x\"", "a\\b", "tab\there",
    "two\nlines", " space", "é ü €", "🏭", "[", "{a}", "a,b", "50 %", "-3", "@x", "a:", "=", "~",
    "\u{85}", "%", "&a", "*a", "!a", "|", ">", "?", "? a", "1e3", "`",
  ])
  func `any text survives being written and read`(title: String) throws {
    let node = ScenarioNode(
      .mapping([
        (
          ScenarioNode.Key("title", at: Place(file: "")),
          ScenarioNode(.scalar(title, isQuoted: true), at: Place(file: ""), from: .default)
        )
      ]), at: Place(file: ""), from: .default)
    let loaded = try ScenarioFile.load(text: node.flowText, file: "s.yaml")
    #expect(loaded.root["title"]?.scalar == title)
  }
}
