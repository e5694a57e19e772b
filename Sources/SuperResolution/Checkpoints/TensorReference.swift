// A storage as a pickle names it: which bytes to take, not yet looked for.
struct StorageReference {
  let key: String
  let type: ElementType
  // All elements of the storage, also where only a part of it is seen.
  let elementCount: Int
  // The part that is seen; old files can name a view of a storage.
  let view: Range<Int>
}

// A tensor as a pickle describes it; nothing in it is checked.
struct TensorReference {
  let storage: StorageReference
  let offset: Int
  let shape: [Int]
  let strides: [Int]
}

extension TensorReference {
  // Returns the number of elements, after checking that all of them are inside the storage.
  func checkedElementCount(name: String) throws(CheckpointError) -> Int {
    guard shape.count == strides.count else {
      throw .invalidTensor(name, "has \(shape.count) dimensions but \(strides.count) strides")
    }
    let count = try elementCount(of: shape, name: name)
    guard offset >= 0 else { throw .invalidTensor(name, "has the negative offset \(offset)") }
    var last = offset
    for (length, stride) in zip(shape, strides) {
      guard stride >= 0, stride > 0 || length == 1 else {
        throw .invalidTensor(name, "has the impossible stride \(stride)")
      }
      let (step, isTooFar) = (length - 1).multipliedReportingOverflow(by: stride)
      let (sum, isTooLarge) = last.addingReportingOverflow(step)
      guard !isTooFar, !isTooLarge else { throw outside(name) }
      last = sum
    }
    guard last < storage.view.count else { throw outside(name) }
    return count
  }

  var isContiguous: Bool {
    var expected = 1
    for (length, stride) in zip(shape, strides).reversed() {
      if length != 1, stride != expected { return false }
      expected *= length
    }
    return true
  }

  private func outside(_ name: String) -> CheckpointError {
    .invalidTensor(name, "reaches beyond its storage of \(storage.view.count) numbers")
  }
}

// Returns the product of the lengths; a network has at most five dimensions and no empty one.
func elementCount(of shape: [Int], name: String) throws(CheckpointError) -> Int {
  guard shape.count <= 8 else { throw .invalidTensor(name, "has \(shape.count) dimensions") }
  var count = 1
  for length in shape {
    guard length > 0 else { throw .invalidTensor(name, "has a dimension of length \(length)") }
    let (product, isTooLarge) = count.multipliedReportingOverflow(by: length)
    guard !isTooLarge, product <= Checkpoint.maximumByteCount else {
      throw .invalidTensor(name, "has more numbers than any checkpoint can hold")
    }
    count = product
  }
  return count
}
