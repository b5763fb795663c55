import GRDB

/// Damages a results database as disks, transfers, editors of databases and the hostile do.
struct DatabaseDamage {
  var dice: Dice

  /// An input of a campaign: a copy of the database whose turn it is, damaged, with its scenario.
  static func input(_ number: Int, seed: UInt64, of pristine: [Pristine]) -> FuzzInput {
    var damage = DatabaseDamage(dice: Dice(seed: seed, input: number))
    let choice = number % pristine.count
    var files = DamagedFiles(pristine[choice].database)
    let words = damage.apply(to: &files)
    var input = FuzzInput(damagedWorld, making: "database \(choice): \(words)")
    input.files.append(FuzzInput.File(Pristine.file, bytes: files.database))
    for (ending, bytes) in files.companions.sorted(by: { $0.key < $1.key }) {
      input.files.append(FuzzInput.File(Pristine.file + ending, bytes: bytes))
    }
    input.words = ["export", Pristine.file, "--to", "out", "--series"]
    return input
  }

  /// Damages a database once or a few times; returns what was done.
  mutating func apply(to files: inout DamagedFiles) -> String {
    (0..<dice.pick([1, 1, 1, 1, 2, 3])).map { _ in once(&files) }.joined(separator: ", ")
  }

  private mutating func once(_ files: inout DamagedFiles) -> String {
    while true {
      switch dice.whole(0...11) {
      case 0...2: return bytes(&files)
      case 3: return pages(&files)
      case 4: return companion(&files)
      default:
        do {
          return dice.chance(0.7) ? try row(&files) : try schema(&files)
        } catch {
          // SQLite does not let it happen; another damage is tried.
          continue
        }
      }
    }
  }

  /// The names of the tables, without those of SQLite.
  static func tables(of db: Database) throws -> [String] {
    try String.fetchAll(
      db,
      sql: """
        SELECT CAST(name AS TEXT) FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*'
        ORDER BY name
        """)
  }

  /// So many bytes of chance.
  mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
  }
}
