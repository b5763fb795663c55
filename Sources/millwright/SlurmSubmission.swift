import Foundation
import OutputFiles

/// The scripts of a job array, written, and on their way to Slurm.
struct SlurmSubmission {
  private let scripts: SlurmScripts
  /// The folders that were made for them, inner ones first.
  private let made: [String]

  /// Writes the scripts.
  ///
  /// - Parameter scripts: those whose places were checked.
  /// - Throws: `OutputError` where they cannot be written.
  init(writing scripts: SlurmScripts) throws {
    self.scripts = scripts
    made = [scripts.partsFolder, scripts.logFolder, scripts.folder].filter {
      !FileManager.default.fileExists(atPath: $0)
    }
    try OutputFolder.make(scripts.partsFolder)
    try OutputFolder.make(scripts.logFolder)
    try OutputFile.write(Data(scripts.shards.utf8), to: scripts.shardsPath, replacing: false)
    try OutputFile.write(Data(scripts.merge.utf8), to: scripts.mergePath, replacing: false)
  }

  /// What a user types to submit both.
  var command: String {
    """
    array=$(sbatch --parsable \(Provenance.quoted(scripts.shardsPath))) && \
    sbatch --dependency="afterany:$array" \(Provenance.quoted(scripts.mergePath))
    """
  }

  /// Submits both.
  ///
  /// - Returns: the numbers of the jobs.
  /// - Throws: `Failure` where Slurm does not take one, of which it tells the reason itself; where it is the array,
  ///   nothing is left, so that the command can be given again with what was wrong mended.
  func submit() throws -> (array: String, merge: String) {
    let array: String
    do {
      array = try Self.submitted(["--parsable", scripts.shardsPath])
    } catch {
      for path in [scripts.shardsPath, scripts.mergePath] { unlink(path) }
      for path in made { rmdir(path) }
      throw error
    }
    let words = ["--parsable", "--dependency=afterany:\(array)", scripts.mergePath]
    do {
      return (array, try Self.submitted(words))
    } catch {
      throw Failure(
        .runFailed,
        "the job array \(array) is submitted, but not the job that merges, for the reason above. To submit that:"
          + " sbatch --dependency=afterany:\(array) \(Provenance.quoted(scripts.mergePath))")
    }
  }

  private static func submitted(_ words: [String]) throws -> String {
    let command = (["sbatch"] + words).map(Provenance.quoted).joined(separator: " ")
    guard let stream = popen(command, "r") else {
      throw Failure(.runFailed, "sbatch could not be started")
    }
    var line = ""
    while case let byte = getc(stream), byte != EOF {
      line.unicodeScalars.append(Unicode.Scalar(UInt8(truncatingIfNeeded: byte)))
    }
    let status = pclose(stream)
    // `4711`, or `4711;name` where there are several clusters.
    let job = line.prefix { $0.isNumber }
    guard status == 0, !job.isEmpty else {
      throw Failure(
        .runFailed,
        status >> 8 & 0xFF == 127
          ? "there is no sbatch here to submit to; without --submit the scripts are written, to be submitted on a login"
            + " node"
          : "sbatch did not take the job, for the reason above; the command was: \(command)")
    }
    return String(job)
  }
}
