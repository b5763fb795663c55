import Testing

@testable import TimePaths

@Suite struct TimePathTests {
  @Test func `a value holds from its instant, the first also before, the last ever after`() {
    let path = TimePath([(from: 10, value: 1), (from: 20, value: 2), (from: 50, value: 3)])
    for (hours, value) in [(-5.0, 1.0), (10, 1), (19.999, 1), (20, 2), (49, 2), (50, 3), (1e6, 3)] {
      #expect(path.value(at: hours) == value, "at \(hours) h")
    }
  }

  @Test func `the integral of irregular steps is the sum over them`() {
    let path = TimePath([(from: 10, value: 1), (from: 20, value: -2), (from: 50, value: 3)])
    #expect(path.integral(from: 0, to: 10) == 10)
    #expect(path.integral(from: 0, to: 60) == -10)
    #expect(path.integral(from: 12, to: 18) == 6)
    #expect(path.integral(from: 19, to: 21) == -1)
    #expect(path.integral(from: 60, to: 60) == 0)
    #expect(path.integral(from: 100, to: 110) == 30)
  }

  @Test(arguments: [0.0, 1.0, 24.0, 0.1])
  func `integrals over a grid agree with adding up its steps`(width: Double) {
    let step = width == 0 ? 7.3 : width
    var path = TimePath()
    path.removeAll(width: width)
    for index in 0..<500 {
      path.append(Double((index * 7919) % 97) - 20, from: Double(index) * step)
    }
    for (from, to) in [
      (0.3, 0.4), (0.5 * step, 3.5 * step), (17 * step, 18 * step), (0, 499.5 * step),
    ] {
      var sum = 0.0
      for index in 0..<500 {
        let opening = Double(index) * step
        let length = min(to, opening + step) - max(from, opening)
        if length > 0 { sum += path.values[index] * length }
      }
      let integral = path.integral(from: from, to: to)
      #expect(abs(integral - sum) <= 1e-9 * max(1, abs(sum)), "from \(from) h to \(to) h")
    }
  }

  @Test func `the opening of every step of a grid belongs to it, whatever the division rounds to`()
  {
    var path = TimePath()
    path.removeAll(width: 0.1)
    for index in 0..<10_000 { path.append(Double(index), from: Double(index) * 0.1) }
    for index in 0..<10_000 {
      let opening = Double(index) * 0.1
      #expect(path.value(at: opening) == Double(index))
      if index > 0 { #expect(path.value(at: opening.nextDown) == Double(index - 1)) }
    }
  }

  @Test func `a path filled again remembers nothing of what it was`() {
    var path = TimePath([(from: 0, value: 9), (from: 1, value: 8)])
    path.removeAll(width: 24)
    path.append(5, from: 0)
    path.append(7, from: 24)
    #expect(path.openings == [0, 24])
    #expect(path.integral(from: 0, to: 48) == 24 * 12)
  }

  @Test func `steps must follow each other in time`() async {
    await #expect(processExitsWith: .failure) {
      _ = TimePath([(from: 5, value: 1), (from: 5, value: 2)])
    }
  }
}
