import Foundation
import ScenarioReading

/// Collects the files of a scenario: what each extends, and what is laid over it.
///
/// A file that is extended in several ways, such as a base that two overlays share, lies beneath
/// both: it is laid down once.
struct ScenarioLoader {
  /// The most files that one scenario is made of, and how many of them may extend one another.
  private static let (mostFiles, mostSteps) = (100, 20)
  private static let tooManyFiles = "a scenario is made of \(mostFiles) files at most"

  private let mainFile: String
  private var layer = 0
  /// The files that are laid down, or were found to be unusable.
  private var laid: Set<String> = []
  private var problems: [Problem] = []
  private var isInputMissing = false

  init(mainFile: String) { self.mainFile = mainFile }

  /// The files laid over each other, with the settings of the command line on top.
  static func load(
    _ paths: [String], text: String?, sets: [String]
  ) throws(ScenarioProblems) -> LoadedScenario {
    var loader = ScenarioLoader(mainFile: paths[0])
    var layers: [ScenarioNode] = []
    for path in paths {
      // What the command line names is laid on top of what it names before, as often as it says.
      loader.laid = []
      layers += loader.file(path, text: text, namedAt: Place(file: path), inside: [])
    }
    if !layers.isEmpty {
      let plain = layers.map { $0.without(LoadedScenario.variantsKey) }
      let root = loader.setting(sets, of: Overlay.merge(plain, &loader.problems))
      if loader.problems.isEmpty {
        return LoadedScenario(root: root, variants: variants(of: layers), mainFile: paths[0])
      }
    }
    throw ScenarioProblems(loader.problems, isInputMissing: loader.isInputMissing)
  }

  /// The variants of all files, one of a later file in the place of an earlier one of its name.
  ///
  /// They are kept apart from what files say of the scenario: `null` in an overlay takes a key out of that. `variants: null` takes all
  /// out that are beneath.
  private static func variants(of layers: [ScenarioNode]) -> ScenarioNode? {
    layers.compactMap { $0[LoadedScenario.variantsKey] }.reduce(nil) { known, written in
      if written.isRemoval { return nil }
      guard let entries = written.entries, var all = known?.entries else { return written }
      for (key, variant) in entries {
        let place = all.firstIndex { $0.key.name == key.name }
        if let place, variant.isRemoval {
          all.remove(at: place)
        } else if let place {
          all[place] = (key, variant)
        } else {
          all.append((key, variant))
        }
      }
      var merged = written
      merged.value = .mapping(all)
      return merged
    }
  }

  /// What a file extends, and itself on top; empty, with a problem, where it cannot be used.
  private mutating func file(
    _ path: String, text: String?, namedAt place: Place, inside chain: [String]
  ) -> [ScenarioNode] {
    // Once is enough to tell that there are too many.
    guard laid.count <= Self.mostFiles else { return [] }
    if chain.contains(path) {
      let circle = (chain.drop { $0 != path } + [path]).joined(separator: " → ")
      problems.append(Problem(at: place, "a scenario cannot extend itself: \(circle)"))
      return []
    }
    guard laid.insert(path).inserted else { return [] }
    if chain.count >= Self.mostSteps || laid.count > Self.mostFiles {
      problems.append(
        Problem(
          at: place,
          chain.count >= Self.mostSteps
            ? "more than \(Self.mostSteps) scenarios extend one another"
            : Self.tooManyFiles))
      return []
    }
    let node: ScenarioNode
    do {
      let text = try text ?? TextFile.text(of: path, namedAt: place)
      let (main, number) = (mainFile, layer)
      let reader = YAMLReader(
        file: path, origin: { path == main ? .file($0) : .overlay($0) }, layer: number)
      node = try reader.value(of: text)
    } catch let failure as TextFile.Failure {
      problems.append(failure.problem)
      if failure.isMissing, chain.isEmpty { isInputMissing = true }
      return []
    } catch let problem as Problem {
      problems.append(problem)
      return []
    } catch {
      return []
    }
    switch node.value {
    case .mapping: break
    case .null:
      problems.append(
        Problem(
          at: Place(file: path, line: 1, column: 1),
          "the file is empty; 'millwright new' writes a scenario to start from"))
      return []
    default:
      problems.append(
        Problem(
          at: node.place,
          "a scenario is a map of keys, such as 'start: 2026-01-01' (found "
            + "\(node.shortDescription))"))
      return []
    }
    return extended(node, path, inside: chain + [path])
  }

