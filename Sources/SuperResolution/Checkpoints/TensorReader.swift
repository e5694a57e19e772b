// Makes tensors from references and the storages of a file.
struct TensorReader {
  let bytes: [UInt8]
  // Where the bytes of each storage are, by key.
  let storages: [String: Range<Int>]
  // Tensors can share a storage. A file has at least two bytes a number, so that one number a byte
  // allows any sensible sharing and no explosion.
  private var allowance: Int

  init(bytes: [UInt8], storages: [String: Range<Int>]) {
    self.bytes = bytes
    self.storages = storages
    allowance = bytes.count
  }

  mutating func tensor(
    _ reference: TensorReference, name: String
  ) throws(CheckpointError) -> WeightTensor {
    let range = try storage(reference.storage, name: name)
    let count = try reference.checkedElementCount(name: name)
    guard count <= allowance else {
      throw .invalidTensor(name, "shares numbers with others until they outnumber the file's bytes")
    }
    allowance -= count
    let type = reference.storage.type
    let start =
      range.lowerBound + (reference.storage.view.lowerBound + reference.offset) * type.byteCount
    let values =
      if reference.isContiguous {
        type.floats(bytes, at: start, count: count)
      } else {
        type.floats(gathered(reference, from: start, count: count), at: 0, count: count)
      }
    guard let values else { throw .notFinite(name) }
    return WeightTensor(shape: reference.shape, values: values)
  }

  private func storage(
    _ storage: StorageReference, name: String
  ) throws(CheckpointError) -> Range<Int> {
    guard let range = storages[storage.key] else {
      throw .invalidTensor(name, "needs a storage that the file does not have")
    }
    let (size, isTooLarge) = storage.elementCount.multipliedReportingOverflow(
      by: storage.type.byteCount)
    guard !isTooLarge, size == range.count else {
      throw .invalidStorage(
        storage.key,
        "has \(range.count) bytes but should have \(storage.elementCount) numbers of "
          + "\(storage.type.byteCount) bytes")
    }
    return range
  }

  // Copies the elements in row-major order. The reference is checked already.
  private func gathered(
    _ reference: TensorReference, from start: Int, count: Int
  ) -> [UInt8] {
    let size = reference.storage.type.byteCount
    var result: [UInt8] = []
    result.reserveCapacity(count * size)
    var index = [Int](repeating: 0, count: reference.shape.count)
    var element = 0
    for _ in 0..<count {
      let position = start + element * size
      for byte in position..<position + size { result.append(bytes[byte]) }
      // The stride of a dimension of length one is unchecked, because nothing steps along it.
      for dimension in reference.shape.indices.reversed() where reference.shape[dimension] > 1 {
        index[dimension] += 1
        element += reference.strides[dimension]
        if index[dimension] < reference.shape[dimension] { break }
        element -= reference.shape[dimension] * reference.strides[dimension]
        index[dimension] = 0
      }
    }
    return result
  }
}
