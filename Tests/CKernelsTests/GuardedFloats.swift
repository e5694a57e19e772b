import Foundation

/// Floats that end, or start, at a page that nobody may touch.
final class GuardedFloats {
  let pointer: UnsafeMutablePointer<Float>
  let count: Int
  private let mapping: UnsafeMutableRawPointer
  private let byteCount: Int

  enum Guard: CaseIterable, Sendable {
    case before
    case after
  }

  init(_ count: Int, guarding side: Guard, repeating value: Float = 0) {
    let page = Int(getpagesize())
    let bytes = count * MemoryLayout<Float>.stride
    let pages = (bytes + page - 1) / page * page
    let flags = MAP_PRIVATE | MAP_ANON
    let access = PROT_READ | PROT_WRITE
    guard let mapping = mmap(nil, pages + 2 * page, access, Int32(flags), -1, 0),
      mapping != MAP_FAILED
    else { preconditionFailure("no memory") }
    self.mapping = mapping
    byteCount = pages + 2 * page
    precondition(mprotect(mapping, page, PROT_NONE) == 0)
    precondition(mprotect(mapping + page + pages, page, PROT_NONE) == 0)
    let start = side == .before ? mapping + page : mapping + page + pages - bytes
    pointer = start.bindMemory(to: Float.self, capacity: count)
    pointer.initialize(repeating: value, count: count)
    self.count = count
  }

  convenience init(_ values: [Float], guarding side: Guard = .after) {
    self.init(values.count, guarding: side)
    for (index, value) in values.enumerated() { pointer[index] = value }
  }

  deinit { munmap(mapping, byteCount) }

  var bits: [UInt32] { (0..<count).map { pointer[$0].bitPattern } }
}
