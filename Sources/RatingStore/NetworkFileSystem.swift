import StudyModel

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Tells file systems that share no memory between machines, which SQLite's log needs.
enum NetworkFileSystem {
  /// The name of the network file system a file lies on; nil for a local or unknown one.
  static func name(of path: String, _ status: stat) -> String? {
    #if os(Linux)
      let device = UInt64(status.st_dev)
      let major = (device >> 8 & 0xFFF) | (device >> 32 & ~0xFFF)
      let minor = (device & 0xFF) | (device >> 12 & ~0xFF)
      guard
        let type = type(ofDevice: "\(major):\(minor)", inMounts: contents("/proc/self/mountinfo"))
      else { return nil }
      return isNetwork(type) ? type.terminalSafe : nil
    #else
      var system = statfs()
      guard statfs(path, &system) == 0, system.f_flags & UInt32(MNT_LOCAL) == 0 else {
        return nil
      }
      return "not local"
    #endif
  }

  /// The type of the mount of `device` in the form of proc(5), `/proc/pid/mountinfo`: the device
  /// is the third field, the type the first after the field `-`.
  static func type(ofDevice device: String, inMounts mounts: [UInt8]) -> String? {
    for line in mounts.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count > 2, fields[2].elementsEqual(device.utf8),
        let dash = fields.firstIndex(where: { $0.elementsEqual("-".utf8) }),
        fields.indices.contains(dash + 1)
      else { continue }
      return String(decoding: fields[dash + 1], as: UTF8.self)
    }
    return nil
  }

  /// Whether a type of file system may be served by another machine or program.
  static func isNetwork(_ type: String) -> Bool {
    let names: Set = [
      "9p", "afs", "beegfs", "ceph", "cifs", "coda", "fuse", "fuseblk", "gpfs", "lustre", "ncpfs",
      "nfs", "nfs4", "smb3", "smbfs", "vboxsf",
    ]
    return names.contains(type) || type.utf8.starts(with: "fuse.".utf8)
  }

  #if os(Linux)
    /// At most 1 MiB of a file; empty when it cannot be read.
    private static func contents(_ path: String) -> [UInt8] {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { return [] }
      defer { close(descriptor) }
      var contents: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      while contents.count < 1 << 20 {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { break }
        contents += buffer[..<count]
      }
      return contents
    }
  #endif
}
