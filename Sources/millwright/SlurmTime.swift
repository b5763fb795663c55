/// Times as Slurm writes them.
enum SlurmTime {
  /// How long a time of Slurm is, s: minutes, minutes:seconds, hours:minutes:seconds, days-hours or
  /// days-hours:minutes and so on.
  ///
  /// - Returns: nil where it is none.
  static func seconds(of time: String) -> Int? {
    guard let parts = time.wholeMatch(of: /(?:(\d{1,4})-)?(\d{1,6})(?::([0-5]\d))?(?::([0-5]\d))?/)
    else { return nil }
    let numbers = [parts.2, parts.3, parts.4].compactMap { $0.flatMap { Int($0) } }
    let units = parts.1 != nil || numbers.count == 3 ? [3600, 60, 1] : [60, 1]
    return zip(numbers, units).reduce((parts.1.flatMap { Int($0) } ?? 0) * 86400) {
      $0 + $1.0 * $1.1
    }
  }
}
