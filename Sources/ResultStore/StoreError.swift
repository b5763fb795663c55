import GRDB
import OutputFiles

/// Why a results database could not be used.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What sort of trouble it is.
  public enum Kind: Sendable, Hashable {
    /// There is no such file.
    case missing
    /// A new database was asked for where a file exists.
    case exists
    /// The file is no database of ours, or of a version we do not know.
    case foreign
    /// The file is damaged.
    case corrupt
    /// Another program holds it.
    case locked
    /// It may not be written or the disk is full.
    case cannotWrite
    /// The system failed to read or write.
    case inputOutput
    /// It holds a different experiment from the one that is to go on.
    case differentExperiment
    /// Two shards hold the same replications.
    case overlapping
    /// A result cannot be stored, such as an infinite number.
    case unusableResult
    /// A new database cannot hold what it is made for: a mistake of ours.
    case wrongLayout
  }

  /// What sort of trouble it is.
  public let kind: Kind

  /// The file.
  public let path: String

  /// One sentence for users, without the path.
  public let message: String

  /// The path and the sentence.
  public var description: String { path.isEmpty ? message : "\(path): \(message)" }

  /// The same told of another file: that of which the file is a copy.
  public func told(of path: String) -> StoreError { StoreError(kind, path: path, message) }

  init(_ kind: Kind, path: String, _ message: String) {
    self.kind = kind
    self.path = path
    self.message = message
  }
}

extension StoreError {
  /// Runs database work and puts what SQLite reports into words.
  static func translating<Value>(at path: String, _ body: () throws -> Value) throws(StoreError)
    -> Value
  {
    do {
      return try body()
    } catch let error as StoreError {
      throw error
    } catch let error as DatabaseError {
      throw StoreError(error, path: path)
    } catch let error as OutputError {
      throw StoreError(error)
    } catch {
      // A value of another type than our tables hold.
      throw StoreError(
        .corrupt, path: path, "the database is damaged: it holds what no run has written")
    }
  }

  /// Takes over why something could not be written.
  init(_ error: OutputError) {
    self.init(
      error.kind == .inputOutput ? .inputOutput : .cannotWrite, path: error.path, error.message)
  }

  /// Puts what SQLite reports into words.
  init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(.foreign, path: path, "this is not a results database")
    case .SQLITE_CORRUPT, .SQLITE_ERROR, .SQLITE_MISMATCH, .SQLITE_SCHEMA, .SQLITE_RANGE:
      // Our statements are right, so what they do not fit is not as we made it.
      self.init(.corrupt, path: path, "the database is damaged")
    case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
      self.init(.locked, path: path, "another program is using the database")
    case .SQLITE_CONSTRAINT:
      // Rows are unique by construction, unless two runs go on with one file.
      self.init(.locked, path: path, "another run is writing the same replications")
    case .SQLITE_FULL:
      self.init(.inputOutput, path: path, "the disk is full")
    case .SQLITE_READONLY:
      self.init(.cannotWrite, path: path, "the database or its folder cannot be written")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .cannotWrite, path: path,
        "cannot open or write here; is the folder there, and may you write to it?")
    case .SQLITE_NOMEM, .SQLITE_TOOBIG:
      self.init(.inputOutput, path: path, "the database needs more memory than there is")
    case .SQLITE_IOERR:
      self.init(
        .inputOutput, path: path,
        "the disk failed to read or write the database, or files may not become so large")
    default:
      self.init(
        .inputOutput, path: path,
        "the database failed (SQLite's number for the reason is \(error.resultCode.rawValue))")
    }
  }
}
