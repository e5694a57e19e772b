import Foundation

/// Measures the program, and beside it the programs and libraries that do the same.
@main
struct Benchmarks {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let known = ["start", "display", "speed"]
    guard arguments.allSatisfy(known.contains) else {
      print(help)
      exit(arguments == ["--help"] ? 0 : 64)
    }
    for name in known where arguments.isEmpty || arguments.contains(name) {
      switch name {
      case "start": try StartBenchmark.run()
      case "display": try DisplayBenchmark.run()
      default: try SpeedBenchmark.run()
      }
    }
  }

  private static let help = """
    Usage: Benchmarks [start] [display] [speed]

    start    the time to the first screen and to a durable score, and the memory
    display  how truly pictures are shown, from decoded pixels, beside other programs
    speed    how fast pictures become bytes, beside libsixel

    The other programs are optional; one that is not installed is reported as such:
      apt-get install -y libsixel-bin libsixel-dev chafa timg
    """
}

/// Prints a line at once, also into a pipe.
func report(_ line: String) {
  print(line)
  fflush(nil)
}
