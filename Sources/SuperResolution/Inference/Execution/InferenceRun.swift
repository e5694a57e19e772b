import CKernels

// One run of a network on one picture.
struct InferenceRun {
  let inference: Inference
  let input: SamplePlanes
  let workers: WorkerPool
  let scratch: ScratchMemory
  // The transformed weights of the convolution that runs.
  let filters: ScratchMemory
  private var pool = FeatureMapPool()
  private let shapes: [FeatureMapPool.Shape]
  private let bands: [Band]
  // The rows of the picture that each map holds now, beyond its edges where they are read.
  private var windows: [Range<Int>]
  private var work: WorkMeter

  // Rows of the last step's result, and of every step and map that are needed for them.
  private struct Band {
    var rows: Range<Int>
    var steps: [Range<Int>?]
    var maps: [Range<Int>?]
  }

  var steps: [FusedStep] { inference.graph.steps }
  private var plan: FeatureMapPlan { inference.plan }

  init(_ inference: Inference, input: SamplePlanes) throws(InferenceError) {
    self.inference = inference
    self.input = input
    workers = try WorkerPool(threads: inference.threads)
    scratch = try ScratchMemory(
      floats: inference.convolutions.reduce(0) { max($0, $1?.scratchCount ?? 0) },
      threads: inference.threads)
    filters = try ScratchMemory(
      floats: inference.convolutions.reduce(0) {
        max($0, ($1?.filterCount ?? 0) * ($1?.phases.count ?? 0))
      }, threads: 1)
    let size = PictureSize(width: input.width, height: input.height)
    bands = Self.bands(inference, size)
    let bands = bands
    shapes = inference.plan.maps.indices.map { number in
      let map = inference.plan.maps[number]
      let full = size.scaled(map.size)
      let highest = bands.lazy.map { $0.maps[number]?.count ?? 0 }.max() ?? 0
      return FeatureMapPool.Shape(
        channels: map.channels, height: map.isWhole ? full.height : max(1, highest),
        width: full.width, border: map.border)
    }
    windows = shapes.map { 0..<$0.height }
    work = WorkMeter(inference, size, bands: bands.map(\.steps))
  }

  // All rows of the result, one band after another.
  private static func bands(_ inference: Inference, _ size: PictureSize) -> [Band] {
    let steps = inference.graph.steps
    let last = steps[steps.count - 1].size
    let height = size.scaled(last).height
    let rows = max(1, inference.bandRows * last.multiplier / last.divisor)
    return stride(from: 0, to: height, by: rows).map { first in
      let band = first..<min(height, first + rows)
      let needed = inference.graph.rowsNeeded(for: band, whole: inference.wholeSteps)
      var maps = [Range<Int>?](repeating: nil, count: inference.plan.maps.count)
      for index in steps.indices where !inference.wholeSteps.contains(index) {
        guard let rows = needed[index] else { continue }
        let number = inference.plan.mapOfStep[index]
        let known = maps[number] ?? rows
        maps[number] = steps[index].aligned(
          min(known.lowerBound, rows.lowerBound)..<max(known.upperBound, rows.upperBound))
      }
      return Band(rows: band, steps: needed, maps: maps)
    }
  }

  mutating func result(progress: (Double) -> Bool) throws(InferenceError) -> SamplePlanes {
    let last = steps[steps.count - 1]
    let size = PictureSize(width: input.width, height: input.height).scaled(last.size)
    var planes = SamplePlanes(channels: last.channels, width: size.width, height: size.height)
    try runWholeSteps(progress: progress)
    for band in bands {
      try run(band, progress: progress)
      copy(band.rows, into: &planes)
    }
    return planes
  }

  private mutating func runWholeSteps(progress: (Double) -> Bool) throws(InferenceError) {
    for index in steps.indices where inference.wholeSteps.contains(index) {
      let map = try map(ofStep: index)
      let height = shapes[plan.mapOfStep[index]].height
      compute(index, rows: 0..<height)
      if inference.repeatsEdges { ckernels_fill_border(map.tensor, true) }
      release(after: index)
      try report(index, rows: height, progress: progress)
    }
  }

  private mutating func run(
    _ band: Band, progress: (Double) -> Bool
  ) throws(InferenceError) {
    for (number, window) in band.maps.enumerated() {
      if let window { windows[number] = window }
    }
    for index in steps.indices {
      guard let needed = band.steps[index], !inference.wholeSteps.contains(index) else { continue }
      let map = try map(ofStep: index)
      let size = PictureSize(width: input.width, height: input.height)
      let height = size.scaled(steps[index].size).height
      let rows = needed.clamped(to: 0..<height)
      compute(index, rows: rows)
      pad(map.tensor, window: windows[plan.mapOfStep[index]], needed: needed, height: height)
      release(after: index)
      try report(index, rows: rows.count, progress: progress)
    }
  }

  private mutating func map(ofStep index: Int) throws(InferenceError) -> FeatureMap {
    let number = plan.mapOfStep[index]
    return try pool.map(number, shapes[number])
  }

