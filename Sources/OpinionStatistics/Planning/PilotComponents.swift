/// Variance components estimated from the votes of a study.
public struct PilotComponents: Sendable, Equatable {
  /// Name of the method; of a difference, the method that is subtracted from.
  public let method: String
  /// Name of the method that is subtracted; nil for the scores of one method.
  public let subtracted: String?
  /// Number of raters with votes.
  public let raters: Int
  /// Number of images with votes.
  public let sources: Int
  /// Number of (rater, image) cells with votes.
  public let cells: Int
  /// The estimates; nil below two raters or images, and where the cells do not tell them apart.
  public let components: VarianceComponents?

  init(method: String, subtracted: String?, cells: CrossedCells) {
    self.method = method
    self.subtracted = subtracted
    raters = cells.raters
    sources = cells.sources
    self.cells = cells.count
    components = cells.components()
  }
}

extension OpinionTable {
  /// Returns the components of the scores of each method, in byte order.
  ///
  /// Repeated votes of a rater count by their mean, so that they lower the residual.
  public func methodComponents() -> [PilotComponents] {
    methods.indices.map { method in
      let cells = cells(ofMethod: method).map { place, value in
        CrossedCells.Cell(
          rater: place % raters.count, source: place / raters.count, value: value)
      }
      return PilotComponents(
        method: methods[method], subtracted: nil, cells: CrossedCells(cells))
    }
  }

  /// Returns the components of the differences of each two methods, in byte order, over the cells with
  /// votes on both.
  public func differenceComponents() -> [PilotComponents] {
    let values = methods.indices.map { method in
      Dictionary(uniqueKeysWithValues: cells(ofMethod: method))
    }
    return methods.indices.flatMap { first in
      methods.indices.dropFirst(first + 1).map { second in
        let cells = values[first].sorted { $0.key < $1.key }.compactMap { place, value in
          values[second][place].map { other in
            CrossedCells.Cell(
              rater: place % raters.count, source: place / raters.count, value: value - other)
          }
        }
        return PilotComponents(
          method: methods[first], subtracted: methods[second], cells: CrossedCells(cells))
      }
    }
  }

  /// Returns the mean votes of a method by image * raters + rater, in that order.
  private func cells(ofMethod method: Int) -> [(Int, Double)] {
    stimuli[stimuliOfMethod[method]].flatMap { stimulus in
      var cells: [(Int, Double)] = []
      var row = stimulus.rows.lowerBound
      while row < stimulus.rows.upperBound {
        let start = row
        var sum = 0
        repeat {
          sum += Int(columns.score[row])
          row += 1
        } while row < stimulus.rows.upperBound && columns.rater[row] == columns.rater[start]
        cells.append(
          (
            stimulus.source * raters.count + Int(columns.rater[start]),
            Double(sum) / Double(row - start)
          ))
      }
      return cells
    }
  }
}
