import CKernels

/// Channels of a picture, one plane after the other.
struct Planes: Equatable {
  var values: [Float]
  let count: Int
  let height: Int
  let width: Int

  init(count: Int, height: Int, width: Int, seed: Int) {
    var noise = Noise(seed)
    self.init(noise.floats(count * height * width), count: count, height: height, width: width)
  }

  init(_ values: [Float], count: Int, height: Int, width: Int) {
    self.values = values
    self.count = count
    self.height = height
    self.width = width
  }
}

extension Planes {
  /// A part of the rows.
  func rows(_ range: Range<Int>) -> Planes {
    let part = (0..<count).flatMap { plane in
      values[
        (plane * height + range.lowerBound) * width..<(plane * height + range.upperBound)
          * width]
    }
    return Planes(part, count: count, height: range.count, width: width)
  }
}

/// A tensor in guarded memory.
final class Blocks {
  let floats: GuardedFloats
  let tensor: ckernels_tensor

  init(
    channels: Int, height: Int, width: Int, border: Int,
    guarding side: GuardedFloats.Guard = .after,
    repeating value: Float = 0
  ) {
    let sizes = (Int32(channels), Int32(height), Int32(width), Int32(border))
    let count = ckernels_tensor_floats(sizes.0, sizes.1, sizes.2, sizes.3)
    floats = GuardedFloats(count, guarding: side, repeating: value)
    tensor = ckernels_tensor(
      data: floats.pointer, channels: sizes.0, height: sizes.1, width: sizes.2, border: sizes.3)
  }

  convenience init(_ planes: Planes, border: Int, guarding side: GuardedFloats.Guard = .after) {
    self.init(
      channels: planes.count, height: planes.height, width: planes.width, border: border,
      guarding: side)
    ckernels_from_planes(
      planes.values, planes.height * planes.width, Int32(planes.count), tensor, 0, 0,
      Int32(planes.height))
  }

  func planes(_ count: Int, from channel: Int = 0) -> Planes {
    let (height, width) = (Int(tensor.height), Int(tensor.width))
    var values = [Float](repeating: .nan, count: count * height * width)
    ckernels_to_planes(
      tensor, Int32(channel), Int32(count), 0, Int32(height), &values, height * width)
    return Planes(values, count: count, height: height, width: width)
  }

  /// The index of a value in memory, written from the layout's description.
  func index(channel: Int, y: Int, x: Int) -> Int {
    let border = Int(tensor.border)
    let rows = Int(tensor.height) + 2 * border
    let columns = Int(tensor.width) + 2 * border
    return (((channel / 16) * rows + y + border) * columns + x + border) * 16 + channel % 16
  }
}