  private mutating func release(after index: Int) {
    for number in plan.maps.indices where plan.maps[number].lifetime.upperBound == index {
      let isWhole = plan.maps[number].isWhole
      let isWanted = plan.maps.indices.contains {
        plan.maps[$0].isWhole == isWhole && shapes[$0] == shapes[number]
          && (!isWhole || plan.maps[$0].lifetime.lowerBound > index)
      }
      pool.release(number, shapes[number], isWanted: isWanted)
    }
  }

  private mutating func report(
    _ index: Int, rows: Int, progress: (Double) -> Bool
  ) throws(InferenceError) {
    work.add(index, rows: rows)
    guard progress(work.share) else { throw .cancelled }
  }

  // Rows beyond the picture's edges, which convolutions read.
  private func pad(
    _ tensor: ckernels_tensor, window: Range<Int>, needed: Range<Int>, height: Int
  ) {
    let inside = needed.clamped(to: 0..<height)
    let first = Int32(inside.lowerBound - window.lowerBound)
    if inference.repeatsEdges { ckernels_repeat_sides(tensor, first, Int32(inside.count)) }
    let outside = [
      needed.lowerBound..<inside.lowerBound, inside.upperBound..<needed.upperBound,
    ]
    for (rows, nearest) in zip(outside, [inside.lowerBound, inside.upperBound - 1])
    where !rows.isEmpty {
      let from = Int32(rows.lowerBound - window.lowerBound)
      if inference.repeatsEdges {
        let row = Int32(nearest - window.lowerBound)
        ckernels_repeat_row(tensor, row, from, Int32(rows.count))
      } else {
        ckernels_clear_rows(tensor, from, Int32(rows.count))
      }
    }
  }

  private func copy(_ rows: Range<Int>, into planes: inout SamplePlanes) {
    let place = place(ofStep: steps.count - 1)
    let plane = planes.width * planes.height
    let start = rows.lowerBound * planes.width
    let count = Int32(planes.channels)
    planes.samples.withUnsafeMutableBufferPointer { samples in
      guard let base = samples.baseAddress else { return }
      ckernels_to_planes(
        place.tensor, Int32(place.channel), count, Int32(rows.lowerBound - place.top),
        Int32(rows.count), base + start, plane)
    }
    let (multiplier, offset) = (inference.graph.multiplier, inference.graph.offset)
    guard multiplier != 1 || offset != 0 else { return }
    for channel in 0..<planes.channels {
      let from = channel * plane + start
      for position in from..<from + rows.count * planes.width {
        planes.samples[position] = planes.samples[position] * multiplier + offset
      }
    }
  }
}

extension InferenceRun {
  // Where a step's result lies.
  struct Place {
    var tensor: ckernels_tensor
    var channel: Int
    // The row of the picture that row 0 of the tensor is.
    var top: Int
  }

  func place(ofStep index: Int) -> Place {
    let number = plan.mapOfStep[index]
    guard let map = pool.map(number) else { preconditionFailure("Results are kept until read") }
    return Place(
      tensor: map.tensor, channel: plan.channelOfStep[index], top: windows[number].lowerBound)
  }

  // Computes rows of a step's result, all inside the picture.
  func compute(_ index: Int, rows: Range<Int>) {
    let step = steps[index]
    let result = place(ofStep: index)
    let sources = step.inputs.map { place(ofStep: $0) }
    switch step.operation {
    case .input: load(rows, into: result)
    case .convolution:
      guard let packed = inference.convolutions[index] else { return }
      convolve(
        packed, sources, channels: step.inputs.map { steps[$0].channels },
        residual: step.residual.map { place(ofStep: $0) }, into: result, rows: rows)
    case .sum(let scale): add(sources, scale: scale, into: result, step, rows: rows)
    case .map(let multiplier, let offset, let activation):
      let map = SampleMap(
        channels: step.channels, multiplier: multiplier, offset: offset,
        inference.activation(activation))
      apply(map, to: sources[0], into: result, rows: rows)
    case .instanceNormalization(let epsilon, let activation):
      let moments = moments(of: sources[0], channels: step.channels, rows: rows)
      let map = SampleMap(moments, epsilon: epsilon, inference.activation(activation))
      apply(map, to: sources[0], into: result, rows: rows)
    case .pixelShuffle(let factor):
      move(sources[0], step, factor, into: result, rows: rows, ckernels_shuffle_row)
    case .pixelUnshuffle(let factor):
      move(sources[0], step, factor, into: result, rows: rows, ckernels_unshuffle_row)
    case .nearestUpsampling(let factor):
      move(sources[0], step, factor, into: result, rows: rows, ckernels_nearest_row)
    case .bilinearUpsampling(let factor):
      move(sources[0], step, factor, into: result, rows: rows, ckernels_bilinear_row)
    }
  }
}

// The sides of a picture.
struct PictureSize {
  var width: Int
  var height: Int

  func scaled(_ factor: NetworkGraph.Enlargement) -> PictureSize {
    PictureSize(
      width: width * factor.multiplier / factor.divisor,
      height: height * factor.multiplier / factor.divisor)
  }
}

extension SamplePlanes {
  // Zeros.
  init(channels: Int, width: Int, height: Int) {
    self.init(
      channels: channels, width: width, height: height,
      samples: [Float](repeating: 0, count: channels * width * height))
  }
}
