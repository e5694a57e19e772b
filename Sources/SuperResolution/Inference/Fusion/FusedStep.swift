// What the kernels do at once: one or several layers of a network.
struct FusedStep: Equatable {
  var operation: FusedOperation
  // The steps whose results are read; a convolution reads their channels one after another.
  var inputs: [Int]
  // The step whose result a convolution adds.
  var residual: Int?
  // The number of channels of the result.
  var channels: Int
  // How often the result's sides hold the network input's.
  var size: NetworkGraph.Enlargement

  // All steps that are read.
  var sources: [Int] { inputs + (residual.map { [$0] } ?? []) }
}

enum FusedOperation: Equatable {
  // The picture.
  case input
  case convolution(FusedConvolution)
  // The first input times a scale, plus the second.
  case sum(scale: Float)
  // The result of an affine function, then an activation.
  case map(multiplier: Float, offset: Float, FusedActivation)
  case instanceNormalization(epsilon: Float, FusedActivation)
  case pixelShuffle(factor: Int)
  case pixelUnshuffle(factor: Int)
  case nearestUpsampling(factor: Int)
  case bilinearUpsampling(factor: Int)
}

// An activation that no convolution applies.
struct FusedActivation: Equatable {
  // The layer that holds the slopes, or nil.
  var layer: Int?
  var activation: Activation?
}

// A convolution with what follows it.
struct FusedConvolution: Equatable {
  // The layer that holds the weights.
  var layer: Int
  var shape: Convolution
  var form = Form.plain
  // Of the result after the activation.
  var scale: Float = 1
  // Of the residual.
  var residualScale: Float = 0

  // Where a convolution's result goes, and which rewriting of its weights makes it.
  enum Form: Equatable {
    // As it is.
    case plain
    // Straight to where a pixel shuffle by the factor moves it.
    case shuffling(factor: Int)
    // From a picture that is not enlarged by 2 yet, as four 2x2 convolutions.
    case afterNearest
  }

  // Whether it is computed by minimal filtering, in tiles of 4x4: a rule of shapes alone, so that
  // every machine does the same. 3x3 layers of more than a few channels gain, the more the larger.
  var usesTiles: Bool {
    let outputs = shape.outputChannels / (enlargement * enlargement)
    return form != .afterNearest && shape.kernelSize == 3 && shape.inputChannels >= 16
      && outputs >= 12
  }

  // What the first of the rows that are computed together, before the result is enlarged, is a
  // multiple of.
  var rowAlignment: Int { usesTiles ? 4 : 1 }

  // The rows above and below that a row of the result reads, before the result is enlarged.
  var reach: Int {
    switch form {
    case .afterNearest: 1
    default: shape.radius
    }
  }

  // The factor between the rows that are read and those of the result.
  var enlargement: Int {
    switch form {
    case .shuffling(let factor): factor
    case .afterNearest: 2
    default: 1
    }
  }
}
