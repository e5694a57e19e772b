import StudyModel
import Testing

@testable import RatingStore

@Suite struct StoreErrorTests {
  @Test(arguments: [
    (
      StoreError.full(path: "a.sqlite"),
      "The disk of 'a.sqlite' is full; stored scores are safe, free some space and go on"
    ),
    (
      .foreign(path: "a.sqlite"),
      "'a.sqlite' is not an Opine store (it belongs to another program); move it away or choose "
        + "another study folder"
    ),
    (
      .newer(path: "a.sqlite"),
      "'a.sqlite' was written by a newer version of Opine; update Opine to use it"
    ),
    (
      .symlink(path: "a.sqlite"),
      "'a.sqlite' is a symbolic link; a store must be a plain file"
    ),
    (
      .networkFileSystem(path: "a.sqlite", name: "nfs4"),
      "'a.sqlite' is on a network file system (nfs4), where scores are not safe; choose a folder "
        + "on a local disk"
    ),
    (
      .damaged("a.sqlite", "page 3"),
      "'a.sqlite' is damaged (page 3); restore it from a copy"
    ),
    (
      .full(path: "a\u{1B}[2J"),
      "The disk of 'a\u{FFFD}[2J' is full; stored scores are safe, free "
        + "some space and go on"
    ),
  ])
  func `an error is a sentence`(_ error: StoreError, _ sentence: String) {
    #expect(error.description == sentence)
  }

  @Test func `only what may pass is tried again`() {
    #expect(StoreError.busy(path: "", reason: "").isRetryable)
    #expect(!StoreError.conflict(path: "", reason: "").isRetryable)
  }

  /// Lines in the form of proc(5), section `/proc/pid/mountinfo`.
  @Test(arguments: [
    ("0:42", "nfs4", true), ("0:50", "fuse.sshfs", true), ("254:0", "ext4", false),
    ("0:60", "tmpfs", false),
  ])
  func `the file system of a device is found`(
    _ device: String, _ type: String, _ isNetwork: Bool
  ) {
    let mounts = """
      25 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
      30 25 0:42 / /home rw,relatime shared:2 master:3 - nfs4 server:/home rw
      31 25 0:50 / /mnt rw - fuse.sshfs host: rw
      32 25 0:60 / /tmp rw - tmpfs tmpfs rw
      short line
      """
    let found = NetworkFileSystem.type(ofDevice: device, inMounts: Array(mounts.utf8))
    #expect(found == type)
    #expect(NetworkFileSystem.isNetwork(type) == isNetwork)
  }
}

@Suite struct StoreLockTests {
  @Test func `a rater cannot rate twice at once`() throws {
    let folder = try TemporaryFolder()
    let code = try RaterCode("r01")
    let first = try StoreLock(studyFolder: folder.path, rater: code)
    let error = storeError { _ = try StoreLock(studyFolder: folder.path, rater: code) }
    let expected = "Rater 'r01' is rating in another window; finish there first"
    #expect(error?.description == expected)
    guard case .busy = error else {
      Issue.record("not busy")
      return
    }
    let other = try StoreLock(studyFolder: folder.path, rater: try RaterCode("r02"))
    first.release()
    #expect(!StoreLock.isHeld(studyFolder: folder.path, rater: code))
    let second = try StoreLock(studyFolder: folder.path, rater: code)
    #expect(StoreLock.isHeld(studyFolder: folder.path, rater: code))
    second.release()
    other.release()
  }

  @Test func `a lock in a folder that does not exist is refused`() throws {
    let error = storeError {
      _ = try StoreLock(studyFolder: "/nonexistent", rater: try RaterCode("r01"))
    }
    let expected = "'/nonexistent/.locks' does not exist; check the study folder's name"
    #expect(error?.description == expected)
  }
}
