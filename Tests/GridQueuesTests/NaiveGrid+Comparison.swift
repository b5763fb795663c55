import Columns
import EventKernel
import Testing

@testable import GridQueues

// What the lazy engine must come to, compared with what the naive one did.
extension NaiveGrid {
  /// Expects that a grid that lived through the same has the same series and metrics, and lost no power.
  func expectSame(as grid: borrowing WaitingLists, _ note: String) {
    expectSeries(of: grid, note)
    expectMetrics(of: grid, note)
    expectConservation(in: grid, note)
  }

  private func expectSeries(of grid: borrowing WaitingLists, _ note: String) {
    let classes = spec.classes.count
    let (stocks, flows) = (2 * classes + 2, 6 * classes + 2)
    let result = grid.result()
    let count = 10
    for month in 0..<count {
      for node in 0..<3 {
        func stock(_ column: Int) -> Float {
          result.gridStockMeans[(node * stocks + column) * count + month]
        }
        func flow(_ column: Int) -> Float {
          result.gridFlows[(node * flows + column) * count + month]
        }
        for index in 0..<classes {
          let known = series(node: node, applicantClass: index, month: month)
          let found =
            [stock(2 * index), stock(2 * index + 1)] + (0..<6).map { flow(6 * index + $0) }
          #expect(
            isNear(found, known), "\(note), node \(node), class \(index), month \(month)")
        }
        let known = series(node: node, month: month)
        let found = [stock(2 * classes), stock(2 * classes + 1), flow(6 * classes + 1)]
        #expect(isNear(found, known), "\(note), node \(node), month \(month)")
      }
    }
  }

  /// To the precision in which results are kept.
  private func isNear(_ found: [Float], _ known: [Double]) -> Bool {
    zip(found, known).allSatisfy { abs(Double($0) - $1) <= 1e-6 * max(1, abs($1)) }
  }

  private func expectMetrics(of grid: borrowing WaitingLists, _ note: String) {
    let metrics = grid.result().metrics
    let horizon = months[months.count - 1]
    let granted = applicants.filter { $0.allocated < .infinity }
    let own = granted.filter(\.isOwn)
    let waiting = applicants.filter { $0.end >= horizon && $0.date < horizon }
    func meanWait(_ applicants: [NaiveGrid.Applicant]) -> Double {
      let waits = applicants.map { min($0.allocated, horizon) - $0.date }
      return waits.reduce(0, +) / Double(waits.count)
    }
    let megawatts = granted.map(\.megawatts).reduce(0, +)
    let known: [Double] = [
      meanWait(granted), meanWait(granted.filter { !$0.isOwn }), meanWait(own), meanWait(waiting),
      Double(waiting.count), Double(granted.count), megawatts,
    ]
    for (index, known) in known.enumerated() {
      let found = metrics[index]
      // A mean over nobody exists in neither.
      #expect(
        abs(found - known) <= 1e-9 * max(1, known) || (found.isNaN && known.isNaN),
        "\(note), metric \(index)")
    }
  }

  /// Headroom + allocated − handed back = at start + released, at every node.
  private func expectConservation(in grid: borrowing WaitingLists, _ note: String) {
    for node in grid.spec.nodes.indices {
      var balance = grid.background.headroom[node] - grid.headroom[node]
      for supply in grid.background.supplies where supply.node == node {
        balance += supply.megawatts
      }
      for applicant in applicants where applicant.allocated < .infinity {
        for (place, share) in zip(path(of: applicant.node), applicant.shares)
        where place == node && applicant.handsBack == .infinity {
          balance -= share * applicant.megawatts
        }
      }
      #expect(abs(balance) < 1e-8, "\(note), node \(node)")
    }
  }
}
