import Foundation
import SuperResolution
import TestSupport
import Testing

@Suite(.enabled(if: CheckpointFiles.isPresent, "the research data are absent"), .serialized)
struct HostileCheckpointTests {
  // Networks with a fault that only the network itself can tell.
  private static let readable = [
    "missing_tensor.pth", "one_block_only_is_valid_nb1.pth", "wrong_channel_count.pth",
  ]

  private static let refusals = [
    "empty.pth": "Checkpoint is empty",
    "legacy_global_posix_system.pth": "names 'posix.system'",
    "legacy_storage_count_2pow60.pth": "has 1152921504606846976 numbers but should have 3",
    "legacy_truncated_in_header.pth": "ends too early, at byte 40",
    "legacy_truncated_mid_storage.pth": "ends too early, at byte 111000",
    "nan_weight.pth": "'conv_last.bias' has a value that is not a finite number",
    "negative_dim.pth": "'conv_first.weight' has a dimension of length -3",
    "negative_offset.pth": "'conv_first.weight' has the negative offset -4",
    "negative_stride.pth": "'conv_first.weight' has the impossible stride -1",
    "numel_claim_larger_than_entry.pth":
      "has 864 bytes but should have 1099511627776 numbers of 4 bytes",
    "oob_offset_past_end.pth": "'conv_first.weight' reaches beyond its storage of 216 numbers",
    "oob_shape_larger_than_storage.pth": "reaches beyond its storage of 216 numbers",
    "oob_stride.pth": "'conv_first.weight' reaches beyond its storage of 216 numbers",
    "pickle_300k_marks.pth": "over 1000 marks on the pickle's stack",
    "pickle_billion_laughs_memo.pth": "the pickle does not leave exactly one value",
    "pickle_deep_nesting.pth": "has the pickle instruction 108",
    "pickle_get_unset_memo.pth": "the pickle recalls a value that it never stored",
    "pickle_no_tensors.pth": "has no tensors of floating-point numbers",
    "pickle_pop_empty_stack.pth": "has the pickle instruction 48",
    "pickle_string_length_4GiB.pth": "has a text of 4294967295 bytes",
    "pickle_truncated.pth": "ends too early, at byte 230",
    "plain_pickle_no_magic.pth": "names 'posix.system'",
    "shape_product_overflows_int64.pth": "has more numbers than any checkpoint can hold",
    "st_body_short.safetensors": "'a' ends 8 bytes beyond the file",
    "st_duplicate_key.safetensors": "has two tensors 'a'",
    "st_header_len_2pow63.safetensors": "a number is larger than any file",
    "st_json_deep.safetensors": "'\"' is missing in the header",
    "st_negative_offsets.safetensors": "a size is not a whole number from 0 on",
    "st_overlapping.safetensors": "'b' overlaps another",
    "st_shape_mismatch.safetensors": "'a' has 16 bytes but its shape [5] needs 20",
    "st_shape_overflow.safetensors": "has more numbers than any checkpoint can hold",
    "st_unknown_dtype.safetensors": "has numbers of the unknown type 'Q4'",
    "storage_key_missing.pth": "needs a storage that the file does not have",
    "storage_key_path_traversal.pth": "'../../../../etc/passwd' of the checkpoint has a key",
    "torchscript.pt": "is a program of TorchScript",
    "unknown_storage_type.pth": "names 'torch.NotAStorage'",
    "whole_module_pickled.pth": "names 'nets.RRDBNet'",
    "zero_stride_terabyte_expand.pth": "has more numbers than any checkpoint can hold",
    "zip_big_endian.pth": "is big-endian",
    "zip_central_dir_offset_bad.pth": "the directory is not where the archive says",
    "zip_deflate_bomb_256MiB.pth": "'archive/data.pkl' of the checkpoint is compressed",
    "zip_deflated.pth": "'_base/data.pkl' of the checkpoint is compressed",
    "zip_duplicate_data_pkl.pth": "has two entries 'data.pkl'",
    "zip_global_builtins_eval.pth": "names 'builtins.eval'",
    "zip_global_posix_system.pth": "names 'posix.system'",
    "zip_magic_only.pth": "ends too early, at byte 4",
    "zip_no_data_pkl.pth": "has no entry 'data.pkl'",
    "zip_stack_global_os_system.pth": "names 'os.system'",
    "zip_truncated_half.pth": "ends too early, at byte 61491",
    "zip_truncated_last20.pth": "ends too early, at byte 122963",
    "zip_version_999.pth": "Version '999' of the checkpoint is unknown",
  ]

  @Test func `every hostile file is expected`() {
    #expect(Set(CheckpointFiles.hostile) == Set(Self.refusals.keys).union(Self.readable))
  }

  @Test(arguments: CheckpointFiles.hostile)
  func `hostile files are refused in one sentence and never executed`(file: String) throws {
    let bytes = try CheckpointFiles.bytes("fixtures/hostile/" + file)
    let start = ContinuousClock.now
    var sentence: String?
    do { _ = try Checkpoint.read(bytes) } catch { sentence = error.description }
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(!FileManager.default.fileExists(atPath: "pickle-was-executed-here"))
    if Self.readable.contains(file) {
      #expect(sentence == nil)
    } else {
      let words = try #require(Self.refusals[file])
      #expect(sentence?.contains(words) == true, "\(sentence ?? "The file is read")")
    }
  }
}
