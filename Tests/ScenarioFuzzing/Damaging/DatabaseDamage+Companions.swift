import GRDB

extension DatabaseDamage {
  /// Puts something beside the database that SQLite looks at first.
  mutating func companion(_ files: inout DamagedFiles) -> String {
    switch dice.whole(0...4) {
    case 0:
      let ending = dice.pick(["-wal", "-journal"])
      files.companions[ending] = noise(dice.pick([0, 1, 32, 512, 5000, 70_000]))
      return "noise beside it (\(ending))"
    case 1:
      let pages = max(1, files.pageCount)
      files.companions["-journal"] = journal(
        of: files, pages: (0..<dice.whole(0...2)).map { _ in dice.whole(0...pages - 1) },
        originalCount: dice.pick([pages, pages, pages - 1, 1, 0]))
      return "a journal beside it"
    case 2 where files.database.count > 20:
      // Bytes 18 and 19 of the header: SQLite looks for what is beside the database.
      files.database.replaceSubrange(18..<20, with: [2, 2])
      files.companions["-wal"] = noise(dice.pick([0, 32, 40_000]))
      return "in write-ahead mode, with noise beside it"
    default:
      let before = files
      let sql = dice.pick([
        "UPDATE variant SET title = 'other'", "DELETE FROM outcome", "PRAGMA user_version = 4",
        "CREATE TABLE other (number INTEGER)",
      ])
      do {
        try files.changeBeside { try $0.execute(sql: sql) }
      } catch {
        files = before
        return bytes(&files)
      }
      guard var log = files.companions["-wal"], !log.isEmpty else { return "nothing" }
      if dice.chance(0.4) { log[dice.whole(0...log.count - 1)] ^= 0x10 }
      files.companions["-wal"] = log
      if dice.chance(0.3) { files.database = before.database }
      return "changes beside it"
    }
  }

  /// A journal by which SQLite undoes what a killed program wrote, with other pages than there were.
  ///
  /// Its form is that of https://sqlite.org/fileformat2.html#the_rollback_journal.
  private mutating func journal(of files: DamagedFiles, pages: [Int], originalCount: Int) -> [UInt8]
  {
    let sector = 512
    let nonce = UInt32(truncatingIfNeeded: dice.next())
    var bytes: [UInt8] = [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    for number in [
      UInt32(pages.count), nonce, UInt32(originalCount), UInt32(sector),
      UInt32(DamagedFiles.pageSize),
    ] {
      bytes += number.bigEndianBytes
    }
    bytes += Array(repeating: 0, count: sector - bytes.count)
    for number in pages {
      let other = files.page(dice.whole(0...max(0, files.pageCount - 1)))
      var page = Array(files.database[other])
      page += Array(repeating: 0, count: DamagedFiles.pageSize - page.count)
      if dice.chance(0.5) { page[dice.whole(0...page.count - 1)] ^= 1 }
      let sum = stride(from: page.count - 200, to: 0, by: -200).reduce(nonce) {
        $0 &+ UInt32(page[$1])
      }
      bytes += UInt32(number + 1).bigEndianBytes + page + sum.bigEndianBytes
    }
    return bytes
  }
}

extension UInt32 {
  fileprivate var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian, Array.init) }
}
