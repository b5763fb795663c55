import Experiments
import Foundation
import Testing

@testable import ResultStore

/// How a database is written on a file system of several machines.
struct NetworkFileSystemTests {
  let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  @Test(arguments: [
    (0x6969, "NFS"), (0x0BD0_0BD0, "Lustre"), (0x4750_4653, "GPFS"), (0xFF53_4D42, "CIFS"),
    // A number of 32 bits may come with its sign.
    (-0x00AC_B2BE, "CIFS"), (0x6573_5546, "FUSE"), (0x1983_0326, "BeeGFS"),
  ])
  func `those of several machines are known by their numbers`(_ type: Int, _ name: String) {
    #expect(NetworkFileSystem(type: type)?.name == name)
  }

  /// ext4, xfs, btrfs, tmpfs, overlayfs, zfs.
  @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630, 0x2FC1_2FC1, 0])
  func `those of one machine are none of them`(_ type: Int) {
    #expect(NetworkFileSystem(type: type) == nil)
  }

  @Test(arguments: [false, true])
  func `there the write-ahead log is left out, and the results are the same`(_ isShared: Bool)
    throws
  {
    let experiment = Experiment(futures: 70)
    let path = directory["db"]
    let writer = try ResultWriter.create(at: path, for: experiment.record) { _ in
      isShared ? NetworkFileSystem(type: 0x6969) : nil
    }
    #expect(writer.network?.name == (isShared ? "NFS" : nil))
    let (layout, kept) = (experiment.model.layout, experiment.kept)
    _ = try ReplicationRunner(
      experiment.model, design: ReplicationDesign(futures: 70), jobs: 1
    ).run(digest: { try EncodedReplication($0, layout: layout, kept: kept) }) { replication in
      try writer.append(replication)
      // The first 64 are committed together.
      guard replication.number == 65 else { return }
      #expect(FileManager.default.fileExists(atPath: path + "-wal") != isShared)
      #expect(try ResultReader(path: path).replications == 0..<64)
    }
    try writer.close(at: "2026-01-01T00:00:01Z")
    let reader = try ResultReader(path: path)
    try reader.verify()
    #expect(reader.replications == 0..<70)
    #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path) == ["db"])
  }
}
