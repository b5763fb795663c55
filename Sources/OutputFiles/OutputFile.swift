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
/// try file.publish()
/// ```
public final class OutputFile {
  /// How long a pipe is waited for that nobody reads from yet.
  private static let patience = Duration.seconds(10)

  /// The path as it was given.
  public let path: String
  /// What it is written to; nil for a stream, which has no other name.
  private let draft: Draft?
  /// The open stream; -1 where there is none, or none any more.
  private var stream: Int32 = -1

  /// Begins to write.
  ///
  /// - Parameter path: where to.
  /// - Throws: `OutputError` where nothing may be written there.
  public init(_ path: String) throws(OutputError) {
    self.path = path
    switch try OutputPlace(path) {
    case .file(let target):
      draft = try Draft(of: target, named: path)
      return
    case .stream(let target):
      draft = nil
      stream = try Self.open(stream: target)
    case .standardOutput:
      draft = nil
      stream = dup(STDOUT_FILENO)
    }
    guard stream >= 0 else { throw OutputError(.cannotWrite, path: path, code: errno) }
  }

  deinit { discard() }

  /// Opens a device, a pipe or a socket; a pipe has to have a reader before long.
  private static func open(stream path: String) throws(OutputError) -> Int32 {
    let start = ContinuousClock.now
    while true {
      let stream = Foundation.open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)
      guard stream < 0, errno == ENXIO else {
        if stream >= 0 { _ = fcntl(stream, F_SETFL, fcntl(stream, F_GETFL) & ~O_NONBLOCK) }
        return stream
      }
      guard ContinuousClock.now - start < patience else {
        throw OutputError(path: path, "cannot write: nobody reads from this pipe")
      }
      usleep(10_000)
    }
  }

  /// Writes bytes.
  ///
  /// - Parameter bytes: what comes next.
  /// - Throws: `OutputError` of kind `inputOutput`.
  public func write(_ bytes: some DataProtocol) throws(OutputError) {
    try Self.write(bytes, to: draft?.descriptor ?? stream, path: path)
  }

  /// Completes what is written; a file still has its other name.
  ///
  /// It is no longer open then, so that many can be finished before they get their names together;
  /// another one of the same folder has to be open until they have, so that nobody takes them away.
  ///
  /// - Throws: `OutputError` of kind `inputOutput`.
  public func finish() throws(OutputError) {
    try draft?.close()
    let open = stream
    stream = -1
    guard open < 0 || close(open) == 0 else {
      throw OutputError(.inputOutput, path: path, code: errno)
    }
  }

  /// Completes what is written, and gives a file its name.
  ///
  /// - Parameter replacing: whether it takes the place of an older one.
  /// - Throws: `OutputError` where that may not be, or not all could be written.
  public func publish(replacing: Bool = true) throws(OutputError) {
    try draft?.publish(replacing: replacing)
    if stream >= 0 { try finish() }
  }

  /// Takes away what is not published.
  public func discard() {
    draft?.discard()
    if stream >= 0 { close(stream) }
    stream = -1
  }

  /// Writes all at once.
  ///
  /// - Parameters:
  ///   - bytes: the whole content.
  ///   - path: where to.
  ///   - replacing: whether it takes the place of an older file.
  /// - Throws: `OutputError`; what stood there before is then left as it was.
  public static func write(
    _ bytes: some DataProtocol, to path: String, replacing: Bool = true
  ) throws(OutputError) {
    let file = try OutputFile(path)
    try file.write(bytes)
    try file.publish(replacing: replacing)
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
