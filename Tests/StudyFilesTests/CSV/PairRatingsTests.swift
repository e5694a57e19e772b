import StudyFiles
import Testing

/// Files of paired comparisons.
@Suite struct PairRatingsTests {
  private func read(_ text: String) throws -> PairRatings {
    try PairRatings(csv: Array(text.utf8))
  }

  @Test func `files of other tools are read`() throws {
    let pwcmp = try read(
      "observer,scene,condition_A,condition_B,is_A_selected\no1,s,a,b,1\no2,s,b,a,0\no3,s,a,b,\n")
    #expect(
      pwcmp.rows == [
        PairRow(rater: "o1", source: "s", methodA: "a", methodB: "b", isASelected: true),
        PairRow(rater: "o2", source: "s", methodA: "b", methodB: "a", isASelected: false),
        PairRow(rater: "o3", source: "s", methodA: "a", methodB: "b", isASelected: nil),
      ])
    let other = try read("\u{FEFF}rater,method_a,method_b,chose_b\r\nr,\"x,y\",b,1\r\n")
    #expect(
      other.rows == [
        PairRow(rater: "r", source: "", methodA: "x,y", methodB: "b", isASelected: false)
      ])
    #expect(other.testMethod == nil && other.protocolName == nil)
  }

  @Test func `only final answers to test and retest pairs are rows`() throws {
    let header =
      "rater_id,source_id,method_a,method_b,shown_left,is_a_selected,presentation_kind,superseded,"
      + "status,flags,test_method,protocol\n"
    let file = try read(
      header + """
        r,s,a,b,b,1,test,0,rated,,pc,pair/1
        r,s,a,b,a,0,test,1,rated,,pc,pair/1
        r,s,a,b,a,0,dummy,0,rated,,pc,pair/1
        r,s,a,b,a,0,retest,0,rated,preview simulated,pc,pair/1
        r,s,a,b,a,0,test,0,interrupted,,pc,pair/1
        """)
    #expect(
      file.rows == [
        PairRow(
          rater: "r", source: "s", methodA: "a", methodB: "b", isASelected: true, isAFirst: false),
        PairRow(
          rater: "r", source: "s", methodA: "a", methodB: "b", isASelected: false, isAFirst: true,
          kind: .retest, isPreview: true, isSimulated: true),
      ])
    #expect(file.testMethod == "pc" && file.protocolName == "pair/1")
  }

  @Test(arguments: [
    ("", "The file has no line with column names"),
    (
      "rater,method_a,chose_b\n",
      "The file has no column 'method_b'; it has: rater, method_a, chose_b"
    ),
    (
      "rater,method_a,method_b\n",
      "The file has no column 'is_a_selected'; it has: rater, method_a, method_b"
    ),
    ("rater,method_a,method_b,chose_b\nr,a,b,2\n", "Line 2: chose_b '2' is none of: 0, 1"),
    ("rater,method_a,method_b,chose_b\nr,a,b,NaN\n", "Line 2: chose_b 'NaN' is none of: 0, 1"),
    ("rater,method_a,method_b,chose_b\n,a,b,1\n", "Line 2: rater is empty"),
    (
      "rater,method_a,method_b,chose_b\nr,a,a,1\n",
      "Line 2: method_b 'a' is none of: methods other than 'a'"
    ),
    (
      "rater,method_a,method_b,chose_b,shown_left\nr,a,b,1,c\n",
      "Line 2: shown_left 'c' is none of: a, b"
    ),
    (
      "rater,method_a,method_b,chose_b,protocol\nr,a,b,1,pair/1\nr,a,b,1,ccr/1\n",
      "Line 3: protocol is 'ccr/1' here and 'pair/1' above; put each into a file of its own"
    ),
  ])
  func `faults are told in a sentence`(text: String, sentence: String) {
    let error = #expect(throws: RatingsFileError.self) { try read(text) }
    #expect(error.map { "\($0)" } == sentence)
  }
}
