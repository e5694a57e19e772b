import CGLib
public import StudyModel

/// SHA-256 by GLib, which is on every machine that has libchafa.
public enum Digest {
  /// The digest of `bytes` (FIPS 180-4); about 300 MB a second.
  public static func sha256(_ bytes: [UInt8]) -> SHA256Digest {
    var result = [UInt8](repeating: 0, count: 32)
    let checksum = g_checksum_new(G_CHECKSUM_SHA256)
    defer { g_checksum_free(checksum) }
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      g_checksum_update(checksum, start, gssize(buffer.count))
    }
    var length = gsize(result.count)
    result.withUnsafeMutableBufferPointer { buffer in
      g_checksum_get_digest(checksum, buffer.baseAddress, &length)
    }
    guard length == 32, let digest = SHA256Digest(bytes: result) else {
      preconditionFailure("GLib computes SHA-256 digests of 32 bytes")
    }
    return digest
  }
}
