import Experiments

/// How far a run is, on one line of a terminal; silent where nobody watches.
struct ProgressBar {
  private static let width = 24
  private static let pause = Duration.milliseconds(100)

  private let total: Int
  private let before: Int
  private let begin = ContinuousClock.now
  private var lastShown: ContinuousClock.Instant?

  /// A bar for so many replications in all, of which some were there before.
  init(total: Int, before: Int) {
    self.total = total
    self.before = before
  }

  /// Shows how far the run is, ten times a second at most.
  mutating func show(_ progress: RunProgress) {
    guard StandardError.isTerminal else { return }
    let now = ContinuousClock.now
    if let lastShown, now - lastShown < Self.pause, !progress.isComplete { return }
    lastShown = now
    StandardError.write(raw: "\r" + line(progress, after: now - begin) + "\u{1B}[K")
  }

  /// Takes the line away, and says how long the run took.
  func finish(_ progress: RunProgress) {
    guard StandardError.isTerminal else { return }
    clear()
    let time = ContinuousClock.now - begin
    let seconds = max(time.inSeconds, 1e-9)
    let events = Double(progress.events) / seconds / 1e6
    StandardError.write(
      "\(counted(progress.delivered, "replication")) in \(Self.text(time)): "
        + "\(Self.digits(Double(progress.delivered) / seconds))/s, "
        + "\(Self.digits(events)) million events/s\n")
  }

  /// Takes the line away.
  func clear() {
    if StandardError.isTerminal { StandardError.write(raw: "\r\u{1B}[K") }
  }

  /// `[######      ]  412/1000  231/s  3 s left`.
  func line(_ progress: RunProgress, after time: Duration) -> String {
    let done = before + progress.delivered
    let filled = total == 0 ? Self.width : Self.width * done / total
    let bar =
      String(repeating: "#", count: filled) + String(repeating: " ", count: Self.width - filled)
    var line = "[\(bar)]  \(done)/\(total) replications"
    guard progress.delivered > 0, time > .zero else { return line }
    let rate = Double(progress.delivered) / time.inSeconds
    line += "  \(Self.digits(rate))/s"
    if done < total {
      line += "  \(Self.text(.seconds(Double(total - done) / rate))) left"
    }
    return line
  }

  private static func digits(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return tenths >= 10 ? String(Int(number.rounded())) : String(tenths)
  }

  /// A duration in words: `9 s`, `3 min 20 s`, `2 h 5 min`.
  static func text(_ time: Duration) -> String {
    let seconds = time.inSeconds
    if (seconds * 10).rounded() < 100 { return digits(seconds) + " s" }
    let whole = Int(min(seconds.rounded(), 1e9))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }
}

extension Duration {
  /// This duration in seconds.
  var inSeconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
