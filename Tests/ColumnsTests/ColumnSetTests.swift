import Columns
import Testing

/// Columns that are declared beside their values.
struct ColumnSetTests {
  /// A queue with two servers; noncopyable, as the state of a model is.
  private struct Queue: ~Copyable {
    var served = 7
    var servers = [Server(busy: 0.5), Server(busy: 0.25)]
  }

  private struct Server {
    var busy: Double

    static let columns: ColumnSet<Server> = {
      var columns = ColumnSet<Server>()
      columns.add(.metric("busy_fraction", unit: "", "Share of the time.")) { $0.busy }
      columns.add(.metric("idle_fraction", unit: "", "Share of the time.")) { 1 - $0.busy }
      return columns
    }()
  }

  private static let columns: ColumnSet<Queue> = {
    var columns = ColumnSet<Queue>()
    columns.add(.metric(.served, unit: "requests", "Requests served.")) { Double($0.served) }
    for server in 0..<2 {
      columns.add(Server.columns, in: Scope(region: "server \(server)")) { $0.servers[server] }
    }
    columns.add(.metric("never", unit: "h", "What never comes.")) { _ in .nan }
    return columns
  }()

  @Test func `a value stands in the place of its column, those of parts within the whole`() {
    var row = [Double](repeating: -1, count: 6)
    Self.columns.write(Queue(), into: &row)
    #expect(Array(row.prefix(5)) == [7, 0.5, 0.5, 0.25, 0.75])
    #expect(row[5].isNaN)
    #expect(
      Self.columns.variables.map(\.name) == [
        "served", "busy_fraction", "idle_fraction", "busy_fraction", "idle_fraction", "never",
      ])
    #expect(
      Self.columns.columns.map(\.scope.region) == [
        "", "server 0", "server 0", "server 1", "server 1", "",
      ])
  }

  @Test func `a row is written again in the memory that it has`() {
    var row = [Double](repeating: 0, count: 6)
    func address() -> UnsafeRawPointer? { row.withUnsafeBytes { $0.baseAddress } }
    let before = address()
    for _ in 0..<3 { Self.columns.write(Queue(), into: &row) }
    #expect(address() == before)
  }

  @Test func `two columns of one scope cannot share a name`() async {
    await #expect(processExitsWith: .failure) {
      var columns = ColumnSet<Int>()
      columns.add(.metric(.served, unit: "", "")) { Double($0) }
      columns.add(.metric("served", unit: "", "")) { Double($0) }
    }
    await #expect(processExitsWith: .failure) {
      var part = ColumnSet<Int>()
      part.add(.metric(.served, unit: "", "")) { Double($0) }
      var columns = part
      columns.add(part, of: { $0 })
    }
  }

  @Test func `a row of another length is refused`() async {
    await #expect(processExitsWith: .failure) {
      var columns = ColumnSet<Int>()
      columns.add(.metric(.served, unit: "", "")) { Double($0) }
      var row = [0.0, 0]
      columns.write(1, into: &row)
    }
  }
}
