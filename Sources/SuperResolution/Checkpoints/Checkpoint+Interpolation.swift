extension Checkpoint {
  /// Returns the network between two networks of one design: `(1 - alpha) a + alpha b`.
  ///
  /// With a network trained for PSNR as `a` and its adversarially trained successor as `b` this is
  /// network interpolation, ESRGAN (arXiv:1809.00219), section 3.4, equation 4. `alpha` is in
  /// 0...1; 0 gives the weights of `a` and 1 those of `b`. Both need tensors of equal names and
  /// shapes. The result has the format of `a`.
  public static func interpolated(
    _ a: Checkpoint, _ b: Checkpoint, alpha: Double
  ) throws(CheckpointError) -> Checkpoint {
    guard (0...1).contains(alpha) else { throw .shareOutOfRange(alpha) }
    let names = Set(a.tensors.keys).symmetricDifference(b.tensors.keys)
    if let name = names.min() { throw .tensorInOnlyOne(name) }
    var tensors: [String: WeightTensor] = [:]
    for name in a.tensors.keys.sorted() {
      guard let first = a.tensors[name], let second = b.tensors[name] else { continue }
      guard first.shape == second.shape else {
        throw .shapesDiffer(name, first.shape, second.shape)
      }
      let values = mixed(first.values, second.values, alpha: alpha)
      tensors[name] = WeightTensor(shape: first.shape, values: values)
    }
    return Checkpoint(tensors: tensors, format: a.format)
  }

  private static func mixed(_ first: [Float], _ second: [Float], alpha: Double) -> [Float] {
    let (firstShare, secondShare) = (Float(1 - alpha), Float(alpha))
    var values = first
    for index in values.indices {
      values[index] = firstShare * first[index] + secondShare * second[index]
    }
    return values
  }
}
