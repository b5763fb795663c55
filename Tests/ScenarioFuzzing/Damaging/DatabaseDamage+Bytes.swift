extension DatabaseDamage {
  /// Changes bytes wherever they stand.
  mutating func bytes(_ files: inout DamagedFiles) -> String {
    guard !files.database.isEmpty else { return "nothing" }
    let places = (0..<dice.pick([1, 1, 1, 2, 5, 30])).map { _ in place(in: files) }
    for place in places {
      files.database[place] =
        dice.chance(0.5)
        ? files.database[place] ^ 1 << UInt8(dice.whole(0...7))
        : dice.pick([0, 1, 0x7F, 0x80, 0xFF, UInt8(dice.whole(0...255))])
    }
    return places.count == 1 ? "byte \(places[0]) changed" : "\(places.count) bytes changed"
  }

  /// A byte of the header, of the list of tables, of the head of a page, or of what is written on one: much of
  /// a small database is not.
  private mutating func place(in files: DamagedFiles) -> Int {
    let count = files.database.count
    switch dice.whole(0...9) {
    case 0: return dice.whole(0...min(99, count - 1))
    case 1: return dice.whole(0...min(DamagedFiles.pageSize, count) - 1)
    case 2, 3:
      let page = files.page(dice.whole(0...files.pageCount - 1))
      return dice.whole(page.lowerBound...min(page.lowerBound + 60, page.upperBound - 1))
    case 4: return dice.whole(0...count - 1)
    default:
      for _ in 0..<50 {
        let place = dice.whole(0...count - 1)
        if files.database[place] != 0 { return place }
      }
      return 0
    }
  }

  /// Moves, empties, cuts off and adds pages.
  mutating func pages(_ files: inout DamagedFiles) -> String {
    guard files.pageCount > 1 else { return bytes(&files) }
    let last = files.pageCount - 1
    // Mostly not the first one, without which there is no database.
    let (a, b) = (dice.whole((dice.chance(0.9) ? 1 : 0)...last), dice.whole(1...last))
    let (first, second) = (files.page(a), files.page(b))
    let length = min(first.count, second.count)
    switch dice.whole(0...6) {
    case 0:
      let kept = Array(files.database[first.prefix(length)])
      files.database.replaceSubrange(
        first.prefix(length), with: Array(files.database[second.prefix(length)]))
      files.database.replaceSubrange(second.prefix(length), with: kept)
      return "pages \(a) and \(b) swapped"
    case 1:
      files.database.replaceSubrange(
        first.prefix(length), with: Array(files.database[second.prefix(length)]))
      return "page \(b) copied to \(a)"
    case 2:
      files.database.replaceSubrange(first, with: Array(repeating: 0, count: first.count))
      return "page \(a) emptied"
    case 3:
      let part = first.dropFirst(dice.whole(0...first.count - 1)).prefix(dice.pick([8, 512, 4096]))
      files.database.replaceSubrange(part, with: noise(part.count))
      return "noise on page \(a)"
    case 4:
      files.database.removeSubrange(second.lowerBound...)
      return "cut off at page \(b)"
    case 5:
      files.database.removeSubrange(dice.whole(0...files.database.count - 1)...)
      return "cut off at byte \(files.database.count)"
    default:
      let count = dice.pick([1, 100, DamagedFiles.pageSize, 3 * DamagedFiles.pageSize])
      files.database += dice.chance(0.5) ? noise(count) : Array(files.database.prefix(count))
      return "\(count) bytes added"
    }
  }
}

extension Range<Int> {
  /// The first so many.
  fileprivate func prefix(_ count: Int) -> Range<Int> {
    lowerBound..<Swift.min(lowerBound + count, upperBound)
  }

  /// Without the first so many.
  fileprivate func dropFirst(_ count: Int) -> Range<Int> {
    Swift.min(lowerBound + count, upperBound)..<upperBound
  }
}
