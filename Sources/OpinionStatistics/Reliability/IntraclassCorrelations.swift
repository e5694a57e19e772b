/// The intraclass correlations of the votes: how much of their variance is that of the stimuli.
///
/// Shrout and Fleiss, Psychological Bulletin 86 (1979); names after McGraw and Wong, Psychological
/// Methods 1 (1996).
public struct IntraclassCorrelations: Sendable, Equatable {
  /// What a coefficient says.
  public enum Form: Sendable, Hashable, CaseIterable {
    /// ICC(1,1), one vote; each stimulus has raters of its own.
    case oneWaySingle
    /// ICC(A,1), one vote; raters are a sample and their biases count.
    case absoluteSingle
    /// ICC(C,1), one vote; biases of raters do not count.
    case consistencySingle
    /// ICC(1,k), mean of k votes; each stimulus has raters of its own.
    case oneWayAverage
    /// ICC(A,k), mean of k votes; raters are a sample and their biases count.
    case absoluteAverage
    /// ICC(C,k), mean of k votes; biases of raters do not count: Cronbach's alpha.
    case consistencyAverage
  }

  /// One coefficient.
  public struct Coefficient: Sendable, Equatable {
    /// What it says.
    public let form: Form
    /// At most 1; below 0 when raters agree less than by chance.
    public let value: Double
    /// The 95 % interval, nil when no residual is left.
    public let interval: ClosedRange<Double>?
  }

  /// Number of raters.
  public let raters: Int
  /// Number of stimuli.
  public let stimuli: Int
  /// Number of (rater, stimulus) cells with a vote.
  public let votes: Int
  /// k of the averaged forms: the harmonic mean of the numbers of votes on the stimuli.
  public let votesPerStimulus: Double
  /// The variance components, nil when there are no coefficients.
  public let components: TwoWayComponents?
  /// The coefficients that are defined, in the order of ``Form/allCases``, or why there are none.
  public let coefficientsOrReason: Result<[Coefficient], MissingReliability>

  /// Returns a coefficient; nil when ``coefficientsOrReason`` says why, or where its denominator is not
  /// above 0 because the means of the stimuli hardly vary.
  public subscript(form: Form) -> Coefficient? {
    (try? coefficientsOrReason.get())?.first { $0.form == form }
  }
}

extension IntraclassCorrelations.Form: CustomStringConvertible {
  /// The usual name, as in "ICC(A,1)".
  public var description: String {
    switch self {
    case .oneWaySingle: "ICC(1,1)"
    case .absoluteSingle: "ICC(A,1)"
    case .consistencySingle: "ICC(C,1)"
    case .oneWayAverage: "ICC(1,k)"
    case .absoluteAverage: "ICC(A,k)"
    case .consistencyAverage: "ICC(C,k)"
    }
  }
}
