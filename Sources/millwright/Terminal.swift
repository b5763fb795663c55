import Foundation
import Quantities
import Reports
import ScenarioReading

/// How the streams of the program may mark what they show.
enum Terminal {
  /// How texts on standard output are marked.
  static let outputStyle = style(of: STDOUT_FILENO)

  /// How texts on standard error are marked.
  static let errorStyle = style(of: STDERR_FILENO)

  /// The path of a result as it is printed: whole for programs, and so that a terminal is not steered.
  static func shown(_ path: String) -> String {
    isatty(STDOUT_FILENO) == 1 ? path.printable : path
  }

  /// Marks are for terminals; any text in `NO_COLOR` asks for none (no-color.org), and so does a
  /// terminal that calls itself dumb.
  private static func style(of stream: Int32) -> TextStyle {
    let environment = ProcessInfo.processInfo.environment
    let showsMarks =
      isatty(stream) == 1 && (environment["NO_COLOR"] ?? "").isEmpty
      && environment["TERM"] != "dumb"
    return showsMarks ? .terminal : .plain
  }
}

extension Problem {
  /// The problem as in its description, with its severity marked.
  func text(_ style: TextStyle) -> String {
    let mark: TextStyle.Mark = severity == .error ? .error : .warning
    return place.description.printable + ": " + style.marked(severity.rawValue + ":", mark) + " "
      + message.printable
  }
}
