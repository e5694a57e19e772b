// Returns a name from a file in quotes. It can hold anything, and messages go to terminals: all but
// printable ASCII is escaped, and the length is bounded.
func quoted(_ name: String) -> String {
  var text = "'"
  for scalar in name.unicodeScalars.prefix(100) {
    let isPlain = scalar.value >= 0x20 && scalar.value < 0x7F && scalar != "\\" && scalar != "'"
    text += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
  }
  return text + (name.unicodeScalars.count > 100 ? "...'" : "'")
}
