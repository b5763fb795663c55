/// Says now and then that a structure is to check itself.
///
/// It does where the kernel is built with `KERNEL_CHECKS`; elsewhere it is empty and says never.
/// The more slots there are the less often, so that a change costs about the check of one slot, however
/// many are in use.
@usableFromInline
@frozen
struct CheckSchedule {
  #if KERNEL_CHECKS
    /// Changes since the last check.
    @usableFromInline var changes = 0
  #endif

  @inlinable
  init() {}

  /// Notes a change, and says whether a check is due after it.
  @inlinable
  @inline(__always)
  mutating func isDue(slots: Int) -> Bool {
    #if KERNEL_CHECKS
      changes += 1
      guard changes > 16 + slots else { return false }
      changes = 0
      return true
    #else
      return false
    #endif
  }
}
