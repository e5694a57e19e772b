/// A hash table that finds the position of an equal element in a list that the caller keeps.
struct IndexTable {
  /// A position and the lower half of the hash; side by side, as every search reads both.
  private struct Slot {
    var position: Int32 = -1
    var hash: UInt32 = 0
  }

  private var slots = Array(repeating: Slot(), count: 64)
  private var count = 0

  /// Returns the position of the element with this hash for which `isEqual` holds.
  ///
  /// Without one, the next position is given out, `isNew` is true, and the caller appends the
  /// element to its list.
  mutating func position(
    hash: Int, where isEqual: (Int) -> Bool
  ) -> (position: Int, isNew: Bool) {
    let hash = UInt32(truncatingIfNeeded: hash)
    var index = Int(hash) & (slots.count - 1)
    while slots[index].position >= 0 {
      let position = Int(slots[index].position)
      if slots[index].hash == hash && isEqual(position) { return (position, false) }
      index = (index + 1) & (slots.count - 1)
    }
    slots[index] = Slot(position: Int32(count), hash: hash)
    count += 1
    if count * 2 > slots.count { resize(to: slots.count * 4) }
    return (count - 1, true)
  }

  /// Takes memory for a number of elements.
  mutating func reserveCapacity(_ elements: Int) {
    var size = slots.count
    while size < 2 * elements { size *= 2 }
    resize(to: size)
  }

  private mutating func resize(to size: Int) {
    let old = slots
    slots = Array(repeating: Slot(), count: size)
    for slot in old where slot.position >= 0 {
      var index = Int(slot.hash) & (size - 1)
      while slots[index].position >= 0 { index = (index + 1) & (size - 1) }
      slots[index] = slot
    }
  }
}
