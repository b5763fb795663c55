import Foundation
import TestSupport
import Testing

/// Few of the inputs of `make fuzz`, always the same.
struct FuzzingTests {
  /// Runs the program that makes and checks inputs.
  ///
  /// `MILLWRIGHT_FUZZER` names an optimised build of it; otherwise the one built beside the tests is run,
  /// which takes many times longer.
  private func fuzz(_ arguments: String...) async throws -> Program.Outcome {
    let stated = ProcessInfo.processInfo.environment["MILLWRIGHT_FUZZER"]
    let tests = Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }
    let beside = tests?.deletingLastPathComponent().appendingPathComponent("fuzz").path
    return try await Program.run(try #require(stated ?? beside), arguments)
  }

  @Test func `500 scenarios, valid and broken, are read as they should be`() async throws {
    let outcome = try await fuzz(
      "--readings", "500", "--runs", "0", "--kills", "0", "--databases", "0")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("500 readings, seed 1: 0 failed"))
  }

  @Test func `scenarios that are run give results that hold together`() async throws {
    let outcome = try await fuzz(
      "--readings", "0", "--runs", "12", "--kills", "3", "--databases", "0")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("12 runs, seed 1: 0 failed"))
    #expect(outcome.output.contains("3 kills, seed 1: 0 failed"))
  }

  @Test func `500 damaged databases are refused in a sentence or read as before`() async throws {
    let outcome = try await fuzz(
      "--readings", "0", "--runs", "0", "--kills", "0", "--databases", "500")
    #expect(outcome.exitCode == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("500 databases, seed 1: 0 failed"))
  }
}
