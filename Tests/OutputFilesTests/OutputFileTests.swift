import Foundation
import OutputFiles
import TestSupport
import Testing

/// What becomes of what stands where a file is written.
struct OutputFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to name: String) throws {
    try OutputFile.write(Data(text.utf8), to: folder.path(of: name))
  }

  private func mode(of name: String) throws -> mode_t {
    var facts = stat()
    try #require(lstat(folder.path(of: name), &facts) == 0)
    return facts.st_mode
  }

  @Test func `a file is new, or takes the place of an older one and keeps its permissions`() throws
  {
    try write("first", to: "page")
    #expect(try folder.read("page") == "first")
    try #require(chmod(folder.path(of: "page"), 0o640) == 0)
    try write("next", to: "page")
    #expect(try folder.read("page") == "next")
    #expect(try mode(of: "page") == S_IFREG | 0o640)
    #expect(try folder.names() == ["page"])
  }

  @Test func `nobody sees half a file`() throws {
    try folder.write("page", "old")
    let file = try OutputFile(folder.path(of: "page"))
    try file.write(Data("new".utf8))
    #expect(try folder.read("page") == "old")
    try file.finish()
    #expect(try folder.read("page") == "old")
    try file.publish()
    #expect(try folder.read("page") == "new")
  }

  @Test func `what is not published leaves nothing`() throws {
    try folder.write("page", "old")
    do {
      let file = try OutputFile(folder.path(of: "page"))
      try file.write(Data("new".utf8))
      #expect(try folder.names().count == 2)
    }
    #expect(try folder.names() == ["page"])
    #expect(try folder.read("page") == "old")
  }

  @Test(arguments: ["there", "new"])
  func `a link stays one, and what it leads to is written`(_ target: String) throws {
    try FileManager.default.createDirectory(
      atPath: folder.path(of: "deep"), withIntermediateDirectories: true)
    try folder.write("deep/there", "old")
    for (link, next) in [("a", "deep/b"), ("deep/b", "../deep/\(target)")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(of: link), withDestinationPath: next)
    }
    try write("text", to: "a")
    #expect(try folder.read("deep/\(target)") == "text")
    #expect(try mode(of: "a") & S_IFMT == S_IFLNK && mode(of: "deep/b") & S_IFMT == S_IFLNK)
  }

  @Test func `links that lead to one another are refused`() throws {
    for (link, next) in [("a", "b"), ("b", "a")] {
      try FileManager.default.createSymbolicLink(
        atPath: folder.path(of: link), withDestinationPath: next)
    }
    #expect(throws: OutputError.self) { try write("text", to: "a") }
    #expect(try mode(of: "a") & S_IFMT == S_IFLNK)
  }

  @Test func `a pipe is written to and stays a pipe`() async throws {
    let path = folder.path(of: "pipe")
    try #require(mkfifo(path, 0o600) == 0)
    // Open for both, as opening one end alone waits for the other.
    let end = open(path, O_RDWR)
    try #require(end >= 0)
    defer { close(end) }
    try write("text", to: "pipe")
    var bytes = [UInt8](repeating: 0, count: 10)
    #expect(read(end, &bytes, 10) == 4)
    #expect(String(decoding: bytes.prefix(4), as: UTF8.self) == "text")
    #expect(try mode(of: "pipe") & S_IFMT == S_IFIFO)
    #expect(try folder.names() == ["pipe"])
  }

  /// Whether devices can be made here, which takes rights that few have.
  private static var canMakeDevices: Bool {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    defer { unlink(path) }
    return mknod(path, S_IFCHR | 0o600, dev_t(1 << 8 | 3)) == 0
  }

  @Test(.enabled(if: canMakeDevices))
  func `a device is written to and stays a device`() throws {
    for (name, minor) in [("null", 3), ("full", 7)] {
      try #require(mknod(folder.path(of: name), S_IFCHR | 0o600, dev_t(1 << 8 | minor)) == 0)
    }
    try write("text", to: "null")
    let error = #expect(throws: OutputError.self) { try write("text", to: "full") }
    #expect(error?.kind == .inputOutput)
    #expect(error?.message == "cannot write: No space left on device")
    for name in ["null", "full"] { #expect(try mode(of: name) & S_IFMT == S_IFCHR) }
    #expect(try folder.names() == ["full", "null"])
  }

  @Test func `a folder is refused, and so is a file in none`() throws {
    for (path, words) in [
      (folder.path, "this is a folder"), (folder.path(of: "no/file"), "No such file or directory"),
    ] {
      let error = #expect(throws: OutputError.self) {
        try OutputFile.write(Data("text".utf8), to: path)
      }
      #expect(error?.kind == .cannotWrite)
      #expect(error?.message == "cannot write: \(words)")
    }
  }

  @Test func `no name, and one that ends like a folder's, are refused`() throws {
    for (path, words) in [
      ("", "'': cannot write: a file needs a name"),
      ("x/", "x/: cannot write: a name that ends with '/' is that of a folder"),
    ] {
      let error = #expect(throws: OutputError.self) { _ = try OutputPlace(path) }
      #expect(error?.description == words)
    }
    #expect(try OutputPlace("-") == .standardOutput)
    for name in ["x", "é", ":memory:", "file:x"] {
      #expect(try OutputPlace(name) == .file(path: name))
      try write("text", to: name)
      #expect(try folder.read(name) == "text")
    }
  }

  @Test func `a pipe that nobody reads from is given up`() throws {
    try #require(mkfifo(folder.path(of: "pipe"), 0o600) == 0)
    let error = #expect(throws: OutputError.self) { try write("text", to: "pipe") }
    #expect(error?.message == "cannot write: nobody reads from this pipe")
    #expect(try mode(of: "pipe") & S_IFMT == S_IFIFO)
  }

  @Test func `a file that must be new takes nobody's place`() throws {
    try folder.write("page", "old")
    let path = folder.path(of: "page")
    let error = #expect(throws: OutputError.self) {
      try OutputFile.write(Data("new".utf8), to: path, replacing: false)
    }
    #expect(error?.message == "cannot write: File exists")
    #expect(try folder.read("page") == "old" && folder.names() == ["page"])
    try OutputFile.write(Data("new".utf8), to: folder.path(of: "other"), replacing: false)
    #expect(try folder.names() == ["other", "page"])
  }

  @Test func `drafts that killed programs left go, and those that a program holds stay`() throws {
    let page = folder.path(of: "page")
    let draft = try Draft(of: page, named: "page")
    #expect(draft.path == folder.path(of: ".page.\(getpid()).part"))
    for name in [".page.1.part", ".page.2.part-wal", ".page.3.part"] {
      try folder.write(name, "half")
    }
    let file = open(folder.path(of: ".page.3.part"), O_RDONLY)
    try #require(file >= 0 && flock(file, LOCK_EX) == 0)
    Draft.sweep(page)
    #expect(try folder.names() == [".page.3.part", ".page.\(getpid()).part"].sorted())
    close(file)
    try draft.publish(replacing: false)
    Draft.sweep(page)
    #expect(try folder.names() == ["page"])
  }

  @Test func `a folder is made with those above it, and nothing is made in a file`() throws {
    try OutputFolder.make(folder.path(of: "a/b//c/"))
    try OutputFolder.make(folder.path(of: "a/b"))
    #expect(try folder.names(in: "a/b") == ["c"])
    try folder.write("a/file", "")
    for (path, words) in [
      ("", "a folder needs a name"),
      ("-", "files cannot be printed; './-' is a folder of that name"),
      (folder.path(of: "a/file"), "this is a file; a directory is needed"),
      (folder.path(of: "a/file/b"), "this is a file; a directory is needed"),
      ("/proc/none/b", "cannot make the directory: No such file or directory"),
    ] {
      let error = #expect(throws: OutputError.self) { try OutputFolder.make(path) }
      #expect(error?.message == words)
    }
  }
}
