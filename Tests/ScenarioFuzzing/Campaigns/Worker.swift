import Foundation

/// A process that checks inputs, watched by the one that started it.
struct Worker {
  let program: String
  let campaign: Campaign
  let first: Int
  let step: Int

  /// Starts the process and hands on what it tells, until it ends.
  ///
  /// The result is the input at which it crashed or hung, and how; nil where it did all of its inputs.
  func run(_ hear: (Record) -> Void) -> (number: Int, finding: Finding)? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "work", campaign.kind.rawValue, "--seed", "\(campaign.seed)", "--first", "\(first)",
      "--step", "\(step)", "--count", "\(campaign.count)",
    ]
    // Short, for it stands in the list of what failed.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SWIFT_BACKTRACE":
        "enable=yes,color=no,threads=crashed,registers=none,images=none,limit=12,top=0"
    ]) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Log()
    let errors = Log()
    process.standardOutput = output.handle
    process.standardError = errors.handle
    do {
      try process.run()
    } catch {
      return (first, Finding("the worker does not start", "\(error)"))
    }
    var current = first
    var heard = ContinuousClock.now
    var isHanging = false
    while true {
      let isRunning = process.isRunning
      for line in output.newLines() {
        guard let record = Record(line: line) else { continue }
        heard = .now
        if case .began(let number) = record { current = number }
        hear(record)
      }
      if !isRunning { break }
      if ContinuousClock.now - heard > .seconds(campaign.kind.timeLimit), !isHanging {
        isHanging = true
        kill(process.processIdentifier, SIGKILL)
      }
      usleep(20_000)
    }
    if process.terminationReason == .exit, process.terminationStatus == 0 { return nil }
    let last = errors.newLines().map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.contains("/Sources/") || $0.contains("rror:") }.prefix(6)
      .joined(separator: "\n")
    if isHanging { return (current, Finding("hangs", "for \(campaign.kind.timeLimit) s\n\(last)")) }
    return (
      current, Finding("crashes", "with \(process.terminationStatus)\n\(last)")
    )
  }
}

/// A file that a process writes while another reads it.
private final class Log {
  private let path = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString)"
  let handle: FileHandle
  private let reader: FileHandle
  private var rest = Data()

  init() {
    FileManager.default.createFile(atPath: path, contents: nil)
    handle = FileHandle(forWritingAtPath: path) ?? .nullDevice
    reader = FileHandle(forReadingAtPath: path) ?? .nullDevice
    try? FileManager.default.removeItem(atPath: path)
  }

  /// The lines that have been written since the last call.
  func newLines() -> [Data] {
    rest += (try? reader.readToEnd()) ?? Data()
    var lines = rest.split(separator: 10, omittingEmptySubsequences: false)
    rest = lines.popLast().map { Data($0) } ?? Data()
    return lines.map { Data($0) }
  }
}
