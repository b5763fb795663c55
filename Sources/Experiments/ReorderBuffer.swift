import Foundation

/// Hands out turns to several producers and passes what they make to one consumer in order.
///
/// A turn is handed out only when its place in the buffer is free, so that a slow producer or a
/// slow consumer holds the others back instead of letting memory grow.
final class ReorderBuffer<Element: Sendable>: @unchecked Sendable {
  // Everything below is read and written under this lock.
  private let condition = NSCondition()
  private let count: Int
  private var places: [Result<Element, any Error>?]
  private var producers: Int
  private var nextTurn = 0
  private var nextOut = 0
  private var isClosed = false

  /// A buffer for a number of turns.
  ///
  /// - Parameters:
  ///   - count: turns in all.
  ///   - length: how many may be handed out beyond what the consumer has taken.
  ///   - producers: how many threads will say that they are done.
  init(count: Int, length: Int, producers: Int) {
    precondition(length > 0, "a buffer of \(length) places")
    self.count = count
    self.producers = producers
    places = Array(repeating: nil, count: length)
  }

  /// The next turn, once its place is free; nil when there is none left.
  func takeTurn() -> Int? {
    condition.withLock {
      while !isClosed && nextTurn < count && nextTurn - nextOut >= places.count {
        condition.wait()
      }
      guard !isClosed, nextTurn < count else { return nil }
      defer { nextTurn += 1 }
      return nextTurn
    }
  }

  /// Leaves what a turn made; after a failure no more turns are handed out.
  func put(_ element: Result<Element, any Error>, at turn: Int) {
    condition.withLock {
      places[turn % places.count] = element
      if case .failure = element { isClosed = true }
      condition.broadcast()
    }
  }

  /// Tells that a producer takes no more turns.
  func producerIsDone() {
    condition.withLock {
      producers -= 1
      condition.broadcast()
    }
  }

  /// Waits for the next element in order; nil when all that were handed out have been taken.
  func next() -> Result<Element, any Error>? {
    condition.withLock {
      while places[nextOut % places.count] == nil {
        guard producers > 0 else { return nil }
        condition.wait()
      }
      let place = nextOut % places.count
      defer {
        places[place] = nil
        nextOut += 1
        condition.broadcast()
      }
      return places[place]
    }
  }

  /// Hands out no more turns and waits for the producers to finish.
  func close() {
    condition.withLock {
      isClosed = true
      condition.broadcast()
      while producers > 0 { condition.wait() }
    }
  }
}
