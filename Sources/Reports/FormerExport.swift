import Foundation
import OutputFiles

/// An export that was written into a folder before, as its own `datapackage.json` tells.
///
/// The folder may hold anything else, and the description may have been written by anybody. So a file
/// is taken for one of the export only where it has the name of one of our tables, is listed with the
/// columns that it begins with, and is itself in the folder and no link.
struct FormerExport {
  /// What is read of a description.
  private struct Description: Decodable {
    struct Resource: Decodable {
      struct Schema: Decodable {
        struct Field: Decodable { let name: String }
        let fields: [Field]
      }

      let path: String
      let schema: Schema
    }

    let name: String
    let resources: [Resource]
  }

  /// No description of ours is as long, in bytes.
  private static let longest = 16 << 20

  private let directory: String
  /// Whether the description in the folder is that of an export.
  private let isThere: Bool
  /// What each file begins with, by its name.
  private let headers: [String: [UInt8]]

  /// Reads the description in a folder, if there is one.
  init(in directory: String) {
    self.directory = directory
    guard let text = Self.beginning(of: "\(directory)/\(DataPackage.file)", Self.longest),
      let description = try? JSONDecoder().decode(Description.self, from: Data(text)),
      description.name.hasPrefix(DataPackage.namePrefix)
    else {
      isThere = false
      headers = [:]
      return
    }
    isThere = true
    let beginnings = description.resources.map { resource in
      let isParquet = resource.path.hasSuffix("." + TableFormat.parquet.rawValue)
      return (
        resource.path,
        (isParquet ? TableFormat.parquet : .csv)
          .beginning(columns: resource.schema.fields.map(\.name))
      )
    }
    headers = Dictionary(beginnings) { first, _ in first }
  }

  /// Refuses to write where somebody else's file would be lost.
  ///
  /// A table is one of ours where that export lists it with the columns that it begins with, or where it
  /// begins as what takes its place, as after an export that was killed before it was described.
  ///
  /// - Throws: `OutputError` with the first file that is of somebody else, or is a link.
  func checkThatNothingIsLost(
    to tables: [ExportTable], _ format: TableFormat
  ) throws(OutputError) {
    try check(DataPackage.file, isOurs: isThere)
    for table in tables {
      let file = table.file(format)
      let path = "\(directory)/\(file)"
      var beginnings = headers[file].map { [$0] } ?? []
      // A file of Parquet does not tell whose it is.
      if format == .csv { beginnings.append(format.beginning(columns: table.fields.map(\.name))) }
      let isOurs = beginnings.contains { $0 == Self.beginning(of: path, $0.count) }
      try check(file, isOurs: isOurs)
    }
  }

  private func check(_ name: String, isOurs: Bool) throws(OutputError) {
    let path = "\(directory)/\(name)"
    var facts = stat()
    guard lstat(path, &facts) == 0 else { return }
    if facts.st_mode & S_IFMT == S_IFLNK {
      throw OutputError(
        path: path, "it is a link, which no export made; take it away, or name another folder")
    }
    guard isOurs else {
      throw OutputError(path: path, "no export made this file; move it, or name another folder")
    }
  }

  /// Removes the tables of that export, but for those that have been written anew.
  func removeTables(except written: [ExportTable], _ format: TableFormat) {
    let files = Set(written.map { $0.file(format) })
    for table in ExportTable.all + [.iamc] {
      for file in TableFormat.allCases.map(table.file) where !files.contains(file) {
        let path = "\(directory)/\(file)"
        if let header = headers[file], Self.beginning(of: path, header.count) == header {
          unlink(path)
        }
      }
    }
  }

  /// The first bytes of a regular file; nil for anything else.
  private static func beginning(of path: String, _ count: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return (try? FileHandle(fileDescriptor: file, closeOnDealloc: false).read(upToCount: count))
      .map(Array.init)
  }
}
