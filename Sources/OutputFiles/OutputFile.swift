public import Foundation

/// Something that is written: a file that nobody ever sees half of, or a stream.
///
/// A regular file is written under another name in its folder; `publish()` gives it its own, in place
/// of an older one, whose permissions it keeps. Links are followed to what they lead to. Devices,
/// pipes and sockets are written to as they are.
///
/// ```swift
/// let file = try OutputFile("page.html")
/// try file.write(Data("<p>".utf8))
/// try file.finish()
/// try file.publish()
/// ```
public final class OutputFile {
  /// The path as it was given.
  public let path: String
  private let place: OutputPlace
  /// The name until it is published; empty for what has no other.
  private var draft: String
  private var descriptor: Int32

  /// Begins to write.
  ///
  /// - Parameter path: where to.
  /// - Throws: `OutputError` where nothing may be written there.
  public init(_ path: String) throws(OutputError) {
    self.path = path
    place = try OutputPlace(path)
    switch place {
    case .file(let target):
      draft = OutputPlace.draft(of: target)
      // What a killed program of the same number left is in the way.
      unlink(draft)
      descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      var facts = stat()
      if descriptor >= 0, stat(target, &facts) == 0 { fchmod(descriptor, facts.st_mode & 0o777) }
    case .stream(let target):
      draft = ""
      descriptor = open(target, O_WRONLY | O_CLOEXEC | O_NOCTTY)
    case .standardOutput:
      draft = ""
      descriptor = dup(STDOUT_FILENO)
    }
    guard descriptor >= 0 else { throw OutputError(.cannotWrite, path: path, code: errno) }
  }

  deinit { discard() }

  /// Writes bytes.
  ///
  /// - Parameter bytes: what comes next.
  /// - Throws: `OutputError` of kind `inputOutput`.
  public func write(_ bytes: some DataProtocol) throws(OutputError) {
    try Self.write(bytes, to: descriptor, path: path)
  }

  /// Completes what is written; a file still has its other name.
  ///
  /// - Throws: `OutputError` of kind `inputOutput`.
  public func finish() throws(OutputError) {
    defer { descriptor = -1 }
    guard close(descriptor) == 0 else {
      throw OutputError(.inputOutput, path: path, code: errno)
    }
  }

  /// Gives a finished file its name.
  ///
  /// - Throws: `OutputError` where that may not be.
  public func publish() throws(OutputError) {
    guard case .file(let target) = place else { return }
    guard rename(draft, target) == 0 else {
      throw OutputError(.cannotWrite, path: path, code: errno)
    }
    draft = ""
  }

  /// Takes away what is not published.
  public func discard() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    if !draft.isEmpty { unlink(draft) }
  }

  /// Writes all at once.
  ///
  /// - Parameters:
  ///   - bytes: the whole content.
  ///   - path: where to.
  /// - Throws: `OutputError`; what stood there before is then left as it was.
  public static func write(_ bytes: some DataProtocol, to path: String) throws(OutputError) {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.finish()
    try file.publish()
  }

  static func write(
    _ bytes: some DataProtocol, to descriptor: Int32, path: String
  ) throws(OutputError) {
    var code: Int32 = 0
    for region in bytes.regions where code == 0 {
      code = region.withUnsafeBytes { buffer in
        var rest = buffer[...]
        while !rest.isEmpty {
          let count = Foundation.write(
            descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
          if count < 0, errno != EINTR { return errno }
          rest = rest.dropFirst(max(0, count))
        }
        return 0
      }
    }
    if code != 0 { throw OutputError(.inputOutput, path: path, code: code) }
  }
}
