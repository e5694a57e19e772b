import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

// A tensor of the kernels and its memory, zeros at first.
final class FeatureMap: @unchecked Sendable {  // Threads write different rows of it.
  let tensor: ckernels_tensor
  private let memory: UnsafeMutableRawPointer

  // The kernels' tensors begin at a cache line.
  private static let alignment = 64
  // A terabyte is asked of nobody.
  private static let largest = 1 << 40

  init(channels: Int, height: Int, width: Int, border: Int) throws(InferenceError) {
    guard let channels = Int32(exactly: channels), let height = Int32(exactly: height),
      let width = Int32(exactly: width), let border = Int32(exactly: border)
    else { throw .outOfMemory(bytes: nil) }
    let floats = ckernels_tensor_floats(channels, height, width, border)
    let bytes = floats * MemoryLayout<Float>.stride + Self.alignment
    guard floats > 0, bytes < Self.largest, let memory = calloc(bytes, 1) else {
      throw .outOfMemory(bytes: bytes)
    }
    self.memory = memory
    let start = memory.alignedUp(toMultipleOf: Self.alignment)
    tensor = ckernels_tensor(
      data: start.assumingMemoryBound(to: Float.self), channels: channels, height: height,
      width: width, border: border)
  }

  deinit { free(memory) }
}