  /// What a scenario's `extends` names, in its order, and the scenario on top.
  private mutating func extended(
    _ node: ScenarioNode, _ path: String, inside chain: [String]
  ) -> [ScenarioNode] {
    guard let extends = node["extends"], let entries = node.entries else {
      layer += 1
      return [node]
    }
    let named = extends.elements ?? [extends]
    guard named.count < Self.mostFiles else {
      problems.append(Problem(at: extends.place, Self.tooManyFiles))
      return []
    }
    var layers: [ScenarioNode] = []
    let before = laid
    var names: Set<String> = []
    for element in named {
      guard let relative = element.scalar, !relative.isEmpty else {
        problems.append(
          Problem(
            at: element.place,
            "'extends' must be a file or a list of files, such as 'base.yaml' (found "
              + "\(element.shortDescription))"))
        continue
      }
      let file = TextFile.path(relative, besides: path)
      let isTwice = !names.insert(file).inserted
      if isTwice || (laid.contains(file) && !before.contains(file)) {
        let why = isTwice ? "is named twice" : "lies beneath one named before it already"
        problems.append(Problem(at: element.place, "'\(relative)' \(why); name it once, first"))
        continue
      }
      layers += self.file(file, text: nil, namedAt: element.place, inside: chain)
    }
    var own = node
    own.value = .mapping(entries.filter { $0.key.name != "extends" })
    own = own.inLayer(layer)
    layer += 1
    return layers + [own]
  }

  /// A scenario with the settings of the command line, each `PATH=VALUE`, or `PATH*=FACTOR`.
  private mutating func setting(_ sets: [String], of root: ScenarioNode) -> ScenarioNode {
    var root = root
    for set in sets {
      let place = Place(file: "--set \(set)")
      do {
        guard let equals = set.firstIndex(of: "="), equals != set.startIndex else {
          throw Problem(
            at: place,
            "a setting is a path, '=' and a value, such as 'strategies.modular.phases.next.sites=8'"
          )
        }
        let isFactor = set[..<equals].last == "*"
        let path = set[..<equals].dropLast(isFactor ? 1 : 0).split(
          separator: ".", omittingEmptySubsequences: false
        )
        .map { $0.trimmingCharacters(in: .whitespaces) }
        if path[0] == LoadedScenario.variantsKey {
          throw Problem(
            at: place,
            "variants stand in a scenario file; 'millwright sweep --set' tries single values")
        }
        if path.contains("") {
          throw Problem(at: place, "a path has keys with a '.' between each two")
        }
        let reader = YAMLReader(
          file: place.file, origin: { _ in .commandLine(place.file) }, layer: layer,
          hasLines: false)
        var value = try reader.value(of: String(set[set.index(after: equals)...]))
        if isFactor {
          let key = ScenarioNode.Key(ScenarioNode.factorKey, at: place)
          value = ScenarioNode(
            .mapping([(key, value)]), at: place, from: value.origin, layer: layer)
        } else if !value.isRemoval {
          value = Overlay.merge([value], &problems)
        }
        root = try root.setting(path[...], to: value)
      } catch let problem as Problem {
        problems.append(problem)
      } catch {
        problems.append(Problem(at: place, "the value cannot be read"))
      }
    }
    return root
  }
}

extension ScenarioNode {
  /// A map without one of its keys.
  fileprivate func without(_ key: String) -> ScenarioNode {
    guard let entries else { return self }
    var node = self
    node.value = .mapping(entries.filter { $0.key.name != key })
    return node
  }

  /// The value and all below it in another layer.
  func inLayer(_ layer: Int) -> ScenarioNode {
    var node = self
    node.layer = layer
    switch value {
    case .mapping(let entries):
      node.value = .mapping(entries.map { ($0.key, $0.value.inLayer(layer)) })
    case .sequence(let elements): node.value = .sequence(elements.map { $0.inLayer(layer) })
    case .scalar, .null: break
    }
    return node
  }
}
