import StudyModel
import Testing

@testable import RatingStore
@testable import StoreWriter

@Suite struct ChecksumTests {
  private let session = UniqueID(bytes: Array(0x00...0x0F))
  private let rater = UniqueID(bytes: Array(0x10...0x1F))

  /// The check value of CRC-32C in the catalogue of parametrised CRC algorithms.
  @Test func `the checksum of the digits 1 to 9 is the published one`() {
    var sum = Checksum()
    sum.add(bytes: "123456789".utf8)
    #expect(sum.value == 0xE306_9283)
  }

  @Test func `the checksum of a score is that of its canonical bytes`() throws {
    let rating = Rating(
      key: RatingKey(session: try #require(session), position: 42, slot: 0), revision: 0,
      showing: 1, score: 4, shownAtMilliseconds: 1_790_000_000_000, latencyMilliseconds: 1532)
    let context = SlotContext(
      rater: try #require(rater), stimulus: 7, kind: .test, role: .rated,
      ratingProtocol: .srganACRHR)
    #expect(rating.checksum(in: context) == 0x3C21_2B38)
  }

  @Test func `the checksum of a display is that of its canonical bytes`() throws {
    let key = RatingKey(session: try #require(session), position: 42, slot: 0)
    var display = Samples.display(Samples.rating(key.session, 42))
    display.key = key
    display.showing = 1
    #expect(display.checksum == 0x23B1_4EA1)
  }

  /// From a program of a few lines of Python after the description in StoreSchema.
  @Test func `the checksum of a detail is that of its canonical bytes`() throws {
    let key = RatingKey(session: try #require(session), position: 42, slot: 0)
    var detail = Samples.detail
    #expect(detail.checksum(of: DisplayKey(key: key, showing: 1)) == 0x5F2A_FB54)
    detail.maximumAbsoluteError = nil
    detail.acknowledgedMilliseconds = nil
    #expect(detail.checksum(of: DisplayKey(key: key, showing: 1)) == 0xA661_B02B)
  }
}
