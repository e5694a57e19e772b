import ArgumentParser
import OpineCommands

@main
struct Opine {
  static func main() {
    OpineCommand.main()
  }
}
