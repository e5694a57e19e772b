import Foundation

/// An X server without a display, whose frame buffer is read directly (Xvfb).
///
/// It ends when its last client has gone, also when the test is killed.
public final class VirtualScreen {
  /// The value of `DISPLAY` for its clients.
  public let display: String
  /// The width in pixels.
  public let width: Int
  /// The height in pixels.
  public let height: Int

  private let server: PseudoTerminal
  private let folder: TemporaryFolder
  private let memory: FrameBuffer

  /// Starts a server.
  ///
  /// - Throws: ``RealTerminalError/notStarted(_:)``, or an error of the file system.
  public init(width: Int, height: Int) throws {
    self.width = width
    self.height = height
    folder = try TemporaryFolder()
    server = try PseudoTerminal(
      program: "/usr/bin/env",
      arguments: [
        "Xvfb", "-displayfd", "1", "-screen", "0", "\(width)x\(height)x24", "-fbdir", folder.path,
        "-nolisten", "tcp", "-nocursor", "-terminate", "-ac",
      ], environment: Installed.environment, size: WindowSize(columns: 80, rows: 24))
    display = ":\(try Self.number(of: server))"
    memory = try FrameBuffer(file: folder.path("Xvfb_screen0"), height: height)
  }

  deinit { server.end() }

  /// Copies what is on the screen now.
  public func capture() -> Screenshot { memory.capture(width: width) }

  private static func number(of server: PseudoTerminal) throws -> Int {
    let deadline = Date(timeIntervalSinceNow: 20)
    var said: [UInt8] = []
    while Date() < deadline, server.exitStatus == nil {
      guard let bytes = server.read(within: 50) else { break }
      said += bytes
      let lines = said.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
      for line in lines {
        if let number = Int(String(decoding: line.filter { $0 > 0x20 }, as: UTF8.self)) {
          return number
        }
      }
    }
    throw RealTerminalError.notStarted("Xvfb: \(String(decoding: said, as: UTF8.self))")
  }
}

/// The mapped file of an X window dump that a server draws into.
///
/// Source: `XWDFile.h` of the X11 protocol headers; the header has 25 big-endian words.
private final class FrameBuffer {
  private let address: UnsafeMutableRawPointer
  private let count: Int
  private let start: Int
  private let stride: Int
  private let height: Int

  init(file: String, height: Int) throws {
    let descriptor = open(file, O_RDONLY)
    guard descriptor >= 0 else { throw RealTerminalError.notStarted("no frame buffer") }
    defer { close(descriptor) }
    count = Int(lseek(descriptor, 0, SEEK_END))
    guard count > 100, let address = mmap(nil, count, PROT_READ, MAP_SHARED, descriptor, 0),
      address != MAP_FAILED
    else { throw RealTerminalError.notStarted("no frame buffer") }
    self.address = address
    self.height = height
    func word(_ number: Int) -> Int {
      Int(UInt32(bigEndian: address.loadUnaligned(fromByteOffset: 4 * number, as: UInt32.self)))
    }
    start = word(0) + 12 * word(19)
    stride = word(12)
    guard word(11) == 32, word(5) >= height, start + stride * height <= count else {
      throw RealTerminalError.notStarted("a frame buffer of another kind")
    }
  }

  deinit { munmap(address, count) }

  func capture(width: Int) -> Screenshot {
    var pixels = [UInt32](repeating: 0, count: width * height)
    pixels.withUnsafeMutableBytes { target in
      guard let base = target.baseAddress else { return }
      for row in 0..<height {
        memcpy(
          base + 4 * width * row, address + start + stride * row, 4 * width)
      }
    }
    return Screenshot(width: width, height: height, pixels: pixels)
  }
}
