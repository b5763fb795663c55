import ScenarioReading
import Yams

/// Parses YAML into values that know their places.
struct YAMLReader {
  /// The file as shown in places; without lines where a place is no file.
  let file: String
  /// Where values say that they come from.
  let origin: (Place) -> ScenarioNode.Origin
  /// The number of the file in the order of overlays; later ones win.
  let layer: Int
  /// Whether places carry line and column.
  var hasLines = true

  /// The value that a text holds; null for an empty text.
  func value(of text: String) throws(Problem) -> ScenarioNode {
    if let problem = YAMLScreen.problem(in: text, file: file) {
      throw hasLines ? problem : Problem(at: Place(file: file), problem.message)
    }
    let root: Node?
    do {
      // Every scalar is a text here; whether it is a number, its reader decides.
      root = try Yams.compose(yaml: text, .basic)
    } catch let error as YamlError {
      throw problem(error)
    } catch {
      throw Problem(at: Place(file: file), "this is no YAML")
    }
    guard let root else { return node(.null, at: place(nil)) }
    return try convert(root)
  }

  private func place(_ mark: Mark?) -> Place {
    guard hasLines, let mark else { return Place(file: file) }
    return Place(file: file, line: mark.line, column: mark.column)
  }

  private func node(_ value: ScenarioNode.Value, at place: Place) -> ScenarioNode {
    ScenarioNode(value, at: place, from: origin(place), layer: layer)
  }

  private func convert(_ yaml: Node) throws(Problem) -> ScenarioNode {
    let place = place(yaml.mark)
    switch yaml {
    case .scalar(let scalar):
      let isPlain = scalar.style == .plain || scalar.style == .any
      if isPlain, ["", "~", "null", "Null", "NULL"].contains(scalar.string) {
        var nothing = node(.null, at: place)
        nothing.isRemoval = !scalar.string.isEmpty
        return nothing
      }
      return node(.scalar(scalar.string, isQuoted: !isPlain), at: place)
    case .sequence(let sequence):
      var elements: [ScenarioNode] = []
      for element in sequence { elements.append(try convert(element)) }
      return node(.sequence(elements), at: place)
    case .mapping(let mapping):
      var entries: [(key: ScenarioNode.Key, value: ScenarioNode)] = []
      var names: Set<String> = []
      for (key, value) in mapping {
        let keyPlace = self.place(key.mark)
        guard case .scalar(let name) = key else {
          throw Problem(at: keyPlace, "a key must be a plain text, followed by a colon")
        }
        if name.string == "<<", name.style == .plain {
          throw Problem(
            at: keyPlace,
            "YAML merge keys ('<<') are not used in scenarios; share values through 'extends'")
        }
        guard names.insert(name.string).inserted else {
          throw Problem(at: keyPlace, "the key '\(name.string)' is given twice in the same map")
        }
        entries.append((ScenarioNode.Key(name.string, at: keyPlace), try convert(value)))
      }
      return node(.mapping(entries), at: place)
    case .alias:
      throw Problem(at: place, "YAML aliases ('*name') are not used in scenarios")
    }
  }
}

extension YAMLReader {
  /// What the parser says, in words for someone who does not know YAML.
  private func problem(_ error: YamlError) -> Problem {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return Problem(at: place(mark), Self.words(problem))
    case .reader:
      return Problem(
        at: Place(file: file),
        "the text holds a character that no scenario can; is this a text file?")
    case .duplicatedKeysInMapping(let duplicates, let context):
      return Problem(
        at: place(context.mark),
        "the key '\(duplicates.first ?? "")' is given twice in the same map, first here; keep one")
    default:
      return Problem(at: Place(file: file), "this is no YAML that can be read")
    }
  }

  private static let translations: [(part: String, words: String)] = [
    (
      "mapping values are not allowed",
      "a colon stands where none can be; is the line indented as its neighbours are, and is a text "
        + "with ': ' in quotes?"
    ),
    (
      "could not find expected ':'",
      "a key is not followed by a colon and a space, such as 'power: 30 MW'"
    ),
    (
      "did not find expected key",
      "this line does not fit those above it; are they indented alike, with spaces, and is every "
        + "bracket and quote closed?"
    ),
    (
      "did not find expected '-' indicator",
      "this line does not fit the list above it; are its elements indented alike?"
    ),
    ("did not find expected ',' or ']'", "a list opened with '[' is not closed with ']'"),
    ("did not find expected ',' or '}'", "a map opened with '{' is not closed with '}'"),
    ("found unexpected end of stream", "a quote that is opened is never closed"),
    ("found unexpected document indicator", "a quote that is opened is never closed"),
    ("found a tab character", "a tab stands where spaces are needed"),
    ("cannot start any token", "a text cannot begin with this character; put it in quotes"),
    ("block sequence entries are not allowed", "a list with '-' cannot stand on this line"),
    ("block mapping keys are not allowed", "a map cannot begin on this line"),
    ("found unknown escape character", "'\\' in double quotes is a special sign; write '\\\\'"),
    ("another document", "a scenario is one document: remove the line '---'"),
    ("mapping keys are not allowed", "a key cannot stand here; is it on a line of its own?"),
    (
      "found a tab character where an indentation", "a line is indented with a tab; use spaces"
    ),
    ("found invalid Unicode", "'\\' in double quotes names a character that does not exist"),
    ("did not find expected hexdecimal", "'\\' in double quotes is a special sign; write '\\\\'"),
    ("indentation indicator", "after '|' or '>' nothing stands on the same line"),
    ("comment or line break", "nothing can follow here; begin a new line"),
    (
      "did not find expected node content",
      "a value is missing here; is a comma or a bracket too much?"
    ),
    ("directive", "a line cannot begin with '%'; put the text in quotes"),
    ("incompatible YAML", "a line cannot begin with '%'; put the text in quotes"),
    ("undefined alias", "YAML aliases ('*name') are not used in scenarios"),
    (
      "did not find expected <document start>",
      "this line does not fit the text before it; is everything in one map, indented alike?"
    ),
  ]

  private static func words(_ problem: String) -> String {
    translations.first { problem.contains($0.part) }?.words
      ?? "this is no YAML that can be read; is every bracket and quote closed, and is each line "
      + "indented as its neighbours are?"
  }
}
