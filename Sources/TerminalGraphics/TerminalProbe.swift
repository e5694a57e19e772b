/// The questions that find out what a terminal can show, and the reading of its answers.
///
/// Every terminal answers the last question, so that its answer ends the reading. A caller
/// writes ``query`` at once to a raw terminal, reads until ``isComplete(_:)`` or a time limit, and
/// throws away what comes later.
public enum TerminalProbe {
  /// The questions, to be sent in one write.
  public static let query: [UInt8] = Array(
    [
      "\u{1B}[>q",  // name and version
      "\u{1B}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\u{1B}\\",  // kitty graphics
      "\u{1B}[?1;3;1024S",  // raises the number of sixel registers
      "\u{1B}[?1;1;0S",  // number of sixel registers
      "\u{1B}[?2;1;0S",  // largest sixel picture
      "\u{1B}[16t",  // size of a cell
      "\u{1B}[14t",  // size of the window
      "\u{1B}[?2026$p",  // synchronised output
      "\u{1B}[c",  // primary device attributes, which every terminal answers
    ].joined().utf8)

  /// The question whose answer tells that everything written before it has been handled;
  /// the answer is `CSI 0 n`.
  public static let onsetQuery: [UInt8] = Array("\u{1B}[5n".utf8)

  /// Tells whether the answer to the last question of ``query`` has come.
  public static func isComplete(_ answer: [UInt8]) -> Bool {
    TerminalAnswers(answer).deviceAttributes != nil
  }

  /// Returns what the answers and the environment tell about the terminal.
  ///
  /// - Parameters:
  ///   - answer: The bytes read after ``query``; may be empty or cut anywhere.
  ///   - environment: The variables of the process.
  ///   - columns: The width of the window in cells.
  ///   - rows: The height of the window in cells.
  ///   - widthInPixels: The width of the window as the kernel knows it; 0 when it does not.
  ///   - heightInPixels: The height of the window as the kernel knows it; 0 when it does not.
  /// - Returns: A profile that never promises more than was answered.
  public static func profile(
    answer: [UInt8], environment: [String: String], columns: Int, rows: Int,
    widthInPixels: Int, heightInPixels: Int
  ) -> TerminalProfile {
    report(
      answer: answer, environment: environment, columns: columns, rows: rows,
      widthInPixels: widthInPixels, heightInPixels: heightInPixels
    ).profile
  }

  /// Returns the same profile together with what the terminal answered.
  ///
  /// - Parameters:
  ///   - answer: The bytes read after ``query``; may be empty or cut anywhere.
  ///   - environment: The variables of the process.
  ///   - columns: The width of the window in cells.
  ///   - rows: The height of the window in cells.
  ///   - widthInPixels: The width of the window as the kernel knows it; 0 when it does not.
  ///   - heightInPixels: The height of the window as the kernel knows it; 0 when it does not.
  /// - Returns: The profile, and the answers word for word.
  public static func report(
    answer: [UInt8], environment: [String: String], columns: Int, rows: Int,
    widthInPixels: Int, heightInPixels: Int
  ) -> TerminalReport {
    let answers = TerminalAnswers(answer)
    let evidence = TerminalEvidence(
      answers: answers, environment: environment,
      cell: answers.cell
        ?? TerminalAnswers.plausibleCell(
          width: columns > 0 ? widthInPixels / columns : 0,
          height: rows > 0 ? heightInPixels / rows : 0))
    return TerminalReport(
      profile: evidence.profile, hasAnswered: answers.deviceAttributes != nil,
      version: answers.version, acceptsKittyGraphics: answers.acceptsKittyGraphics,
      showsSixels: evidence.showsSixels, sixelRegisters: answers.sixelRegisters,
      showsInlinePictures: evidence.showsInlinePictures)
  }
}
