import Foundation

/// What is stored about when, where and how a run was made.
enum Provenance {
  /// The command line as it could be typed into a shell again.
  static var commandLine: String {
    (["millwright"] + CommandLine.arguments.dropFirst()).map(quoted).joined(separator: " ")
  }

  /// Processor architecture, system, and how many processors the process may use.
  static var host: String {
    var facts = utsname()
    guard uname(&facts) == 0 else { return processors }
    func text<Field>(_ field: Field) -> String {
      withUnsafeBytes(of: field) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
    // The version without what a distributor or a host adds to it.
    let release = text(facts.release).prefix { $0.isNumber || $0 == "." }
    let kernel = "\(text(facts.sysname)) \(release)"
    let system = ProcessInfo.processInfo.operatingSystemVersionString
    return "\(text(facts.machine)), \(kernel), \(system), \(processors)"
  }

  /// How many processors the process may use.
  ///
  /// On Linux those that its affinity mask allows, which may be fewer than the machine has.
  static var processorCount: Int {
    allowedProcessorCount ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
  }

  /// The ones in the mask that Linux shows as `Cpus_allowed:\tff,ffffffff`; nil elsewhere.
  private static var allowedProcessorCount: Int? {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("Cpus_allowed:") })
    else { return nil }
    let digits = line.dropFirst("Cpus_allowed:".count).compactMap(\.hexDigitValue)
    let count = digits.reduce(0) { $0 + $1.nonzeroBitCount }
    return count > 0 ? count : nil
  }

  /// This second, ISO 8601 in UTC.
  static var now: String { Date.now.formatted(.iso8601) }

  private static var processors: String { counted(processorCount, "processor") }

  /// A word as a shell reads it back.
  static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      CharacterSet.alphanumerics.contains($0) || "-_./=,:+@%".unicodeScalars.contains($0)
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
