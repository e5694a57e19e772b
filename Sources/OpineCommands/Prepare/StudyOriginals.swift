import Pictures
import StudyFiles
import StudyModel

/// An original picture of a study, read once to know its size and digest.
struct StudyOriginal {
  let image: Identifier
  /// The path of the file, relative to the study folder.
  let path: String
  let digest: SHA256Digest
  /// The size in the file.
  let fullWidth: Int
  let fullHeight: Int
  /// The size that is used: the largest multiples of the factor.
  let width: Int
  let height: Int
  /// The path of the low-resolution picture, relative to the study folder.
  let lowPath: String
  /// The digest of a low-resolution picture that is given.
  let givenLow: SHA256Digest?
  /// What a person should know before studying what is made of it.
  let warnings: [SourceWarning]

  /// Whether columns at the right or rows at the bottom are left out.
  var isCut: Bool { width != fullWidth || height != fullHeight }
}

/// Reads the originals of a study and the low-resolution pictures that are given.
struct StudyOriginals {
  let folder: StudyFolder
  let scale: Int
  let preparation: StudyPreparation

  /// All originals, each read and found fit.
  ///
  /// - Throws: ``ProblemsError`` with everything that is wrong.
  func all(_ images: [StudyImage]) throws -> [StudyOriginal] {
    var problems: [Problem] = []
    var originals: [StudyOriginal] = []
    for image in images {
      do {
        originals.append(try original(image.id))
      } catch let error as ProblemsError {
        problems += error.problems
      }
    }
    guard problems.isEmpty else { throw ProblemsError(problems) }
    return originals
  }

  private func original(_ image: Identifier) throws -> StudyOriginal {
    let path = preparation.source(of: image)
    let source = try read(path, missing: "The original is missing") { try SourcePicture($0) }
    let picture = source.value.picture
    let (width, height) = (picture.width / scale * scale, picture.height / scale * scale)
    guard width > 0, height > 0 else {
      throw problem(
        path,
        "The original of \(picture.width)x\(picture.height) is too small for a factor of "
          + "\(scale)")
    }
    let low = preparation.low(of: image)
    return StudyOriginal(
      image: image, path: path, digest: source.digest, fullWidth: picture.width,
      fullHeight: picture.height, width: width, height: height, lowPath: low,
      givenLow: preparation.degradation == .given
        ? try givenLow(low, width: width / scale, height: height / scale) : nil,
      warnings: source.value.warnings)
  }

  private func givenLow(_ path: String, width: Int, height: Int) throws -> SHA256Digest {
    let (picture, digest) = try read(
      path, missing: "The low picture is missing, and 'prepare.degradation' says that it is given",
      as: Self.decode)
    guard picture.width == width, picture.height == height else {
      throw problem(
        path,
        "The low picture is \(picture.width)x\(picture.height), but the original divided by "
          + "\(scale) is \(width)x\(height)")
    }
    return digest
  }

  /// The part of an original that is used.
  func picture(of original: StudyOriginal) throws -> Picture {
    let (picture, digest) = try read(
      original.path, missing: "The original is missing", as: Self.decode)
    guard digest == original.digest else {
      throw problem(original.path, "The file changed meanwhile; begin again")
    }
    guard original.isCut else { return picture }
    return try picture.cropped(
      to: PictureRegion(x: 0, y: 0, width: original.width, height: original.height))
  }

  /// A low-resolution picture that has to have a digest.
  func low(_ path: String, digest expected: SHA256Digest) throws -> Picture {
    let (picture, digest) = try read(
      path, missing: "The low picture is missing", as: Self.decode)
    guard digest == expected else { throw problem(path, "The file changed meanwhile; begin again") }
    return picture
  }

  private func read<Value>(
    _ path: String, missing: String, as decode: ([UInt8]) throws -> Value
  ) throws -> (value: Value, digest: SHA256Digest) {
    let bytes: [UInt8]
    do {
      bytes = try folder.read(path, limit: PNGDecoder.maximumFileSize)
    } catch FileError.notFound {
      throw problem(path, missing)
    } catch {
      throw problem(path, "\(error)")
    }
    do {
      return (try decode(bytes), Digest.sha256(bytes))
    } catch PNGError.notPNG {
      throw problem(path, "The file is neither a PNG nor a JPEG picture")
    } catch {
      throw problem(path, "\(error)")
    }
  }

  /// The picture in the bytes of an original; the bytes tell PNG and JPEG apart.
  static func decode(_ bytes: [UInt8]) throws -> Picture {
    JPEGDecoder.isJPEG(bytes)
      ? try JPEGDecoder.decode(bytes).picture : try PNGDecoder.decode(bytes).picture
  }

  private func problem(_ path: String, _ reason: String) -> ProblemsError {
    ProblemsError([Problem(file: path, reason: reason)])
  }
}
