import Foundation

/// The descriptors of open files that the program may have.
enum Descriptors {
  /// How many it uses at a time, at most: a database with its log, drafts, a pipe, and what threads wait
  /// with, which would end the program.
  static let needed = 10

  /// How many the converter of charts uses at a time, at most, beside what the program has open.
  static let neededForPictures = 20

  /// Takes care that standard input, output and error are open, so that no file is taken for one of them.
  ///
  /// What is opened in their place can neither be read nor written, and whoever tries is told so.
  static func fillStandardStreams() {
    for stream in STDIN_FILENO...STDERR_FILENO where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Looks whether there are enough, and asks for more where not.
  ///
  /// - Parameter needed: how many more are needed than are open.
  /// - Throws: `Failure` where there are not.
  static func check(_ needed: Int = Self.needed) throws(Failure) {
    var open: [Int32] = []
    defer { for descriptor in open { close(descriptor) } }
    while open.count < needed {
      let descriptor = Foundation.open("/", O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else {
        guard errno == EMFILE || errno == ENFILE else { return }
        if raiseLimit() { continue }
        throw Failure(
          .inputOutput,
          "this program has to open \(needed) files at a time, and may open no more than"
            + " \(open.count); 'ulimit -n 256' in the shell allows more")
      }
      open.append(descriptor)
    }
  }

  /// Lets the program have as many as it may ask for; false where it has them already.
  private static func raiseLimit() -> Bool {
    #if os(Linux)
      let kind = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
      let kind = RLIMIT_NOFILE
    #endif
    var limit = rlimit()
    guard getrlimit(kind, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return false }
    limit.rlim_cur = limit.rlim_max
    return setrlimit(kind, &limit) == 0
  }
}
