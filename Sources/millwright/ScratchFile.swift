import Foundation
import OutputFiles

/// A copy of a file in another folder, such as on a disk of this machine, where it is worked on.
struct ScratchFile {
  /// The copy.
  let path: String

  private let folder: String
  private let home: String

  /// Makes a folder of its own, and fetches the file where it exists.
  ///
  /// - Parameters:
  ///   - home: the path of the file.
  ///   - scratch: the folder in which that is made.
  /// - Throws: `Failure` where there is no room or nothing may be made.
  init(of home: String, in scratch: String) throws(Failure) {
    guard let made = OutputFolder.makeTemporary(in: scratch) else {
      throw Failure(
        .cannotWrite,
        "--scratch \(scratch): cannot make a folder here: \(String(cString: strerror(errno)))")
    }
    (folder, self.home) = (made, home)
    path = made + "/" + (home.split(separator: "/").last ?? "results.db")
    guard FileManager.default.fileExists(atPath: home) else { return }
    do {
      try Self.copy(home, to: path, replacing: false)
    } catch {
      remove()
      throw Failure(error)
    }
  }

  /// Moves it to its place.
  ///
  /// - Parameter replacing: whether it may take the place of what stands there.
  /// - Throws: `OutputError`; then it stays where it is.
  func moveHome(replacing: Bool) throws {
    try Self.copy(path, to: home, replacing: replacing)
    remove()
  }

  /// Takes the folder away.
  func remove() {
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func copy(_ source: String, to target: String, replacing: Bool) throws {
    guard let input = FileHandle(forReadingAtPath: source) else {
      throw Failure(.inputOutput, "\(source): this may not be read")
    }
    defer { try? input.close() }
    let output = try OutputFile(target)
    do {
      while let piece = try input.read(upToCount: 1 << 22), !piece.isEmpty {
        try output.write(piece)
      }
    } catch let error as OutputError {
      throw error
    } catch {
      throw Failure(.inputOutput, "\(source): the disk failed to read it")
    }
    try output.publish(replacing: replacing)
  }
}
