import SuperResolution

/// Containers of weights that other programs read, and how their weights are taken out.
enum ForeignWeights {
  case matlab
  case onnx
  case torchScript
  case hdf5
  case mxnet
  case tensorFlowLite

  /// Recognises contents that ``Checkpoint`` refused; nil for none of these.
  init?(_ bytes: [UInt8], path: String, error: CheckpointError) {
    if error == .torchScript {
      self = .torchScript
    } else if bytes.starts(with: "MATLAB ".utf8) {
      self = .matlab
    } else if bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .hdf5
    } else if bytes.starts(with: [0x12, 1, 0, 0, 0, 0, 0, 0]) {
      self = .mxnet
    } else if bytes.dropFirst(4).starts(with: "TFL3".utf8) {
      self = .tensorFlowLite
    } else if Self.isONNX(bytes) || path.utf8.suffix(5).elementsEqual(".onnx".utf8) {
      self = .onnx
    } else {
      return nil
    }
  }

  // Protocol buffers have no mark. Exporters begin with field 1, the version of the format, and
  // field 2, the name of the producer (onnx/onnx `onnx.proto`, ModelProto).
  private static func isONNX(_ bytes: [UInt8]) -> Bool {
    bytes.count > 3 && bytes[0] == 0x08 && (1...32).contains(bytes[1]) && bytes[2] == 0x12
  }

  /// What is wrong with the file and what to do, to follow its name.
  var advice: String {
    switch self {
    case .matlab:
      "is a MATLAB file; save its arrays as safetensors under PyTorch's names and shapes "
        + "(conv1.weight, conv1.bias, ...), each kernel transposed, because MATLAB stores columns "
        + "first"
    case .onnx:
      "is an ONNX graph; use the checkpoint it was exported from, or save its initializers as "
        + "safetensors under the names of that checkpoint"
    case .torchScript:
      "is a program of TorchScript; save its weights with "
        + "torch.save(torch.jit.load(FILE).state_dict(), 'weights.pth')"
    case .hdf5:
      "is an HDF5 file of Keras or MATLAB; save its arrays as safetensors under PyTorch's names and "
        + "shapes"
    case .mxnet:
      "is an MXNet file; save its arrays as safetensors under PyTorch's names and shapes"
    case .tensorFlowLite:
      "is a TensorFlow Lite graph; use the checkpoint it was made from, as safetensors under "
        + "PyTorch's names and shapes"
    }
  }
}
