import FactoryModel
import ScenarioFiles
import ScenarioReading

/// Takes what is refused out of a draft, until the rest is a scenario.
struct Repair {
  /// What is left, nil where nothing is.
  let draft: Draft
  let effective: EffectiveScenario

  /// What is left of a draft whose tables lie in a folder.
  init?(_ draft: Draft, in folder: String) {
    var draft = draft
    let file = folder + "/" + FuzzInput.mainFile
    // Knows where tables lie; read is what the draft says.
    guard let files = try? ScenarioFile.load(text: "a: b", file: file) else {
      return nil
    }
    for _ in 0..<40 {
      let context = files.context()
      var paths: [DraftPath] = [[]]
      _ = context.read(Self.node(draft, at: [], &paths, file)) { Scenario(from: $0) }
      guard context.hasErrors else {
        (self.draft, effective) = (draft, EffectiveScenario(context))
        return
      }
      var refused: Set<DraftPath> = []
      for problem in context.problems where problem.severity == .error {
        let path = problem.place.file == file ? paths[problem.place.line] : []
        if path.isEmpty { return nil }
        refused.insert(path)
      }
      // Those behind and below go first, so that the paths of the others hold.
      for path in refused.sorted(by: { $1.lexicographicallyPrecedes($0) }) {
        draft.removeWithParents(at: path)
      }
      draft.removeUnusedUncertain()
    }
    return nil
  }

  /// A draft as it would be read from a file, on whose line n stands the value of `paths[n]`.
  private static func node(
    _ draft: Draft, at path: DraftPath, _ paths: inout [DraftPath], _ file: String
  ) -> ScenarioNode {
    let place = Place(file: file, line: paths.count - 1)
    func below(_ index: Int, _ value: Draft) -> ScenarioNode {
      paths.append(path + [index])
      return node(value, at: path + [index], &paths, file)
    }
    let value: ScenarioNode.Value =
      switch draft {
      case .scalar(let text, let isQuoted): .scalar(text, isQuoted: isQuoted)
      case .nothing: .null
      case .list(let elements): .sequence(elements.enumerated().map { below($0, $1) })
      case .map(let entries):
        .mapping(
          entries.enumerated().map { index, entry in
            let value = below(index, entry.value)
            return (ScenarioNode.Key(entry.key, at: value.place), value)
          })
      }
    return ScenarioNode(value, at: place, from: .file(place))
  }
}

extension Draft {
  /// Takes out what stands under `uncertain` and no number is drawn from.
  mutating func removeUnusedUncertain() {
    let texts = Set(paths.compactMap { value(at: $0[...])?.scalar })
    let used = self["uncertain"]?.entries.filter { texts.contains("$" + $0.key) } ?? []
    self["uncertain"] = used.isEmpty ? nil : .map(used)
  }

  /// Takes a value out, and the map or list around it where nothing else is in it.
  fileprivate mutating func removeWithParents(at path: DraftPath) {
    guard value(at: path[...]) != nil else { return }
    remove(at: path)
    let parent = path.dropLast()
    if !parent.isEmpty, value(at: parent)?.children.isEmpty == true {
      removeWithParents(at: Array(parent))
    }
  }
}
