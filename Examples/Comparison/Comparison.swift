public import EventKernel
import Foundation
import Sampling

/// Simulated figures beside those that theory gives.
///
/// A figure is estimated from independent runs, one number each. Numbers that follow each other within
/// one run lean on each other, and their spread would promise more than there is.
public struct Comparison {
  private var rows: [(name: String, runs: Tally, theory: Double)] = []

  /// A comparison without rows.
  public init() {}

  /// Adds a figure: one number from each run, and the value that they scatter around.
  public mutating func add(_ name: String, _ runs: Tally, theory: Double) {
    rows.append((name, runs, theory))
  }

  /// Prints a line for each figure: its mean over the runs with the 95 % interval, and the theory.
  ///
  /// Ends the program with status 1 where one is more than four standard errors off, which happens by
  /// chance once in 16,000 figures.
  public func show() {
    print("                          simulated (95 %)    theory")
    var isOff = false
    for (name, runs, theory) in rows {
      guard let mean = runs.mean, let deviation = runs.standardDeviation else {
        fatalError("\(name): an interval takes two runs")
      }
      let error = deviation / Double(runs.count).squareRoot()
      let half = error * studentTQuantile(0.975, degreesOfFreedom: Double(runs.count - 1))
      let label = name.padding(toLength: 24, withPad: " ", startingAt: 0)
      print(label + String(format: "%9.4f ± %.4f %9.4f", mean, half, theory))
      isOff = isOff || abs(mean - theory) > 4 * error
    }
    if isOff {
      print("A figure is more than four standard errors from its theory.")
      exit(1)
    }
  }
}
