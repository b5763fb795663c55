import Experiments
import Foundation
import ResultStore

/// What the scenario assumes, with sources.
struct AssumptionsSection: ReportSectionBuilder {
  let figures: PageFigures

  init(_ figures: PageFigures) { self.figures = figures }

  func section() -> ReportSection {
    var section = ReportSection("assumptions", "Assumptions")
    let stated = figures.record.inputs.filter { !$0.confidence.isEmpty || !$0.source.isEmpty }
    let assumed = stated.count { $0.confidence == "assumed" }
    section.say(
      "Of \(figures.record.inputs.count) values the scenario was read with, \(stated.count) say where they come"
        + " from or how sure their author is; \(assumed) of these are assumed, which means that nobody"
        + " has a source for them, and are marked.")
    let outcome = figures.ranked.first.flatMap { best in
      figures.sensitivity?.outcomes.first { $0.strategies == [best.key] }
    }
    let shares = Self.shares(outcome)
    if let outcome, !shares.isEmpty {
      section.say(
        "First stand the numbers drawn once per future, by the share of the variance of the"
          + " \(Worth.words(of: outcome.variable)) of \(figures.names.difference(outcome.strategies))"
          + " that each explains alone; then the rest in the order of the files.")
    }
    var table = PageTable(
      "Inputs with a source or a confidence",
      columns: ["input", "value"] + (shares.isEmpty ? [] : ["explains alone"])
        + ["confidence", "source", "stands in"])
    for input in Self.sorted(stated, by: shares) {
      table.add(
        [PageTable.Cell(input.path), PageTable.Cell(Self.value(of: input))]
          + (shares.isEmpty
            ? [] : [Self.cell(Self.share(of: input, in: shares))])
          + [
            PageTable.Cell(input.confidence, isMarked: input.confidence == "assumed"),
            PageTable.Cell(input.source), PageTable.Cell(Self.fileName(input.origin)),
          ])
    }
    section.fold(table)
    return section
  }

  /// What each number under `uncertain` explains alone of an outcome, by its name.
  private static func shares(_ outcome: Sensitivity.Outcome?) -> [String: FirstOrderIndex] {
    var shares: [String: FirstOrderIndex] = [:]
    for effect in outcome?.effects ?? [] where effect.group == Driver.inputs {
      shares[effect.name] = effect.alone
    }
    return shares
  }

  /// A share as it is read: what chance reaches, too, has no number.
  private static func cell(_ share: FirstOrderIndex?) -> PageTable.Cell {
    guard let share, share.index <= share.chance else {
      return PageTable.Cell(share?.index, ReadableNumber.share)
    }
    return PageTable.Cell("no more than chance", sortedBy: share.index)
  }

  /// The share of an input that is drawn, `uncertain.NAME` or a part of it; nil of any other.
  private static func share(of input: InputRecord, in shares: [String: FirstOrderIndex])
    -> FirstOrderIndex?
  {
    let parts = input.path.split(separator: ".")
    guard parts.count > 1, parts[0] == "uncertain" else { return nil }
    return shares[String(parts[1])]
  }

  /// What explains most first, then the rest by file and line.
  private static func sorted(
    _ inputs: [InputRecord], by shares: [String: FirstOrderIndex]
  ) -> [InputRecord] {
    let keys = inputs.enumerated().map { index, input in
      let (file, line) = place(of: fileName(input.origin))
      return (-(share(of: input, in: shares)?.index ?? -.infinity), file, line, index)
    }
    return inputs.indices.sorted { keys[$0] < keys[$1] }.map { inputs[$0] }
  }

  /// The file and line of a place such as `case.yaml:12:5`; line 0 where it has none.
  private static func place(of origin: String) -> (file: String, line: Int) {
    let parts = origin.split(separator: ":")
    return (parts.first.map(String.init) ?? "", parts.dropFirst().first.flatMap { Int($0) } ?? 0)
  }

  /// The value without the source and confidence that stand beside it.
  private static func value(of input: InputRecord) -> String {
    guard input.value.hasPrefix("{"),
      let end = [", source:", ", confidence:"].compactMap({ input.value.range(of: $0)?.lowerBound })
        .min()
    else { return input.value }
    return input.value[..<end] + " }"
  }

  /// A place without the folders in front of the file.
  private static func fileName(_ origin: String) -> String {
    origin.split(separator: "/").last.map(String.init) ?? origin
  }
}
