import Foundation

/// A file under the name that it has until it is whole: `.page.html.4711.part` beside `page.html`.
///
/// The number of the program keeps those apart that write one file at a time. A program locks its drafts
/// (`flock`), and holds all that it has in a folder as long as it locks one of them. What nobody holds
/// was left by a program that was killed: the next that writes the same file takes it away.
///
/// ```swift
/// let draft = try Draft(of: "page.html", named: "page.html")
/// print(draft.path)  // filled by whom you like
/// try draft.publish(replacing: true)
/// ```
public final class Draft {
  /// Its path; empty once it is published or discarded.
  public private(set) var path: String

  /// It as an open file, which holds the lock; -1 once it is closed.
  private(set) var descriptor: Int32

  private let file: String
  private let name: String

  /// Begins an empty draft, and takes away what killed programs left of others of the same file.
  ///
  /// - Parameters:
  ///   - file: the path of the file, itself no link.
  ///   - name: what the user calls it, for messages.
  /// - Throws: `OutputError` where nothing may be written there.
  public init(of file: String, named name: String) throws(OutputError) {
    self.file = file
    self.name = name
    Self.sweep(file)
    path = Self.prefix(of: file) + Self.ending(getpid())
    repeat {
      descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else {
        let code = errno
        path = ""
        throw OutputError(.cannotWrite, path: name, code: code)
      }
      // File systems without locks do without.
      flock(descriptor, LOCK_EX)
      // Who looks for what was left may have been quicker.
    } while !isThere
    var facts = stat()
    if stat(file, &facts) == 0 { fchmod(descriptor, facts.st_mode & 0o777) }
  }

  deinit { discard() }

  /// Whether its name still leads to it; closed where not.
  private var isThere: Bool {
    var (own, named) = (stat(), stat())
    if fstat(descriptor, &own) == 0, lstat(path, &named) == 0, own.st_dev == named.st_dev,
      own.st_ino == named.st_ino
    {
      return true
    }
    Foundation.close(descriptor)
    return false
  }

  /// Closes it, and gives up its lock: another draft in the folder has to hold both.
  ///
  /// - Throws: `OutputError` of kind `inputOutput`.
  func close() throws(OutputError) {
    let open = descriptor
    descriptor = -1
    guard open < 0 || Foundation.close(open) == 0 else {
      throw OutputError(.inputOutput, path: name, code: errno)
    }
  }

  /// Gives the file its name.
  ///
  /// - Parameter replacing: whether it takes the place of an older one.
  /// - Throws: `OutputError` where it may not have that name, or is not written.
  public func publish(replacing: Bool) throws(OutputError) {
    // What some file systems still have to write fails when it is closed; the lock is held meanwhile.
    if descriptor >= 0 {
      let copy = dup(descriptor)
      guard copy >= 0, Foundation.close(copy) == 0 else {
        throw OutputError(.inputOutput, path: name, code: errno)
      }
    }
    if !replacing {
      guard link(path, file) != 0 else { return discard() }
      // Without hard links, as on some memory sticks, there is a moment between look and move.
      var facts = stat()
      guard errno != EEXIST, lstat(file, &facts) != 0 else {
        throw OutputError(.cannotWrite, path: name, code: EEXIST)
      }
    }
    guard rename(path, file) == 0 else {
      throw OutputError(.cannotWrite, path: name, code: errno)
    }
    path = ""
    discard()
  }

  /// Takes away what is not published.
  public func discard() {
    for ending in path.isEmpty ? [] : [""] + Self.companions { unlink(path + ending) }
    path = ""
    try? close()
  }
}

extension Draft {
  /// What SQLite adds to the name of a database while it writes it.
  private static let companions = ["-journal", "-wal", "-shm"]

  /// What the drafts of a file begin with.
  private static func prefix(of file: String) -> String {
    let (folder, name) = OutputPlace.parts(of: file)
    return "\(folder).\(name)."
  }

  /// What the drafts of a program end with.
  private static func ending(_ program: some CustomStringConvertible) -> String {
    "\(program).part"
  }

  /// Takes away drafts of a file that no living program holds.
  ///
  /// - Parameter file: the path of the file, itself no link.
  public static func sweep(_ file: String) {
    let folder = OutputPlace.parts(of: file).folder
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    let prefix = prefix(of: file)
    var programs: Set<Substring> = []
    for path in names.map({ folder + $0 }) where path.hasPrefix(prefix) {
      let companion = companions.first { path.hasSuffix($0) } ?? ""
      let words = path.dropFirst(prefix.count).dropLast(companion.count).split(
        separator: ".", omittingEmptySubsequences: false)
      if words.count == 2, words[1] == "part", !words[0].isEmpty,
        words[0].utf8.allSatisfy({ 48...57 ~= $0 })
      {
        programs.insert(words[0])
      }
    }
    for program in programs {
      let ending = ending(program)
      let drafts = names.filter { $0.hasPrefix(".") && $0.hasSuffix("." + ending) }
      removeUnlessHeld(prefix + ending, with: drafts.map { folder + $0 })
    }
  }

  /// Removes a draft unless one of its program's drafts is locked; no lock is taken meanwhile.
  private static func removeUnlessHeld(_ draft: String, with others: [String]) {
    var locks: [Int32] = []
    defer { for lock in locks { Foundation.close(lock) } }
    for path in others {
      let lock = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
      // One that has gone meanwhile, or is a link, nobody writes.
      guard lock >= 0 else {
        if errno == ENOENT || errno == ELOOP { continue }
        return
      }
      locks.append(lock)
      if isFile(path), flock(lock, LOCK_EX | LOCK_NB) != 0 { return }
    }
    if isFile(draft) { unlink(draft) }
    for companion in companions.map({ draft + $0 }) where isFile(companion) { unlink(companion) }
  }

  /// Whether a path is that of a regular file, and not of a link to one.
  private static func isFile(_ path: String) -> Bool {
    var facts = stat()
    return lstat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFREG
  }
}
