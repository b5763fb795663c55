import Foundation

/// One input of a campaign: the files of a scenario, and what is set on the command line.
public struct FuzzInput: Sendable {
  /// A file by its name in the folder of the input.
  public struct File: Sendable {
    let name: String
    var bytes: [UInt8]

    init(_ name: String, _ text: String) { self.init(name, bytes: Array(text.utf8)) }

    init(_ name: String, bytes: [UInt8]) { (self.name, self.bytes) = (name, bytes) }

    func write(to folder: String) throws {
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
  }

  /// What the scenario is called where it is a file of its own.
  static let mainFile = "scenario.yaml"

  /// What was done to make it, in a few words.
  public internal(set) var making: String
  /// All files.
  var files: [File]
  /// The files of the command line, laid over each other.
  var named = [mainFile]
  /// What `--set` sets.
  var settings: [String] = []
  /// What a user types to see what is found, where that is not about the scenario.
  var words: [String]?
  /// The effective scenario, where the same one was written in a plainer way.
  var expected: String?

  /// An input that is one file.
  init(_ text: String, making: String) {
    self.making = making
    files = [File(Self.mainFile, text)]
  }

  /// Writes the files into a folder.
  public func write(to folder: String) throws {
    for file in files { try file.write(to: folder) }
  }

  /// What a user types, after the name of the program, for one of its commands.
  func arguments(_ command: String) -> [String] {
    [command] + named + settings.flatMap { ["--set", $0] }
  }

  /// What a user types to see the problems again.
  public var command: String {
    let arguments = words ?? readingArguments
    return (["millwright"] + arguments.map(Self.shellWord)).joined(separator: " ")
  }

  private var readingArguments: [String] {
    named.count == 1 && settings.isEmpty ? arguments("validate") : arguments("show")
  }

  private static func shellWord(_ word: String) -> String {
    let isPlain = word.allSatisfy {
      $0.isASCII && ($0.isLetter || $0.isNumber || "-._=/".contains($0))
    }
    return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }
}
