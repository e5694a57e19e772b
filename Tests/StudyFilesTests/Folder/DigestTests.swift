import Foundation
import StudyFiles
import StudyModel
import TestSupport
import Testing

@Suite struct DigestTests {
  /// FIPS 180-4, examples of the NIST (csrc.nist.gov, SHA256.pdf), and the empty message and one
  /// million times 'a' of the NIST's test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `digests are those of the standard`(message: String, digest: String) {
    #expect(Digest.sha256(Array(message.utf8)).description == digest)
  }

  /// One million times 'a' four times over is read in four parts.
  @Test(arguments: [0, 3, 1 << 20, 4_000_000])
  func `the digest of a file is that of its bytes`(count: Int) throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "a", count: count)
    try folder.write(text, to: "file")
    #expect(
      try Digest.sha256(ofFile: folder.path("file")) == Digest.sha256(Array(text.utf8)))
  }

  @Test func `what is no file has no digest`() throws {
    let folder = try TemporaryFolder()
    try folder.write("", to: "folder/file")
    #expect(throws: FileError.notAFile(path: folder.path("folder"))) {
      try Digest.sha256(ofFile: folder.path("folder"))
    }
    #expect(throws: FileError.notFound(path: folder.path("none"))) {
      try Digest.sha256(ofFile: folder.path("none"))
    }
  }
}
