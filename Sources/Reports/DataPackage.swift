import Experiments
import Foundation
import ResultStore

/// The description of an export after Data Package v2, so that tools know every file's columns.
struct DataPackage: Encodable {
  struct License: Encodable {
    let name: String
    let path: String
    let title: String
  }

  struct Source: Encodable {
    let title: String
  }

  struct Field: Encodable {
    let name: String
    let type: String
    let description: String
  }

  struct Schema: Encodable {
    let fields: [Field]
    let missingValues: [String]
    let primaryKey: [String]
  }

  struct Resource: Encodable {
    let name: String
    let type = "table"
    let path: String
    let description: String
    let format: String
    let mediatype: String
    /// Of texts.
    let encoding: String?
    let schema: Schema
  }

  /// The name of the file.
  static let file = "datapackage.json"

  /// What the name of each export begins with.
  static let namePrefix = "millwright-"

  let profile = "https://datapackage.org/profiles/2.0/datapackage.json"
  let name: String
  let id: String
  let title: String
  let description: String
  let licenses: [License]
  let sources: [Source]
  let resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case profile = "$schema"
    case name, id, title, description, licenses, sources, resources
  }

  /// Describes an export of these tables.
  init(_ reader: ResultReader, tables: [ExportTable], format: TableFormat) {
    let record = reader.record
    let run = record.run
    let (there, wanted) = (reader.replications.count, run.design.count)
    name = Self.namePrefix + run.runID
    id = run.runID
    title = run.title.isEmpty ? run.scenario : run.title
    description =
      "Results of the scenario \(run.scenario): \(run.design.futures) futures, seed \(run.seed),"
      + " strategies \(record.strategies.joined(separator: ", "))"
      + (there == wanted ? "" : "; \(there) of \(wanted) replications so far")
      + (format == .parquet
        ? ""
        : ". A text that begins with =, +, -, @ or a control character has an apostrophe in front, so"
          + " that spreadsheets do not take it for a formula; numbers are as they are.")
    licenses = [
      License(
        name: "CC-BY-4.0", path: "https://creativecommons.org/licenses/by/4.0/",
        title: "Creative Commons Attribution 4.0")
    ]
    sources = Set(record.inputs.map(\.source)).subtracting([""]).sorted().map(Source.init)
    resources = tables.map { table in
      Resource(
        name: table.name, path: table.file(format), description: table.description,
        format: format.rawValue, mediatype: format.mediaType,
        encoding: format == .csv ? "utf-8" : nil,
        schema: Schema(
          fields: table.fields.map {
            Field(name: $0.name, type: $0.type.rawValue, description: $0.description)
          },
          missingValues: [""], primaryKey: table.key))
    }
  }

  /// The description as JSON, keys in alphabetical order.
  ///
  /// - Throws: never in practice; JSON encoding of text cannot fail.
  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
