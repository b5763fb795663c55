import Foundation
import Synchronization

/// The program under test, run as a user runs it.
///
/// `MILLWRIGHT_PROGRAM` names another build of it, such as an optimised one; otherwise the one that
/// was built beside the tests is run.
public enum Program {
  /// What a run of the program left.
  public struct Outcome: Sendable {
    /// The exit code; 128 and the signal's number where a signal ended it.
    public let exitCode: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String
  }

  /// Why the program could not be run to its end.
  public struct Failure: Error, CustomStringConvertible {
    /// One sentence.
    public let description: String

    /// A failure in one sentence.
    public init(description: String) { self.description = description }
  }

  /// Where the program is.
  public static func path() throws -> String {
    if let stated = ProcessInfo.processInfo.environment["MILLWRIGHT_PROGRAM"] { return stated }
    let bundles = Bundle.allBundles.map(\.bundlePath).filter { $0.hasSuffix(".xctest") }
    let candidates = (bundles + [Bundle.main.executablePath ?? CommandLine.arguments[0]]).map {
      URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("millwright").path
    }
    guard let path = candidates.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Failure(description: "the program is not at \(candidates.joined(separator: ", "))")
    }
    return path
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - arguments: what the user types after its name.
  ///   - folder: the working directory; nil for that of the tests.
  ///   - timeLimit: seconds after which it is killed, and the call throws.
  ///   - signal: what is sent to it once `condition` holds, such as `SIGINT` for Ctrl-C.
  ///   - condition: looked at every few milliseconds.
  /// - Returns: how it ended, and what it wrote.
  /// - Throws: where it cannot be started, or has to be killed at the time limit.
  public static func run(
    _ arguments: [String], in folder: TemporaryFolder? = nil, timeLimit: Double = 300,
    sending signal: Int32 = 0, once condition: (@Sendable () -> Bool)? = nil
  ) async throws -> Outcome {
    try await start(
      try path(), arguments, in: folder, timeLimit: timeLimit, sending: signal, once: condition)
  }

  /// Runs another program to its end, with the working directory of the tests.
  ///
  /// - Parameters:
  ///   - executable: its path.
  ///   - arguments: what follows its name.
  /// - Returns: how it ended, and what it wrote.
  /// - Throws: where it cannot be started, or has to be killed after five minutes.
  public static func run(_ executable: String, _ arguments: [String]) async throws -> Outcome {
    try await start(executable, arguments, in: nil, timeLimit: 300)
  }

  /// Runs a line of the shell to its end, in which `"$0"` is the program.
  ///
  /// - Parameters:
  ///   - line: what the user types.
  ///   - folder: the working directory.
  /// - Returns: how it ended, and what it wrote.
  /// - Throws: where it cannot be started, or has to be killed after five minutes.
  public static func shell(_ line: String, in folder: TemporaryFolder) async throws -> Outcome {
    try await start("/bin/bash", ["-c", line, try path()], in: folder, timeLimit: 300)
  }

  private static func start(
    _ executable: String, _ arguments: [String], in folder: TemporaryFolder?, timeLimit: Double,
    sending signal: Int32 = 0, once condition: (@Sendable () -> Bool)? = nil
  ) async throws -> Outcome {
    let streams = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder.path) }
    process.standardInput = FileHandle.nullDevice
    // Files and not pipes: a full pipe would stop the program.
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: streams.write("output", "")))
    process.standardError = try FileHandle(
      forWritingTo: URL(fileURLWithPath: streams.write("errors", "")))

    let watch = Watch()
    let (endings, ended) = AsyncStream.makeStream(of: Void.self)
    process.terminationHandler = { _ in
      watch.isOver.store(true, ordering: .releasing)
      ended.finish()
    }
    try startWithoutBlockedSignals(process)
    // A thread of its own: the pool that tests run on may be busy for longer than the program runs.
    let identifier = process.processIdentifier
    let deadline = ContinuousClock.now + .seconds(timeLimit)
    Thread.detachNewThread {
      var awaited = condition
      while !watch.isOver.load(ordering: .acquiring) {
        if ContinuousClock.now >= deadline {
          watch.isLate.store(true, ordering: .releasing)
          kill(identifier, SIGKILL)
          return
        }
        if awaited?() == true {
          kill(identifier, signal)
          awaited = nil
        }
        usleep(2000)
      }
    }
    for await _ in endings {}
    if watch.isLate.load(ordering: .acquiring), process.terminationReason == .uncaughtSignal {
      throw Failure(
        description:
          "'millwright \(arguments.joined(separator: " "))' took \(timeLimit) s and was killed")
    }
    let code = process.terminationStatus
    return Outcome(
      exitCode: process.terminationReason == .uncaughtSignal ? 128 + code : code,
      output: try streams.read("output"), errors: try streams.read("errors"))
  }

  /// Starts a process that receives every signal.
  ///
  /// Threads of the concurrency pool block most signals, and a process inherits what the thread that
  /// starts it blocks.
  private static func startWithoutBlockedSignals(_ process: Process) throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
  }

  /// What a process and the thread that watches it tell each other.
  private final class Watch: Sendable {
    /// Whether the process has ended.
    let isOver = Atomic(false)
    /// Whether the thread killed it at the time limit.
    let isLate = Atomic(false)
  }
}
