import CKernels

// The calls of the kernels, shared out between threads by rows.
extension InferenceRun {
  // Rows of the picture's planes.
  func load(_ rows: Range<Int>, into result: Place) {
    share(rows) { part, _ in
      input.samples.withUnsafeBufferPointer { samples in
        guard let base = samples.baseAddress else { return }
        ckernels_from_planes(
          base + part.lowerBound * input.width, input.width * input.height,
          Int32(input.channels), result.tensor, Int32(result.channel),
          Int32(part.lowerBound - result.top), Int32(part.count))
      }
    }
  }

  func convolve(
    _ packed: PackedConvolution, _ sources: [Place], channels: [Int], residual: Place?,
    into result: Place, rows: Range<Int>
  ) {
    let step = packed.step
    var places = ckernels_places()
    places.source = sources[0].tensor
    places.source_channel = Int32(sources[0].channel)
    if sources.count > 1 {
      places.second = sources[1].tensor
      places.second_channel = Int32(sources[1].channel)
      places.second_from = Int32(channels[0].blocked)
    }
    places.source_row = Int32(result.top / step - sources[0].top)
    places.destination = result.tensor
    places.destination_channel = Int32(result.channel)
    places.step = Int32(step)
    if let residual {
      places.residual = residual.tensor
      places.residual_channel = Int32(residual.channel)
    }
    let residualRow = residual.map { result.top - $0.top } ?? 0
    let all = places
    let phases = transformed(packed)
    let unit = packed.usesTiles ? 4 : 1
    share(rows.lowerBound / step..<rows.upperBound / step, by: unit) { part, worker in
      var places = all
      places.residual_row = Int32(residualRow)
      for phase in phases {
        places.phase_y = Int32(phase.row)
        places.phase_x = Int32(phase.column)
        let first = Int32(part.lowerBound - result.top / step)
        let status = withUnsafePointer(to: phase.convolution) { convolution in
          packed.usesTiles
            ? ckernels_winograd(
              convolution, &places, first, Int32(part.count), scratch.memory(of: worker))
            : ckernels_convolve(convolution, &places, first, Int32(part.count))
        }
        precondition(status == .done, "Maps and borders are planned for what reads them")
      }
    }
  }

  // The phases of a convolution, with weights as its kernel wants them.
  private func transformed(_ packed: PackedConvolution) -> [PackedConvolution.Phase] {
    guard packed.usesTiles, let outputs = packed.phases.first?.convolution.outputs else {
      return packed.phases
    }
    let start = filters.memory(of: 0)
    let blocks = Int(outputs).blocked / 16
    workers.run(parts: packed.phases.count * blocks) { part, _ in
      let (phase, block) = part.quotientAndRemainder(dividingBy: blocks)
      let convolution = packed.phases[phase].convolution
      ckernels_winograd_weights(
        convolution.weights, convolution.outputs, convolution.inputs, Int32(block), 1,
        start + phase * packed.filterCount)
    }
    return packed.phases.enumerated().map { number, phase in
      var phase = phase
      phase.convolution.weights = UnsafePointer(start + number * packed.filterCount)
      return phase
    }
  }

  func add(
    _ sources: [Place], scale: Float, into result: Place, _ step: FusedStep, rows: Range<Int>
  ) {
    let operands = sources.map {
      ckernels_operand(
        tensor: $0.tensor, channel: Int32($0.channel), row: Int32(result.top - $0.top))
    }
    share(rows) { part, _ in
      ckernels_add_rows(
        operands[0], scale, operands[1], result.tensor, Int32(result.channel),
        Int32(step.channels), Int32(part.lowerBound - result.top), Int32(part.count))
    }
  }

  func apply(_ map: SampleMap, to source: Place, into result: Place, rows: Range<Int>) {
    let (channel, channels) = (Int32(result.channel), Int32(map.channels))
    share(rows) { part, _ in
      let first = Int32(part.lowerBound - result.top)
      map.withKernel { kernel in
        ckernels_map_rows(
          kernel, source.tensor, Int32(source.channel), Int32(result.top - source.top),
          result.tensor, channel, channels, first, Int32(part.count))
      }
      if map.isTangent {
        ckernels_tangent_rows(result.tensor, channel, channels, first, Int32(part.count))
      }
    }
  }

  func move(
    _ source: Place, _ step: FusedStep, _ factor: Int, into result: Place, rows: Range<Int>,
    _ moveRow: @convention(c) (UnsafePointer<ckernels_move>?, Int32) -> Void
  ) {
    let height = PictureSize(width: input.width, height: input.height)
      .scaled(steps[step.inputs[0]].size).height
    let all = ckernels_move(
      source: source.tensor, source_channel: Int32(source.channel), source_top: Int32(source.top),
      source_height: Int32(height), destination: result.tensor,
      destination_channel: Int32(result.channel), destination_top: Int32(result.top),
      factor: Int32(factor), channels: Int32(step.channels))
    share(rows) { part, _ in
      withUnsafePointer(to: all) { move in
        for row in part { moveRow(move, Int32(row - result.top)) }
      }
    }
  }

  // Mean and variance of each channel, summed by rows from above, in double precision.
  func moments(of source: Place, channels: Int, rows: Range<Int>) -> [ChannelMoments] {
    let area = Double(rows.count) * Double(source.tensor.width)
    let none = [Double](repeating: 0, count: channels.blocked)
    let means = sums(of: source, centres: none, rows: rows).map { $0.sum / area }
    let squares = sums(of: source, centres: means, rows: rows)
    return (0..<channels).map {
      ChannelMoments(mean: means[$0], variance: squares[$0].square / area)
    }
  }

  private func sums(
    of source: Place, centres: [Double], rows: Range<Int>
  ) -> [(sum: Double, square: Double)] {
    let channels = centres.count
    var values = [Double](repeating: 0, count: rows.count * channels * 2)
    values.withUnsafeMutableBufferPointer { values in
      guard let base = values.baseAddress else { return }
      let start = RowSums(base: base)
      share(rows) { part, _ in
        for row in part {
          let sums = start.base + (row - rows.lowerBound) * channels * 2
          for channel in stride(from: 0, to: channels, by: 16) {
            centres.withUnsafeBufferPointer { centres in
              guard let centre = centres.baseAddress else { return }
              ckernels_row_moments(
                source.tensor, Int32(source.channel + channel), Int32(row - source.top),
                centre + channel, sums + channel, sums + channels + channel)
            }
          }
        }
      }
    }
    return (0..<channels).map { channel in
      var total = (sum: 0.0, square: 0.0)
      for row in 0..<rows.count {
        total.sum += values[row * channels * 2 + channel]
        total.square += values[row * channels * 2 + channels + channel]
      }
      return total
    }
  }

  private struct RowSums: @unchecked Sendable {  // Threads write different rows.
    let base: UnsafeMutablePointer<Double>
  }

  // Calls `work` for parts of a range of rows, on all threads; parts begin at multiples of `unit`
  // where the rows do. The second argument is the thread's number.
  private func share(_ rows: Range<Int>, by unit: Int = 1, _ work: (Range<Int>, Int) -> Void) {
    let fair = max(1, min(16, rows.count / (4 * inference.threads)))
    let size = (fair + unit - 1) / unit * unit
    workers.run(parts: (rows.count + size - 1) / size) { part, worker in
      let first = rows.lowerBound + part * size
      work(first..<min(rows.upperBound, first + size), worker)
    }
  }
}
