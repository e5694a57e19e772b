public import Pictures

/// Enlarges pictures by a method: conversion to what a network takes, the network, and back to
/// colours.
///
/// Networks of one channel enlarge the grey value or the luma of BT.601 and the colour differences
/// are interpolated; networks that want an enlarged picture get a bicubic one that is not rounded.
/// Results have the same bits for every number of threads and on every machine.
public final class Upscaler: Sendable {
  /// The factors by which pictures can be enlarged.
  public static let scales = 1...16
  /// Raised where a method, a reduction or a rounding gives other samples than it did before.
  public static let revision = 1

  /// What enlarges; a network without the weights of its convolutions.
  public let method: UpscalingMethod
  /// The factor between the sides of a picture and of its result.
  public let scale: Int
  private let run: Run

  // Runs the network on its input.
  typealias Run =
    @Sendable (SamplePlanes, (Double) -> Bool) throws(InferenceError) -> SamplePlanes

  /// Prepares a method.
  ///
  /// - Parameters:
  ///   - method: What enlarges.
  ///   - scale: The factor of enlargement; a network's own, unless it wants enlarged pictures.
  ///   - threads: The number of threads that compute, at least 1.
  ///   - bandRows: The rows of a network's input that are enlarged at once; nil chooses.
  /// - Throws: ``UpscalingError`` where the network does not suit the factor or its convention.
  public convenience init(
    _ method: UpscalingMethod, scale: Int, threads: Int, bandRows: Int? = nil
  ) throws(UpscalingError) {
    guard case .network(let network) = method else {
      try self.init(method, scale: scale) { planes, _ in planes }
      return
    }
    let inference = Inference(network, threads: threads, bandRows: bandRows)
    // Not to keep what has been packed.
    let method = UpscalingMethod.network(inference.network)
    try self.init(method, scale: scale) { planes, progress throws(InferenceError) in
      try inference.run(planes, progress: progress)
    }
  }

  // Takes what runs the network.
  init(
    _ method: UpscalingMethod, scale: Int, run: @escaping Run
  ) throws(UpscalingError) {
    guard Self.scales.contains(scale) else { throw .wrongScale(scale) }
    if case .network(let network) = method { try Self.check(network.summary, scale: scale) }
    self.method = method
    self.scale = scale
    self.run = run
  }

  /// Returns why a picture of a size in pixels is not enlarged; `nil` where its size is no reason.
  public func refusal(width: Int, height: Int) -> UpscalingError? {
    let fits =
      width <= PNGDecoder.maximumSide / scale && height <= PNGDecoder.maximumSide / scale
      && width * height * scale * scale <= PNGDecoder.maximumPixelCount
    return fits ? nil : .resultTooLarge(width: width * scale, height: height * scale)
  }

  /// Enlarges a picture.
  ///
  /// - Parameters:
  ///   - picture: The low-resolution picture.
  ///   - progress: Told the share of the work that is done, 0...1; false stops the work.
  /// - Returns: The picture ``scale`` times as wide and high.
  /// - Throws: ``UpscalingError``; `cancelled` where `progress` said so.
  public func upscale(
    _ picture: Picture, progress: (Double) -> Bool = { _ in true }
  ) throws(UpscalingError) -> UpscaledPicture {
    if let error = refusal(width: picture.width, height: picture.height) { throw error }
    guard progress(0) else { throw .cancelled }
    switch method {
    case .resampling(let kernel):
      let result = UpscaledPicture(picture.enlarged(by: scale, using: kernel))
      guard progress(1) else { throw .cancelled }
      return result
    case .network(let network):
      return try upscale(picture, with: network, progress: progress)
    }
  }
}

extension Upscaler {
  private static func check(_ summary: NetworkSummary, scale: Int) throws(UpscalingError) {
    let channels = summary.convention.channels
    for count in [summary.inputChannels, summary.outputChannels] where count != channels.count {
      throw .wrongChannels(channels, count: count)
    }
    guard summary.convention.preparation == .none else { return }
    guard summary.scale == scale else {
      throw .scaleMismatch(network: summary.scale, asked: scale)
    }
  }

  private func upscale(
    _ picture: Picture, with network: Network, progress: (Double) -> Bool
  ) throws(UpscalingError) -> UpscaledPicture {
    let convention = network.summary.convention
    let colours = ColourPlanes(picture)
    var input = colours.converted(to: convention.channels)
    if convention.preparation == .bicubicUpscaling { input = input.enlarged(by: scale) }
    let result = try result(of: network, for: input.samples, progress: progress)
    let cropped = PictureFrame.cropped(
      result, width: picture.width * scale, height: picture.height * scale)
    return try UpscaledPicture(
      rounding: colours.colours(of: cropped, channels: convention.channels))
  }

  // The network's result for planes in a frame; it may be larger at the right and at the bottom.
  func result(
    of network: Network, for input: SamplePlanes, progress: (Double) -> Bool
  ) throws(UpscalingError) -> SamplePlanes {
    let frame = PictureFrame(width: input.width, height: input.height, graph: network.graph)
    do {
      return try run(frame.framed(input), progress)
    } catch .cancelled {
      throw .cancelled
    } catch {
      throw .inference(error)
    }
  }
}
