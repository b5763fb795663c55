import Foundation
import TestSupport
import Testing

/// What docs/clusters.md says works, with each scheduler's variables set by hand.
struct ClusterPageTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("mine.yaml", completeScenario)
  }

  /// The page, with four shards of three blocks instead of 64 of many.
  private static let page: String = {
    let path = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/clusters.md").path
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.replacing(/\b64\b/, with: "4").replacing(/-n "?100000"?/, with: "-n 150")
      .replacing("\"100000\"", with: "\"150\"")
  }()

  /// The command of the page that holds some words, with the program in front.
  private static func command(_ words: String) throws -> String {
    let lines = page.split(separator: "\n").map(String.init)
    let line = try #require(
      lines.first { $0.hasPrefix("millwright") && $0.contains(words) }, "\(words)")
    return "\"$0\" " + line.dropFirst("millwright ".count)
  }

  private func expectWhole(_ line: String) async throws {
    let outcome = try await Program.shell(line, in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let merge = try await Program.shell(try Self.command("merge parts"), in: folder)
    #expect(merge.exitCode == 0 && merge.errors.isEmpty, "\(merge.errors)")
    #expect(try folder.names(in: "parts").count == 4)
  }

  @Test func `an indexed job of Kubernetes runs every shard`() async throws {
    let command = try #require(Self.page.firstMatch(of: /command: \[(.*)\]/)).1
    let words = command.split(separator: ", ").map {
      $0.trimmingPrefix("\"").split(separator: "\"")[0]
    }
    #expect(words.first == "millwright" && words.contains("auto/4"))
    let line = "\"$0\" " + words.dropFirst().joined(separator: " ")
    try await expectWhole("for i in 0 1 2 3; do JOB_COMPLETION_INDEX=$i \(line) || exit; done")
  }

  @Test(arguments: [
    ("# AWS Batch", "for i in 0 1 2 3; do AWS_BATCH_JOB_ARRAY_SIZE=4 AWS_BATCH_JOB_ARRAY_INDEX=$i"),
    ("# PBS", "for i in 1 2 3 4; do PBS_ARRAY_INDEX=$i"),
    (
      "# Grid Engine",
      "for i in 1 2 3 4; do SGE_TASK_FIRST=1 SGE_TASK_LAST=4 SGE_TASK_STEPSIZE=1 SGE_TASK_ID=$i"
    ),
    (
      "--shard auto/4 --index-from 1 -o parts/ --resume",
      "for i in 1 2 3 4; do SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_MAX=4 SLURM_ARRAY_TASK_COUNT=4"
        + " SLURM_ARRAY_TASK_ID=$i"
    ),
  ])
  func `a job array runs every shard`(_ words: String, _ loop: String) async throws {
    let command = try Self.command(words).split(separator: "  #")[0]
    try await expectWhole("\(loop) \(command) || exit; done")
  }

  /// With `xargs` in the place of GNU parallel, which may not be there.
  @Test func `a few machines run every shard`() async throws {
    let line = try #require(Self.page.firstMatch(of: /seq 4 \| parallel .*? (millwright run .*)/)).1
    try await expectWhole("seq 4 | xargs -I{} \"$0\" \(line.dropFirst("millwright ".count))")
  }
}
