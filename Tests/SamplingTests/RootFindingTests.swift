import Sampling
import Testing

@Suite struct RootFindingTests {
  @Test func `Brent's method finds the root between two signs to the last digits`() {
    let root = brentRoot(from: 0, to: 2) { $0 * $0 * $0 - 2 }
    #expect(abs(root - 1.2599210498948732) < 1e-15 * 8)
    #expect(abs(brentRoot(from: -3, to: 1e6) { 1 - $0 } - 1) < 1e-15)
  }

  @Test func `a root at an end of the interval is that end`() {
    #expect(brentRoot(from: 1, to: 2) { $0 - 1 } == 1)
    #expect(brentRoot(from: 1, to: 2) { $0 - 2 } == 2)
    #expect(brentRoot(from: 1, to: 1) { $0 } == 1)
  }

  @Test func `an interval without a change of sign is refused`() async {
    await #expect(processExitsWith: .failure) {
      _ = brentRoot(from: 1, to: 2) { $0 }
    }
  }
}
