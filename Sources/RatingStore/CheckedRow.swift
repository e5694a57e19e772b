import GRDB
import StudyModel

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A row read with care: a damaged file may hold any type in any column.
struct CheckedRow {
  let row: Row
  let path: String

  func integer64(_ index: Int) throws(StoreError) -> Int64 {
    let value: DatabaseValue = row[index]
    guard case .int64(let number) = value.storage else { throw damaged(index) }
    return number
  }

  func integer(_ index: Int) throws(StoreError) -> Int {
    Int(truncatingIfNeeded: try integer64(index))
  }

  func optionalInteger(_ index: Int) throws(StoreError) -> Int? {
    let value: DatabaseValue = row[index]
    return value.isNull ? nil : try integer(index)
  }

  func text(_ index: Int) throws(StoreError) -> String {
    let value: DatabaseValue = row[index]
    guard case .string(let text) = value.storage else { throw damaged(index) }
    return text
  }

  func id(_ index: Int) throws(StoreError) -> UniqueID {
    guard let id = UniqueID(bytes: try bytes(index)) else { throw damaged(index) }
    return id
  }

  func digest(_ index: Int) throws(StoreError) -> SHA256Digest {
    guard let digest = SHA256Digest(bytes: try bytes(index)) else { throw damaged(index) }
    return digest
  }

  func checksum(_ index: Int) throws(StoreError) -> UInt32 {
    guard let sum = UInt32(exactly: try integer64(index)) else { throw damaged(index) }
    return sum
  }

  /// A value whose raw text is stored.
  func value<Value: RawRepresentable<String>>(_ index: Int) throws(StoreError) -> Value {
    guard let value = Value(rawValue: try text(index)) else { throw damaged(index) }
    return value
  }

  func ratingProtocol(_ index: Int) throws(StoreError) -> RatingProtocol {
    guard let value = RatingProtocol(storedName: try text(index)) else { throw damaged(index) }
    return value
  }

  func raterCode(_ index: Int) throws(StoreError) -> RaterCode {
    do {
      return try RaterCode(try text(index))
    } catch {
      throw damaged(index)
    }
  }

  /// Adds all columns in their order.
  func add(to sum: inout Checksum) throws(StoreError) {
    for index in 0..<row.count {
      let value: DatabaseValue = row[index]
      switch value.storage {
      case .int64(let number): sum.add(number)
      case .string(let text): sum.add(text)
      case .blob(let data): sum.add(bytes: data)
      case .null, .double: throw damaged(index)
      }
    }
  }

  private func bytes(_ index: Int) throws(StoreError) -> [UInt8] {
    let value: DatabaseValue = row[index]
    guard case .blob(let data) = value.storage else { throw damaged(index) }
    return [UInt8](data)
  }

  private func damaged(_ index: Int) -> StoreError {
    let name = row.columnNames[row.columnNames.index(row.columnNames.startIndex, offsetBy: index)]
    return .damaged(path, "column \(name) holds no value of its kind")
  }
}
