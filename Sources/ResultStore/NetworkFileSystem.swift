import CFileSystems

/// A file system that several machines share, such as the project folder of a cluster.
///
/// SQLite's write-ahead log needs memory that all programs share which open a database, and machines share none
/// (https://www.sqlite.org/wal.html, section 1): there a database is written with a rollback journal.
public struct NetworkFileSystem: Sendable, Hashable {
  /// What it is called: `NFS`, `Lustre`.
  public let name: String

  /// Those that `statfs` names by their number, as `linux/magic.h` and the projects of each give it; 1 stands for
  /// any, where the system does not tell which.
  private static let names: [UInt32: String] = [
    1: "a file system of another machine",
    0x6969: "NFS", 0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS", 0x1983_0326: "BeeGFS",
    0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB", 0x517B: "SMB", 0x6573_5546: "FUSE",
    0x00C3_6400: "Ceph", 0x0102_1997: "9P", 0x5346_414F: "AFS", 0xAAD7_AAEA: "PanFS",
  ]

  /// The one of a number of `statfs`; nil for a file system that belongs to one machine.
  init?(type: Int) {
    guard let name = Self.names[UInt32(truncatingIfNeeded: type)] else { return nil }
    self.name = name
  }

  /// The one on which a file lies or is to lie; nil where it is on none.
  public init?(holding path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
    self.init(type: millwright_file_system(folder))
  }
}
