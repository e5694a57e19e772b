import SuperResolution
import Testing

@Suite struct CheckpointMessageTests {
  private static let saveAgain =
    "; save the weights alone with torch.save(model.state_dict(), ...) or as safetensors"

  private static let sentences: [(CheckpointError, String)] = [
    (.empty, "Checkpoint is empty; copy it again"),
    (
      .tooManyBytes(600_000_000),
      "Checkpoint has 600000000 bytes; at most 512000000 can be read"
    ),
    (.unknownFormat, "Checkpoint is neither safetensors nor of PyTorch" + saveAgain),
    (
      .truncated(.torchZip, offset: 12),
      "Checkpoint (PyTorch zip) ends too early, at byte 12; copy it again"
    ),
    (
      .malformed(.torchLegacy, "a key is not text", offset: 3),
      "Checkpoint (PyTorch before 1.6) is malformed at byte 3: a key is not text; copy it again"
    ),
    (
      .limitExceeded(.safetensors, "a header of 9 bytes", offset: 0),
      "Checkpoint (safetensors) has a header of 9 bytes at byte 0; "
        + "no network needs that, do not use it"
    ),
    (
      .compressedEntry("data/0"),
      "Entry 'data/0' of the checkpoint is compressed or encrypted" + saveAgain
    ),
    (.missingEntry("data.pkl"), "Checkpoint has no entry 'data.pkl'" + saveAgain),
    (.duplicateEntry("data.pkl"), "Checkpoint has two entries 'data.pkl'; do not use it"),
    (.bigEndian, "Checkpoint is big-endian; save it again on a little-endian computer"),
    (.unsupportedVersion("9"), "Version '9' of the checkpoint is unknown" + saveAgain),
    (.torchScript, "Checkpoint is a program of TorchScript" + saveAgain),
    (
      .forbiddenGlobal("os.system"),
      "Checkpoint names 'os.system', which weights do not need, and nothing was run" + saveAgain
    ),
    (
      .forbiddenInstruction(48, offset: 7),
      "Checkpoint has the pickle instruction 48 at byte 7, which weights do not need" + saveAgain
    ),
    (
      .invalidStorage("0", "is there twice"),
      "Storage '0' of the checkpoint is there twice; copy it again"
    ),
    (.invalidTensor("a", "overlaps another"), "Tensor 'a' overlaps another" + saveAgain),
    (
      .notFinite("a"),
      "Tensor 'a' has a value that is not a finite number; use another checkpoint"
    ),
    (.duplicateTensor("a"), "Checkpoint has two tensors 'a'; do not use it"),
    (.noTensors, "Checkpoint has no tensors of floating-point numbers" + saveAgain),
    (
      .severalNetworks(["a", "b"]),
      "Checkpoint has several networks, 'a', 'b'; save the weights of one alone"
    ),
    (
      .tensorInOnlyOne("a"),
      "Tensor 'a' is in only one of the two networks; mix networks of one design"
    ),
    (
      .shapesDiffer("a", [1], [2, 3]),
      "Tensor 'a' has the shape [1] in one network and [2, 3] in the other; "
        + "mix networks of one design"
    ),
    (.shareOutOfRange(1.5), "Share '1.5' of the second network is outside 0...1"),
  ]

  @Test(arguments: sentences)
  func `every refusal is a sentence`(error: CheckpointError, sentence: String) {
    #expect(error.description == sentence)
  }

  @Test func `names from files cannot steer the terminal`() {
    let name = "a\u{1B}[2J\u{9B}'\\" + String(repeating: "b", count: 200)
    let start = #"Checkpoint has two tensors 'a\u{1b}[2J\u{9b}\u{27}\u{5c}bbb"#
    let sentence = CheckpointError.duplicateTensor(name).description
    #expect(sentence.hasPrefix(start))
    #expect(sentence.hasSuffix("b...'; do not use it"))
  }

  @Test func `files of other programs are not taken for checkpoints`() {
    for start in ["MATLAB 5.0 MAT-file", "\u{89}HDF\r\n\u{1A}\n", "{\"a\": 1}", "x"] {
      #expect(throws: CheckpointError.unknownFormat) { try Checkpoint.read(Array(start.utf8)) }
    }
    #expect(throws: CheckpointError.empty) { try Checkpoint.read([]) }
  }
}
