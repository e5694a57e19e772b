import CGLib
public import StudyModel

/// SHA-256 by GLib, which is on every machine that has libchafa.
public enum Digest {
  /// The digest of `bytes` (FIPS 180-4); about 300 MB a second.
  public static func sha256(_ bytes: [UInt8]) -> SHA256Digest {
    let running = Running()
    running.add(bytes[...])
    return running.value
  }

  /// A digest of bytes that come in parts.
  final class Running {
    private let checksum = g_checksum_new(G_CHECKSUM_SHA256)

    deinit { g_checksum_free(checksum) }

    /// Adds bytes behind those before; not after ``value`` was read.
    func add(_ bytes: ArraySlice<UInt8>) {
      bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return }
        g_checksum_update(checksum, start, gssize(buffer.count))
      }
    }

    /// The digest of everything that was added.
    var value: SHA256Digest {
      var result = [UInt8](repeating: 0, count: 32)
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
}
