import Experiments
import ResultStore

extension ResultReader {
  /// Says that replications are missing, where they are: what is written of the others says so, too.
  func warnIfUnfinished() {
    let wanted = record.run.design.count
    guard replications.count < wanted else { return }
    StandardError.write(
      "warning: the run is not finished: \(replications.count) of \(wanted) replications are there;"
        + " 'run … --resume' goes on")
  }
}
