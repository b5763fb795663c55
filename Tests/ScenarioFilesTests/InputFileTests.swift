import Foundation
import ScenarioFiles
import ScenarioReading
import Testing

/// Which files a scenario is read from, and which are refused with a sentence.
@Suite struct InputFileTests {
  private func problems(_ file: String, in folder: TestFolder) -> [String] {
    SmallScenario.read([folder.file(file)]).problems.map(folder.relative)
  }

  @Test(.timeLimit(.minutes(10)))
  func `pipes, devices and folders are no input, and nobody waits for them`() throws {
    let folder = try TestFolder([
      "extends.yaml": "extends: pipe",
      "table.yaml": SmallScenario.text.replacing(
        "power: 3 MW", with: "power: { table: pipe, parameter: p }"),
      "empirical.yaml": SmallScenario.text.replacing(
        "takes: $slip", with: "takes: { empirical: { file: pipe, column: c } }"),
      "device.yaml": "extends: /dev/zero", "folder.yaml": "extends: .",
    ])
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0)
    func words(_ file: String) -> String {
      "error: '\(file)' is a pipe or a device, not a file; save what it gives to a file"
    }
    #expect(problems("pipe", in: folder) == ["pipe: " + words("pipe")])
    #expect(problems("extends.yaml", in: folder) == ["extends.yaml:1:10: " + words("pipe")])
    #expect(problems("table.yaml", in: folder) == ["table.yaml:9:21: " + words("pipe")])
    #expect(problems("empirical.yaml", in: folder) == ["empirical.yaml:13:55: " + words("pipe")])
    #expect(problems("device.yaml", in: folder) == ["device.yaml:1:10: " + words("/dev/zero")])
    #expect(
      problems("folder.yaml", in: folder).map { $0.hasSuffix("is a folder, not a file") } == [true])
  }

  @Test(.timeLimit(.minutes(10)))
  func `files that extend each other on many ways are each laid down once`() throws {
    var files = ["d19.yaml": SmallScenario.text]
    for step in 0..<19 {
      files["d\(step).yaml"] = "extends: [d\(step + 1).yaml, a\(step).yaml]"
      files["a\(step).yaml"] = "extends: d\(step + 1).yaml"
    }
    let folder = try TestFolder(files)
    let read = SmallScenario.read([folder.file("d0.yaml")])
    #expect(read.problems.map(folder.relative) == [])
    #expect(read.scenario?.title == "A small one")
  }

  @Test func `a base that two overlays share lies beneath both`() throws {
    let folder = try TestFolder([
      "base.yaml": SmallScenario.text,
      "b.yaml": "extends: base.yaml\nsites: { pod: { power: 4 MW } }",
      "c.yaml": "extends: base.yaml\nsites: { campus: { power: 70 MW } }",
      "top.yaml": "extends: [b.yaml, c.yaml]",
    ])
    let read = SmallScenario.read([folder.file("top.yaml")])
    #expect(read.problems == [])
    #expect(read.scenario?.sites.map(\.value.power) == [4, 70])
    // The command line lays what it names on top of what it named before.
    let again = SmallScenario.read([folder.file("b.yaml"), folder.file("base.yaml")])
    #expect(again.scenario?.sites.map(\.value.power) == [3, 60])
  }

  @Test func `a file that is named twice is told`() throws {
    let folder = try TestFolder([
      "base.yaml": SmallScenario.text, "twice.yaml": "extends: [base.yaml, ./base.yaml]",
      "b.yaml": "extends: base.yaml", "beneath.yaml": "extends: [b.yaml, base.yaml]",
    ])
    #expect(
      problems("twice.yaml", in: folder)
        == ["twice.yaml:1:22: error: './base.yaml' is named twice; name it once, first"])
    #expect(
      problems("beneath.yaml", in: folder) == [
        "beneath.yaml:1:19: error: 'base.yaml' lies beneath one named before it already; "
          + "name it once, first"
      ])
  }

  @Test func `so many files make no scenario`() throws {
    var files = (0..<200).reduce(into: ["base.yaml": SmallScenario.text]) {
      $0["f\($1).yaml"] = "title: F"
    }
    files["many.yaml"] =
      "extends: [base.yaml, " + (0..<200).map { "f\($0).yaml" }.joined(separator: ", ") + "]"
    // Also where each extends the next few, and no list is long.
    for index in 0..<15 {
      files["steps\(index).yaml"] =
        "extends: [steps\(index + 1).yaml, "
        + (0..<9).map { "f\(index * 9 + $0).yaml" }.joined(separator: ", ") + "]"
    }
    files["steps15.yaml"] = SmallScenario.text
    let folder = try TestFolder(files)
    for name in ["many.yaml", "steps0.yaml"] {
      let problems = problems(name, in: folder)
      #expect(problems.count == 1, "\(problems)")
      #expect(problems.first?.hasSuffix("error: a scenario is made of 100 files at most") == true)
    }
  }

  @Test func `a folder of tables that was not copied is one mistake`() throws {
    let number = "{ table: data/costs.csv, parameter: p }"
    let other = "{ table: data/more.csv, parameter: p }"
    let text = SmallScenario.text.replacing("3 MW", with: number).replacing("60 MW", with: number)
      .replacing("9 MEUR/MW", with: other)
    let folder = try TestFolder(["s.yaml": text])
    #expect(
      problems("s.yaml", in: folder) == [
        "s.yaml:9:21: error: there is no folder 'data', from which tables are read; "
          + "copy it along with 's.yaml'"
      ])
    try folder.write(Array("a".utf8), to: "data/other.csv")
    #expect(
      problems("s.yaml", in: folder) == [
        "s.yaml:9:21: error: there is no file 'data/costs.csv'",
        "s.yaml:11:21: error: there is no file 'data/more.csv'",
      ])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `lines of a table end as on any system`(lineEnd: String) throws {
    let table = ["parameter,value_central,unit", "power,4,MW", "", "\"odd\",5,\"MW\"", ""]
    let folder = try TestFolder([
      "s.yaml": SmallScenario.text.replacing("3 MW", with: "{ table: t.csv, parameter: power }")
        .replacing("60 MW", with: "{ table: t.csv, parameter: odd }"),
      "t.csv": table.joined(separator: lineEnd),
    ])
    let read = SmallScenario.read([folder.file("s.yaml")])
    #expect(read.problems == [])
    #expect(read.scenario?.sites.map(\.value.power) == [4, 5])
    #expect(read.effective?.text.contains("t.csv:4") == true)
  }

  @Test(arguments: [
    (
      "parameter,value_low,value_high,unit\ncost,1,2,MW\n",
      "s.yaml:9:49: error: 't.csv' has no column 'value_central'; it has value_low, value_high"
    ),
    (
      "name,value\ncost,2\n",
      "s.yaml:9:12: error: 't.csv' has no column 'parameter'; it has name, value"
    ),
    (
      "parameter,value_central,unit\ncost,1,MW\ncost,2,MW\n",
      "t.csv:3:1: error: 'cost' is in the table twice, first in line 2; keep one"
    ),
    (
      "parameter,value_central,unit,year\ncost,1,MW,2026\ncost,2,MW,2026\n",
      "t.csv:3:1: error: 'cost' is in the table twice, first in line 2; keep one"
    ),
  ])
  func `a table that does not fit is told with what it has`(table: String, message: String) throws {
    let number = "{ table: t.csv, parameter: cost, as: central }"
    let folder = try TestFolder([
      "s.yaml": SmallScenario.text.replacing("3 MW", with: number), "t.csv": table,
    ])
    #expect(problems("s.yaml", in: folder) == [message])
  }

  @Test func `a year that a table does not tell`() throws {
    let folder = try TestFolder([
      "s.yaml": SmallScenario.text.replacing(
        "3 MW", with: "{ table: t.csv, parameter: cost, year: 2026 }"),
      "t.csv": "parameter,value_central,unit\ncost,1,MW\n",
      "twice.yaml": SmallScenario.text.replacing(
        "3 MW", with: "{ table: u.csv, parameter: cost, year: 2026 }"),
      "u.csv":
        "parameter,value_central,unit,year\ncost,1,MW,2026\ncost,3,MW,2025\ncost,2,MW,2026\n",
    ])
    #expect(
      problems("s.yaml", in: folder)
        == ["s.yaml:9:12: error: 't.csv' has no column 'year'; leave 'year: 2026' out"])
    #expect(
      problems("twice.yaml", in: folder) == [
        "u.csv:4:1: error: 'cost' for the year '2026' is in the table twice, first in line 2; keep one"
      ])
  }
}
