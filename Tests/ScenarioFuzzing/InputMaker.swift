import FactoryModel
import Foundation
import ScenarioFiles
import ScenarioReading

/// Makes the inputs of a campaign, each from the seed and its number alone.
public final class InputMaker {
  private let seed: UInt64
  /// Where the tables of scenarios are written while these are made.
  private let folder: String
  private let catalogue = ReadingContext.describe { Scenario(from: $0) }
  private var units = KnownUnits()
  /// The shipped scenarios, as their authors wrote them and as the engine sees them.
  private let shipped: [(text: String, draft: Draft)]

  /// Inputs of a seed; the shipped scenarios are among what is broken.
  ///
  /// - Parameters:
  ///   - seed: what all inputs are made from, beside their numbers.
  ///   - folder: where the tables of scenarios are written while these are made.
  /// - Throws: where a shipped scenario cannot be read.
  public init(seed: UInt64, in folder: String = ".") throws {
    (self.seed, self.folder) = (seed, folder)
    shipped = try ["small", "small", "small", "netherlands"].map { name in
      let path = Self.scenarios + name + ".yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      let read = try ScenarioFile.read(paths: [path]) { Scenario(from: $0) }.get()
      let node = try ScenarioFile.load(text: read.effective.canonicalText, file: path).root
      return (text, Draft(node))
    }
  }

  private static let scenarios: String = {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent()
    return tests.deletingLastPathComponent().path + "/scenarios/"
  }()

  /// An input of any kind: valid in one of several presentations, or broken.
  public func input(_ number: Int) throws -> FuzzInput {
    var dice = Dice(seed: seed, input: number)
    switch dice.whole(0...9) {
    case 0...3: return try valid(&dice) ?? broken(&dice)
    case 4...7: return try broken(&dice)
    default: return try damaged(&dice)
    }
  }

  /// A valid input in the plainest presentation, to be run, with a copy of its first strategy.
  public func runnable(_ number: Int) throws -> FuzzInput {
    var dice = Dice(seed: seed, input: number)
    while true {
      guard let repaired = try repaired(&dice) else { continue }
      var draft = repaired.draft
      var strategies = draft["strategies"] ?? .map([])
      strategies[RunCheck.twin] = strategies.entries.first?.value ?? .map([])
      draft["strategies"] = strategies
      var input = FuzzInput(draft.plainYAML, making: "written at random")
      input.files += repaired.tables
      return input
    }
  }

  /// A draft with its tables, not looked at yet.
  private func draft(_ dice: inout Dice) throws -> (draft: Draft, tables: [FuzzInput.File]) {
    var generator = ScenarioGenerator(dice)
    generator.units = units
    let draft = generator.scenario(catalogue)
    (dice, units) = (generator.dice, generator.units)
    for table in generator.tables { try table.write(to: folder) }
    return (draft, generator.tables)
  }

  private func repaired(
    _ dice: inout Dice
  ) throws -> (draft: Draft, tables: [FuzzInput.File], effective: String)? {
    let (draft, tables) = try draft(&dice)
    return Repair(draft, in: folder).map { ($0.draft, tables, $0.effective.canonicalText) }
  }

  private func valid(_ dice: inout Dice) throws -> FuzzInput? {
    guard let (draft, tables, effective) = try repaired(&dice) else { return nil }
    var presentation = Presentation(dice: dice)
    return presentation.input(draft, tables: tables, expecting: effective)
  }

  /// A scenario with something in it that does not belong.
  private func broken(_ dice: inout Dice) throws -> FuzzInput {
    let isShipped = dice.chance(0.1)
    let written = isShipped ? (draft: dice.pick(shipped).draft, tables: []) : try draft(&dice)
    var draft = written.draft
    if !isShipped, dice.chance(0.7) { draft = Repair(draft, in: folder)?.draft ?? draft }
    var mutations = DraftMutations(dice: dice)
    let words = mutations.apply(to: &draft)
    dice = mutations.dice
    var input = FuzzInput(dice.chance(0.5) ? draft.yaml(&dice) : draft.plainYAML, making: words)
    input.files += written.tables
    return input
  }

  /// A scenario whose text, or one of whose tables, is damaged.
  private func damaged(_ dice: inout Dice) throws -> FuzzInput {
    var input: FuzzInput
    if dice.chance(0.5) {
      input = FuzzInput(dice.pick(shipped).text, making: "")
    } else {
      input = try valid(&dice) ?? FuzzInput(dice.pick(shipped).text, making: "")
      input.expected = nil
    }
    var mutations = TextMutations(dice: dice)
    let file = dice.whole(0...(input.files.count - 1))
    input.making = "\(input.files[file].name): " + mutations.apply(to: &input.files[file].bytes)
    return input
  }
}
