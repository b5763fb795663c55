import Foundation

/// A folder of its own in which a process checks inputs one after the other.
public final class Workplace {
  private let path: String

  /// Makes the folder and goes there.
  ///
  /// - Parameters:
  ///   - memory: bytes of address space that this process and those it starts may use each.
  ///   - fileSize: bytes that each file they write may have.
  /// - Throws: where it cannot be made.
  public init(memory: UInt64? = nil, fileSize: UInt64? = nil) throws {
    path = NSTemporaryDirectory() + "fuzz-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    FileManager.default.changeCurrentDirectoryPath(path)
    for (resource, most) in [(RLIMIT_AS, memory), (RLIMIT_FSIZE, fileSize)] {
      guard let most else { continue }
      var limit = rlimit(rlim_cur: rlim_t(most), rlim_max: rlim_t(most))
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
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
