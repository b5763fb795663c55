import ScenarioFiles
import ScenarioReading
import Testing

@Suite struct YAMLMessageTests {
  private func problem(_ text: String) -> String {
    do throws(ScenarioProblems) {
      _ = try ScenarioFile.load(text: text, file: "s.yaml")
      return "none"
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("", "1:1: error: the file is empty; 'millwright new' writes a scenario to start from"),
    (
      "# only words\n",
      "1:1: error: the file is empty; 'millwright new' writes a scenario to start from"
    ),
    (
      "- a\n- b\n",
      "1:1: error: a scenario is a map of keys, such as 'start: 2026-01-01' (found a list)"
    ),
    (
      "hello",
      "1:1: error: a scenario is a map of keys, such as 'start: 2026-01-01' (found 'hello')"
    ),
    ("a: 1\n\tb: 2\n", "2:1: error: a line is indented with a tab; use spaces"),
    (
      "a:\n  b: 1\n c: 2\n",
      "3:2: error: this line does not fit those above it; are they indented alike, with spaces, "
        + "and is every bracket and quote closed?"
    ),
    (
      "a: b: c\n",
      "1:5: error: a colon stands where none can be; is the line indented as its neighbours are, "
        + "and is a text with ': ' in quotes?"
    ),
    (
      "a: 1\nb\nc: 3\n",
      "3:1: error: a key is not followed by a colon and a space, such as 'power: 30 MW'"
    ),
    ("a: [1, 2\nb: 3\n", "2:2: error: a list opened with '[' is not closed with ']'"),
    ("a: { b: 1\n", "2:1: error: a map opened with '{' is not closed with '}'"),
    ("a: 'text\n", "2:1: error: a quote that is opened is never closed"),
    ("a: %x\n", "1:4: error: a text cannot begin with this character; put it in quotes"),
    (
      "a: 1\nb: 2\na: 3\n",
      "1:1: error: the key 'a' is given twice in the same map, first here; keep one"
    ),
    (
      "a: &x 1\nb: *x\n",
      "1:4: error: YAML anchors and aliases ('&name') are not used in scenarios; write the values "
        + "out, or share them through 'extends'"
    ),
    (
      "b:\n  - *x\n",
      "2:5: error: YAML anchors and aliases ('*name') are not used in scenarios; write the values "
        + "out, or share them through 'extends'"
    ),
    (
      "a:\n  <<: { b: 1 }\n",
      "2:3: error: YAML merge keys ('<<') are not used in scenarios; share values through "
        + "'extends'"
    ),
    ("a: !!binary x\n", "1:4: error: YAML tags ('!name') are not used in scenarios"),
    ("? [a, b]\n: 1\n", "1:1: error: a key must be a plain text, followed by a colon"),
    ("[a]: 1\n", "1:1: error: a key must be a plain text, followed by a colon"),
    ("a: 1\n---\nb: 2\n", "2:1: error: a scenario is one document: remove the line '---'"),
    (
      "a: \"\\q\"\n",
      "1:5: error: '\\' in double quotes is a special sign; write '\\\\'"
    ),
  ])
  func `a mistake in the YAML is told in plain words`(text: String, message: String) {
    #expect(problem(text) == "s.yaml:" + message)
  }

  @Test(arguments: [
    "a: Pods & campus, 5 * 3 (what?) - really! #1 | > \n", "a: \"&x *y !z\"\n", "a: 'it''s &x'\n",
    "# &x *y\na: 1\n", "a: |\n  &x\n  *y\n  [[[[\nb: 1\n", "a: [-3, 'x', {b: 2}]\n", "---\na: 1\n",
    "a: 1\n...\n", "a: R&D\n", "a:\r\n  b: 1\r\n", "a: \"two\n  lines &x\"\n",
    "a:\n- b: 1\n  c: 2\n- - 3\n",
  ])
  func `what looks like a sign inside a text is a text`(text: String) {
    #expect(problem(text) == "none")
  }

  @Test func `deep nesting is refused, not followed`() {
    for text in [
      String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
      String(repeating: "- ", count: 100_000), "a: " + String(repeating: "[", count: 60),
      String(repeating: "? ", count: 1000),
      (0..<300).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
    ] {
      #expect(problem(text).contains("nested too deeply") || problem(text).contains("plain text"))
    }
  }

  @Test(arguments: [
    ("a: 1\nb: é\u{7}\n", "2:5: ", "U+0007"), ("a: \u{9B}2J", "1:4: ", "U+009B"),
    ("a: 1\r\n# \u{FEFF}", "2:3: ", "U+FEFF"), ("a: \u{FFFE}", "1:4: ", "U+FFFE"),
    ("a: 1\rb: \u{7F}", "2:4: ", "U+007F"), ("a: \u{B}", "1:4: ", "U+000B"),
  ])
  func `a character that no text holds is told with its place`(
    text: String, place: String, character: String
  ) {
    #expect(
      problem(text)
        == "s.yaml:\(place)error: the text holds the character \(character), which no scenario can; "
        + "is this a text file?")
  }

  @Test(arguments: [
    "%FOO\na: 1", "%YAML 9.9\n---\na: 1", "a: |2x\n  b", "a: |0\n  b", "a: \"\\xZZ\"",
    "a: \"\\uD800\"",
    "a: [1, , 2]", "a: {,}", "a: ]", "a: }", "- a\nb: 1", "a: @x", "a: `x", "a: 'b' c",
    "a: \"b\" c: d",
    "a: >\n\t b", "{a: 1", "a: [b", "a: 1\n  b: 2", "a: - b", "a: b: c", "'a", "a: 1\n... b\n",
    "a: {b: [c}", "%TAG ! x\n%TAG ! y\n---\na: 1", "---\na: 1\n--- b\n", "a: ? b", ": x", "a\n: b",
  ])
  func `no words of the parser reach the user`(text: String) {
    let words = problem(text)
    for part in ["while ", "did not find", "found ", "could not find", "not allowed", "token"] {
      #expect(!words.contains("error: " + part) && !words.contains("(" + part), "\(words)")
    }
    #expect(words == "none" || words.hasPrefix("s.yaml:"))
  }

  @Test func `files that hold no text`() throws {
    let folder = try TestFolder()
    try folder.write([0x61, 0x3A, 0x20, 0x31, 0x0A, 0xFF, 0xFE, 0x00], to: "latin.yaml")
    try folder.write([0x61, 0x3A, 0x20, 0x00, 0x01, 0x0A], to: "binary.yaml")
    try folder.write([0xEF, 0xBB, 0xBF] + Array("a: 1".utf8), to: "bom.yaml")
    func problem(_ file: String) -> String {
      do throws(ScenarioProblems) {
        _ = try ScenarioFile.load(paths: [folder.file(file)])
        return "none"
      } catch {
        return folder.relative(error.description)
      }
    }
    #expect(
      problem("latin.yaml")
        == "latin.yaml:2:1: error: this is no UTF-8 text; save the file as UTF-8")
    #expect(
      problem("binary.yaml")
        == "binary.yaml:1:4: error: the text holds the character U+0000, which no scenario can; "
        + "is this a text file?")
    #expect(problem("bom.yaml") == "none")
    #expect(problem("").contains("is a folder, not a file"))
  }
}
