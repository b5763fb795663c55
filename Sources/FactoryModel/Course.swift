import EventKernel
import Quantities

/// What all areas share while a strategy runs: the clock, what was drawn, and the record.
///
/// An area schedules at the clock, reads the future and writes into the record. Nothing here belongs to
/// an area, and none finds here what another one is about to do.
struct Course: ~Copyable {
  /// The clock and the events to come.
  var run = Run()
  /// What is the same for all strategies of the replication.
  var future: Future
  var record: Record
  /// Whether nothing new begins any more.
  var isWindingDown = false
  /// What happened, if somebody wants to read it.
  var trace: TraceLog?

  init(_ future: consuming Future, _ record: consuming Record) {
    self.future = future
    self.record = record
  }

  /// Sets the clock to the start, with nothing scheduled and nothing recorded.
  mutating func begin() {
    run.reset()
    isWindingDown = false
    record.begin()
  }

  /// The instant that the clock shows.
  var now: SimTime { run.now }

  /// Notes what happened, where somebody reads along; it changes nothing else.
  func note(_ text: @autoclosure () -> String) {
    guard let trace else { return }
    trace.entries.append(TraceEntry(time: run.now, text: text()))
  }
}
