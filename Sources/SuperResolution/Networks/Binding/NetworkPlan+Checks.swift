extension NetworkPlan {
  // Returns the tensors without counters, if they are exactly those of the network.
  func checked(
    _ tensors: [String: WeightTensor]
  ) throws(NetworkError) -> [String: WeightTensor] {
    var left = tensors.filter { !TensorNames.isCounter($0.key) }
    let all = left
    for planned in self.tensors {
      guard let tensor = left.removeValue(forKey: planned.name) else {
        throw .missingTensor(planned.name, shape: planned.shape, title: title)
      }
      try check(tensor, planned)
    }
    if let first = left.keys.min() {
      throw .unexpectedTensor(first, count: left.count, title: title)
    }
    return all
  }

  private func check(_ tensor: WeightTensor, _ planned: PlannedTensor) throws(NetworkError) {
    guard tensor.shape == planned.shape else {
      throw .wrongShape(
        planned.name, expected: planned.shape, found: tensor.shape, title: title)
    }
    if let index = tensor.values.firstIndex(where: { !$0.isFinite }) {
      throw .notFinite(planned.name, index: index)
    }
    guard planned.name.hasSuffix(".running_var") else { return }
    if let index = tensor.values.firstIndex(where: { $0 < 0 }) {
      throw .negativeVariance(planned.name, index: index)
    }
  }
}
