import Foundation

/// A folder of its own in which a process checks inputs one after the other.
public final class Workplace {
  private let path: String

  /// Makes the folder and goes there.
  ///
  /// - Parameter memory: bytes of address space that this process and those it starts may use each.
  /// - Throws: where it cannot be made.
  public init(memory: UInt64? = nil) throws {
    path = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    FileManager.default.changeCurrentDirectoryPath(path)
    if let memory {
      var limit = rlimit(rlim_cur: rlim_t(memory), rlim_max: rlim_t(memory))
      setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
    }
  }

  /// Takes away all that the last input left.
  public func clear() {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? [] {
      try? FileManager.default.removeItem(atPath: "\(path)/\(name)")
    }
  }

  /// Takes the folder away.
  public func remove() {
    FileManager.default.changeCurrentDirectoryPath("/")
    try? FileManager.default.removeItem(atPath: path)
  }
}
