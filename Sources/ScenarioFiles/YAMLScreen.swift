import ScenarioReading

/// Looks through a YAML text for what scenarios do without, before it is parsed.
///
/// Anchors, aliases, tags and keys that are not plain texts are refused with a sentence, and so is
/// nesting deeper than any scenario's; a parser may expand or follow them without end.
struct YAMLScreen {
  private static let maxFlowDepth = 50
  private static let maxIndent = 200

  private let file: String
  private var quote: Character?
  private var flowDepth = 0
  /// The indentation of the line whose block text (`|` or `>`) goes on, nil outside of one.
  private var blockTextIndent: Int?

  /// The first thing in a text that is refused, nil where there is none.
  static func problem(in text: String, file: String) -> Problem? {
    var screen = YAMLScreen(file: file)
    var number = 0
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      number += 1
      if let problem = screen.problem(in: Array(line), number) { return problem }
    }
    return nil
  }

  private init(file: String) { self.file = file }

  private mutating func problem(in line: [Character], _ number: Int) -> Problem? {
    func problem(_ column: Int, _ message: String) -> Problem {
      Problem(at: Place(file: file, line: number, column: column + 1), message)
    }
    let indent = line.prefix { $0 == " " }.count
    if let block = blockTextIndent {
      if indent > block || line.allSatisfy({ $0 == " " }) { return nil }
      blockTextIndent = nil
    }
    if quote == nil {
      if line.prefix(while: { " -?\t".contains($0) }).count > Self.maxIndent {
        return problem(0, "this is nested too deeply")
      }
      if indent < line.count, line[indent] == "\t", flowDepth == 0,
        line.contains(where: { !$0.isWhitespace })
      {
        return problem(indent, "a line is indented with a tab; use spaces")
      }
    }
    var isTokenStart = true
    var index = 0
    while index < line.count {
      let character = line[index]
      if let open = quote {
        if character == "\\", open == "\"" {
          index += 1
        } else if character == open {
          if open == "'", index + 1 < line.count, line[index + 1] == "'" {
            index += 1
          } else {
            quote = nil
          }
        }
        index += 1
        isTokenStart = false
        continue
      }
      let next = index + 1 < line.count ? line[index + 1] : " "
      switch character {
      case "#" where index == 0 || line[index - 1].isWhitespace: return nil
      case "\"", "'": if isTokenStart { quote = character }
      case "[", "{":
        if isTokenStart || flowDepth > 0 {
          flowDepth += 1
          if flowDepth > Self.maxFlowDepth { return problem(index, "this is nested too deeply") }
          index += 1
          isTokenStart = true
          continue
        }
      case "]", "}": flowDepth = max(0, flowDepth - 1)
      case "&", "*":
        if isTokenStart, !next.isWhitespace {
          return problem(
            index,
            "YAML anchors and aliases ('\(character)name') are not used in scenarios; write the "
              + "values out, or share them through 'extends'")
        }
      case "!":
        if isTokenStart { return problem(index, "YAML tags ('!name') are not used in scenarios") }
      case "?":
        if isTokenStart, next.isWhitespace {
          return problem(index, "a key must be a plain text, followed by a colon")
        }
      case "|", ">":
        if isTokenStart, flowDepth == 0 {
          blockTextIndent = indent
          return nil
        }
      default: break
      }
      if character.isWhitespace {
        // A space changes nothing: after "- " a token still starts, inside a text none does.
      } else if ":,-".contains(character), next.isWhitespace || (flowDepth > 0 && character == ",")
      {
        isTokenStart = isTokenStart || character != "-"
      } else {
        isTokenStart = false
      }
      index += 1
    }
    return nil
  }
}
