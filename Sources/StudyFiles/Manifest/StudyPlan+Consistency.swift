import StudyModel

extension StudyPlan {
  /// Whether the plan is one that this program can have frozen: an edited or damaged file may hold
  /// any number, and what follows relies on every picture being there.
  var isConsistent: Bool {
    revision >= 1 && frozenAtMilliseconds >= 0 && study.isConsistent && hasEveryStimulus
  }

  private var hasEveryStimulus: Bool {
    let methods = study.methods.map(\.id)
    guard stimuli.count == methods.count * study.images.count else { return false }
    return stimuli.enumerated().allSatisfy { index, stimulus in
      let image = study.images[index / methods.count]
      let shown = image.crop ?? PixelRectangle(x: 0, y: 0, width: 1, height: 1)
      return stimulus.number == index && stimulus.image == image.id
        && stimulus.method == methods[index % methods.count]
        && (1...8192).contains(stimulus.width) && (1...8192).contains(stimulus.height)
        && shown.fits(width: stimulus.width, height: stimulus.height)
    }
  }
}

extension Study {
  fileprivate var isConsistent: Bool {
    let names = methods.map(\.id)
    return !names.isEmpty && Set(names).count == names.count
      && Set(images.map(\.id)).count == images.count && names.contains(reference)
      && (lowAnchor.map(names.contains) ?? true) && (1...64).contains(scaleFactor)
      && (1...10_000).contains(targetRaters) && display.isConsistent
      && ManifestReader.fault(ofPattern: filePattern) == nil
      && SessionSettings.manifestFields(of: ratingProtocol).allSatisfy {
        $0.range.contains(session[keyPath: $0.path])
      }
  }
}

extension DisplayRequirement {
  fileprivate var isConsistent: Bool {
    (0...255).contains(ground) && (1...100).contains(cellWidth) && (1...200).contains(cellHeight)
      && (100...20_000).contains(windowWidth) && (100...20_000).contains(windowHeight)
  }
}
