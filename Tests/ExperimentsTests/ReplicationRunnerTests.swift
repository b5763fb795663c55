import Experiments
import Synchronization
import Testing

struct ReplicationRunnerTests {
  /// What is delivered, as text that tells every number apart.
  private func delivered(
    _ model: BirthProcess, futures: Int, inner: Int = 1, jobs: Int,
    skipping: Set<Int> = []
  ) throws -> [String] {
    let runner = ReplicationRunner(
      model, design: ReplicationDesign(futures: futures, inner: inner), jobs: jobs)
    var lines: [String] = []
    _ = try runner.run(skipping: { skipping.contains($0) }, digest: { "\($0)" }) {
      lines.append($0)
    }
    return lines
  }

  @Test func `a design numbers the inner runs of a future side by side`() {
    let design = ReplicationDesign(futures: 3, inner: 4)
    #expect(design.count == 12)
    for number in 0..<12 {
      let (future, inner) = (design.future(of: number), design.inner(of: number))
      #expect(design.number(future: future, inner: inner) == number)
      #expect(future < 3 && inner < 4)
    }
  }

  @Test(arguments: [2, 3, 5]) func `any number of jobs delivers the same in the same order`(
    jobs: Int
  ) throws {
    let model = BirthProcess(spins: 2000)
    #expect(
      try delivered(model, futures: 23, inner: 2, jobs: jobs)
        == delivered(BirthProcess(), futures: 23, inner: 2, jobs: 1))
  }

  @Test func `what is there already is not run again`() throws {
    let all = try delivered(BirthProcess(), futures: 10, jobs: 1)
    let rest = try delivered(BirthProcess(), futures: 10, jobs: 3, skipping: [0, 1, 5, 9])
    #expect(rest == [2, 3, 4, 6, 7, 8].map { all[$0] })
    #expect(try delivered(BirthProcess(), futures: 2, jobs: 3, skipping: [0, 1]) == [])
  }

  @Test(arguments: [1, 4])
  func `a failure names its replication, after all before it were delivered`(jobs: Int) throws {
    let runner = ReplicationRunner(
      BirthProcess(failing: 6), design: ReplicationDesign(futures: 40), jobs: jobs)
    var numbers: [Int] = []
    let failure = #expect(throws: ReplicationFailure.self) {
      _ = try runner.run(digest: { $0.number }) { numbers.append($0) }
    }
    #expect(numbers == Array(0..<6))
    #expect(
      failure?.description == "replication 6, strategy 'grow' failed: nobody was born")
  }

  @Test(arguments: [1, 2, 5]) func `an interruption keeps a gapless beginning`(jobs: Int) throws {
    let interruption = Interruption()
    let runner = ReplicationRunner(
      BirthProcess(), design: ReplicationDesign(futures: 1000), jobs: jobs,
      interruption: interruption)
    var numbers: [Int] = []
    let progress = try runner.run(digest: { $0.number }) {
      numbers.append($0)
      if numbers.count == 10 { interruption.request() }
    }
    #expect(!progress.isComplete)
    #expect(numbers == Array(0..<numbers.count))
    #expect(progress.delivered == numbers.count)
    #expect(progress.events == numbers.count * 2 * 14)
    // What was under way or waiting when the request came is bounded by the buffer.
    #expect((10...(10 + 25 * jobs)).contains(numbers.count))
  }

  @Test func `a slow receiver holds the workers back`() throws {
    let begun = Atomic(0)
    var most = 0
    var received = 0
    let runner = ReplicationRunner(
      BirthProcess(), design: ReplicationDesign(futures: 200), jobs: 2)
    _ = try runner.run(
      digest: { outcome in
        begun.add(1, ordering: .relaxed)
        return outcome.number
      },
      deliver: { _ in
        received += 1
        most = max(most, begun.load(ordering: .relaxed) - received)
      })
    #expect(received == 200)
    #expect(most <= 48 + 2)
  }

  @Test func `an error of the receiver ends the run`() throws {
    let runner = ReplicationRunner(
      BirthProcess(), design: ReplicationDesign(futures: 100), jobs: 3)
    #expect(throws: BirthProcess.Sterile.self) {
      _ = try runner.run(digest: { $0.number }) { if $0 == 4 { throw BirthProcess.Sterile() } }
    }
  }
}
