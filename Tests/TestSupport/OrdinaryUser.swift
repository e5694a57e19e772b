import CPseudoTerminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs `body` bound by file permissions: the superuser becomes nobody for files, on this thread.
public func asOrdinaryUser<Result>(_ body: () throws -> Result) rethrows -> Result {
  guard geteuid() == 0 else { return try body() }
  pseudo_terminal_open_files_as(65_534)
  defer { pseudo_terminal_open_files_as(0) }
  return try body()
}
