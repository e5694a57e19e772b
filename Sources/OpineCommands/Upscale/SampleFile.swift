import SuperResolution

/// A file of samples as NumPy reads it: `.npy`, version 1.0, 32-bit floats, by channel, row and
/// column (numpy.lib.format).
enum SampleFile {
  /// The bytes of a file of planes.
  static func bytes(_ planes: SamplePlanes) -> [UInt8] {
    let shape = "(\(planes.channels), \(planes.height), \(planes.width))"
    let description = "{'descr': '<f4', 'fortran_order': False, 'shape': \(shape), }"
    // Magic, version and length are 10 bytes; the data begin at a multiple of 64.
    let length = (10 + description.utf8.count + 1 + 63) / 64 * 64 - 10
    let spaces = String(repeating: " ", count: length - description.utf8.count - 1)
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(truncatingIfNeeded: length), UInt8(truncatingIfNeeded: length >> 8)]
    bytes += Array((description + spaces + "\n").utf8)
    bytes.reserveCapacity(bytes.count + 4 * planes.samples.count)
    for sample in planes.samples {
      withUnsafeBytes(of: sample.bitPattern.littleEndian) { bytes += $0 }
    }
    return bytes
  }
}
