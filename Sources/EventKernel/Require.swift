/// Stops the program with `message` unless the condition holds.
///
/// In a release build `precondition` stops without a word; a misuse of the kernel shall be named
/// there, too. The message is put together only when it is needed. It takes local values only: the
/// optimiser of Swift 6.3 fails where a message refers to a noncopyable `self`. Checks that are
/// inlined into the event loop have a function of their own to put the message together.
@inlinable
@inline(__always)
func require(_ condition: Bool, _ message: @autoclosure () -> String) {
  if !condition { stop(message) }
}

@usableFromInline
@inline(never)
func stop(_ message: () -> String) -> Never { fatalError(message()) }
