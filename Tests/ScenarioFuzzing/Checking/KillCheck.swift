import Foundation
import TestSupport

/// Kills the run of an input at a moment of chance and lets it go on: nothing may be lost or changed.
public enum KillCheck {
  /// What is wrong with results that were interrupted, and what became of the input.
  public static func findings(_ input: FuzzInput, _ dice: inout Dice) async throws -> (
    findings: [Finding], ending: String
  ) {
    var check = try ProgramCheck(input)
    let run = ["run", FuzzInput.mainFile, "-n", "\(dice.pick([5, 20, 60]))", "-j", "2"]
    let start = ContinuousClock.now
    guard let whole = await check.run(run + ["-o", "whole.db"], expecting: [0, 1])
    else { return (check.findings, "no results") }
    if whole.exitCode == 1 { return (check.findings, "run refused") }
    let time = ContinuousClock.now - start
    var isKilled = false
    let interrupted = run + ["-o", "killed.db", "--resume"]
    for _ in 0..<dice.whole(1...3) {
      let moment = ContinuousClock.now + time * Double.random(in: 0...1, using: &dice)
      let outcome = try await Program.run(
        interrupted, in: check.folder, sending: SIGKILL, once: { ContinuousClock.now > moment })
      isKilled = isKilled || outcome.exitCode == 128 + SIGKILL
    }
    await check.run(interrupted)
    await check.run(["export", "killed.db", "--to", "killed"])
    await check.run(["export", "whole.db", "--to", "whole"])
    if check.findings.isEmpty {
      try check.expectSame("whole", "killed", "killed and resumed gives other results")
    }
    try await killExport(&check, &dice)
    let left = try check.folder.names().filter { $0.hasSuffix(".part") }
    if !left.isEmpty { check.add("a killed command leaves files", "\(left)") }
    return (check.findings, isKilled ? "killed and resumed" : "over before it was killed")
  }

  /// An export that is killed, and done again, is whole.
  private static func killExport(_ check: inout ProgramCheck, _ dice: inout Dice) async throws {
    let moment = ContinuousClock.now + .milliseconds(dice.whole(0...60))
    _ = try await Program.run(
      ["export", "whole.db", "--to", "again"], in: check.folder, sending: SIGKILL,
      once: { ContinuousClock.now > moment })
    await check.run(["export", "whole.db", "--to", "again"])
    if check.findings.isEmpty {
      try check.expectSame(
        "whole", "again", "an export that was killed is not whole when done again")
    }
  }
}
