extension Picture {
  /// Returns the picture reduced by an integer factor after a named convention.
  ///
  /// Fails unless width and height are multiples of the factor.
  ///
  /// - Precondition: `factor` is at least 1.
  public func reduced(
    by factor: Int, following convention: Degradation = .matlabReplicated
  ) throws(PictureError) -> Picture {
    precondition(factor >= 1, "The factor of reduction must be at least 1")
    guard width.isMultiple(of: factor), height.isMultiple(of: factor) else {
      throw .notDivisible(width: width, height: height, factor: factor)
    }
    if factor == 1 { return self }
    return resampled(
      toWidth: width / factor, height: height / factor, scale: 1 / Double(factor),
      kernel: convention.kernel, edges: convention.edges,
      roundsBetweenPasses: convention.roundsBetweenPasses)
  }

  /// Returns the picture enlarged by an integer factor with the given kernel.
  ///
  /// - Precondition: `factor` is at least 1.
  public func enlarged(by factor: Int, using kernel: Resampling) -> Picture {
    precondition(factor >= 1, "The factor of enlargement must be at least 1")
    if kernel == .nearest || factor == 1 { return enlarged(by: factor) }
    return resampled(
      toWidth: width * factor, height: height * factor, scale: Double(factor),
      kernel: kernel.kernel, edges: .replicated,
      roundsBetweenPasses: kernel.roundsBetweenPasses)
  }

  // Resamples columns first, then rows.
  func resampled(
    toWidth newWidth: Int, height newHeight: Int, scale: Double, kernel: ResamplingKernel,
    edges: ResamplingEdges, roundsBetweenPasses: Bool
  ) -> Picture {
    let columns = ResamplingPass(
      from: height, to: newHeight, scale: scale, kernel: kernel, edges: edges)
    let rows = ResamplingPass(
      from: width, to: newWidth, scale: scale, kernel: kernel, edges: edges)
    var values = columns.vertically(samples.map(Double.init), rowLength: 3 * width)
    if roundsBetweenPasses {
      values = values.map { Double(Self.sample($0)) }
    }
    values = rows.horizontally(values, inputCount: width)
    return Picture(
      validWidth: newWidth, height: newHeight, samples: values.map(Self.sample))
  }

  private static func sample(_ value: Double) -> UInt8 {
    UInt8(min(max((value + 0.5).rounded(.down), 0), 255))
  }
}
