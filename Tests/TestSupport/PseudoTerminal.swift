import Foundation

extension Program {
  /// What the program shows on a terminal, as `script` of util-linux makes one.
  ///
  /// - Parameters:
  ///   - arguments: what the user types after its name; no word may need quoting.
  ///   - folder: the working directory.
  ///   - environment: variables beside those of the tests.
  /// - Returns: all that it wrote to its standard output, line feeds alone.
  /// - Throws: where `script` cannot be started.
  public static func shown(
    _ arguments: [String], in folder: TemporaryFolder, environment: [String: String] = [:]
  ) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/script")
    let command = (["\"$SHOWN_PROGRAM\""] + arguments + ["2>/dev/null"]).joined(separator: " ")
    process.arguments = ["--quiet", "--return", "--command", command, "/dev/null"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    var variables = ProcessInfo.processInfo.environment
    variables["NO_COLOR"] = nil
    variables["TERM"] = "xterm"
    variables["SHELL"] = "/bin/sh"
    variables["SHOWN_PROGRAM"] = try path()
    process.environment = variables.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n", with: "\n")
  }
}
