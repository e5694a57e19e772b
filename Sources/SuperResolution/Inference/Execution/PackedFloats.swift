#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// Numbers that the kernels read, at the start of a cache line.
final class PackedFloats: @unchecked Sendable {  // Written by the initialiser only.
  let start: UnsafePointer<Float>
  private let memory: UnsafeMutableRawPointer

  init(_ count: Int, _ fill: (UnsafeMutablePointer<Float>) -> Void) {
    let bytes = count * MemoryLayout<Float>.stride
    memory = UnsafeMutableRawPointer.allocate(byteCount: max(bytes, 1), alignment: 64)
    let floats = memory.bindMemory(to: Float.self, capacity: count)
    floats.initialize(repeating: 0, count: count)
    fill(floats)
    start = UnsafePointer(floats)
  }

  convenience init(_ values: [Float], paddedTo count: Int) {
    self.init(count) { floats in
      for (index, value) in values.enumerated() { floats[index] = value }
    }
  }

  deinit { memory.deallocate() }
}
