import ArgumentParser
import RatingStore
import StudyFiles
import StudyModel

/// `opine import`: takes an export of scores back.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes scores back that 'opine export' wrote, here or on another station.",
    discussion: """
      The study's folder has to hold the same plan.json. Scores that are there already are \
      recognised; a score that contradicts one is refused, and then nothing of its session is \
      taken.
      """)

  @Argument(help: "The study's folder.", completion: .directory)
  var study: String

  @Argument(help: "The file of scores.", completion: .file(extensions: ["csv"]))
  var file: String

  func run() throws {
    let folder = StudyFolder(path: study)
    guard let frozen = try FrozenStudy.load(folder) else {
      throw CommandError(
        "'\(study.terminalSafe)' has no '\(StudyFolder.planName)'; copy it from the station "
          + "where the scores were given")
    }
    let bytes = try FileBytes.read(file, limit: 1 << 30)
    let store = try RatingRun.openStore(of: frozen)
    do {
      let counts = try ScoreImport.run(bytes, study: frozen, store: store)
      try store.checkpoint()
      try Output.print(
        "\(counts.inserted) scores taken, \(counts.duplicates) were there already")
    } catch let error as CSVError {
      throw CommandError("'\(file.terminalSafe)': \(error)")
    } catch let error as CommandError {
      throw CommandError("'\(file.terminalSafe)': \(error)")
    }
  }
}
