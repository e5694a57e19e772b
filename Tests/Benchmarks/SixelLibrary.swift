import Foundation
import Pictures

/// The encoder of libsixel, found when the benchmark runs.
struct SixelLibrary {
  private typealias Output = OpaquePointer
  private typealias Dither = OpaquePointer
  private typealias Write =
    @convention(c) (UnsafeMutablePointer<CChar>?, Int32, UnsafeMutableRawPointer?) -> Int32

  private typealias NewOutput =
    @convention(c) (
      UnsafeMutablePointer<Output?>, Write, UnsafeMutableRawPointer?, OpaquePointer?
    ) -> Int32
  private typealias NewDither =
    @convention(c) (UnsafeMutablePointer<Dither?>, Int32, OpaquePointer?) -> Int32
  private typealias Initialize =
    @convention(c) (
      Dither?, UnsafeMutablePointer<UInt8>?, Int32, Int32, Int32, Int32, Int32, Int32
    ) -> Int32
  private typealias SetDiffusion = @convention(c) (Dither?, Int32) -> Void
  private typealias Encode =
    @convention(c) (UnsafeMutablePointer<UInt8>?, Int32, Int32, Int32, Dither?, Output?) -> Int32
  private typealias Release = @convention(c) (OpaquePointer?) -> Void

  private let newOutput: NewOutput
  private let newDither: NewDither
  private let initialize: Initialize
  private let setDiffusion: SetDiffusion
  private let encode: Encode
  private let releaseOutput: Release
  private let releaseDither: Release

  /// Loads the library; nil when it is not installed.
  init?() {
    guard let library = dlopen("libsixel.so.1", RTLD_NOW) ?? dlopen("libsixel.dylib", RTLD_NOW),
      let newOutput = dlsym(library, "sixel_output_new"),
      let newDither = dlsym(library, "sixel_dither_new"),
      let initialize = dlsym(library, "sixel_dither_initialize"),
      let setDiffusion = dlsym(library, "sixel_dither_set_diffusion_type"),
      let encode = dlsym(library, "sixel_encode"),
      let releaseOutput = dlsym(library, "sixel_output_unref"),
      let releaseDither = dlsym(library, "sixel_dither_unref")
    else { return nil }
    self.newOutput = unsafeBitCast(newOutput, to: NewOutput.self)
    self.newDither = unsafeBitCast(newDither, to: NewDither.self)
    self.initialize = unsafeBitCast(initialize, to: Initialize.self)
    self.setDiffusion = unsafeBitCast(setDiffusion, to: SetDiffusion.self)
    self.encode = unsafeBitCast(encode, to: Encode.self)
    self.releaseOutput = unsafeBitCast(releaseOutput, to: Release.self)
    self.releaseDither = unsafeBitCast(releaseDither, to: Release.self)
  }

  /// Returns a picture as sixels of 256 colours at the best quality, without diffusion.
  ///
  /// The numbers are those of `sixel.h`: RGB888, SIXEL_LARGE_NORM, SIXEL_REP_AVERAGE_PIXELS,
  /// SIXEL_QUALITY_FULL and SIXEL_DIFFUSE_NONE; no other ones gave a higher PSNR.
  func sixels(of picture: Picture) -> [UInt8]? {
    var bytes: [UInt8] = []
    var samples = picture.samples
    let (width, height) = (Int32(picture.width), Int32(picture.height))
    return withUnsafeMutablePointer(to: &bytes) { target -> Bool in
      var output: Output?
      var dither: Dither?
      guard newOutput(&output, Self.append, target, nil) == 0 else { return false }
      defer { releaseOutput(output) }
      guard newDither(&dither, 256, nil) == 0 else { return false }
      defer { releaseDither(dither) }
      guard initialize(dither, &samples, width, height, 3, 1, 3, 3) == 0 else { return false }
      setDiffusion(dither, 1)
      return encode(&samples, width, height, 3, dither, output) == 0
    } ? bytes : nil
  }

  private static let append: Write = { data, count, target in
    guard let data, let target else { return 1 }
    data.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
      target.assumingMemoryBound(to: [UInt8].self).pointee
        .append(contentsOf: UnsafeBufferPointer(start: $0, count: Int(count)))
    }
    return 0
  }
}
