extension MeanSquares {
  /// Returns the intraclass correlations with their 95 % limits, nil when all votes are equal.
  ///
  /// Where the means of the stimuli hardly vary, a denominator may be 0 or below; that form is left out.
  func coefficients() -> [IntraclassCorrelations.Coefficient]? {
    if stimuli == 0 && raters == 0 && residual == 0 { return nil }
    return IntraclassCorrelations.Form.allCases.compactMap { form in
      let value = value(form)
      guard value.isFinite, value < 1 + 1e-9 else { return nil }
      return .init(form: form, value: value, interval: interval(form))
    }
  }

  private func value(_ form: IntraclassCorrelations.Form) -> Double {
    let k = votesPerStimulus
    let bias = (raters - residual) / votesPerRater
    switch form {
    case .oneWaySingle: return ratio(stimuli - within, stimuli + (k - 1) * within)
    case .absoluteSingle: return ratio(stimuli - residual, stimuli + (k - 1) * residual + k * bias)
    case .consistencySingle: return ratio(stimuli - residual, stimuli + (k - 1) * residual)
    case .oneWayAverage: return ratio(stimuli - within, stimuli)
    case .absoluteAverage: return ratio(stimuli - residual, stimuli + bias)
    case .consistencyAverage: return ratio(stimuli - residual, stimuli)
    }
  }

  // Stimuli without any variance between them share nothing.
  private func ratio(_ numerator: Double, _ denominator: Double) -> Double {
    numerator == 0 && denominator == 0 ? 0 : numerator / denominator
  }

  private func interval(_ form: IntraclassCorrelations.Form) -> ClosedRange<Double>? {
    guard residual > 0, stimuli > 0 else { return nil }
    let k = votesPerStimulus
    let limits: (lower: Double, upper: Double)
    switch form {
    case .oneWaySingle, .oneWayAverage:
      limits = ratioLimits(stimuli / within, withinFreedom)
    case .consistencySingle, .consistencyAverage:
      limits = ratioLimits(stimuli / residual, residualFreedom)
    case .absoluteSingle: return absoluteLimits().map { $0.lower...$0.upper }
    case .absoluteAverage:
      return absoluteLimits().flatMap { ordered(stepUp($0.lower), stepUp($0.upper)) }
    }
    if form == .oneWaySingle || form == .consistencySingle {
      return ordered(
        (limits.lower - 1) / (limits.lower + k - 1), (limits.upper - 1) / (limits.upper + k - 1))
    }
    return ordered(1 - 1 / limits.lower, 1 - 1 / limits.upper)
  }

  /// Returns limits of the ratio of expected mean squares from the observed one.
  private func ratioLimits(_ ratio: Double, _ freedom: Double) -> (lower: Double, upper: Double) {
    (
      ratio / FDistribution(stimuliFreedom, freedom).quantile(0.975),
      ratio * FDistribution(freedom, stimuliFreedom).quantile(0.975)
    )
  }

  /// Returns the limits of ICC(A,1): McGraw and Wong, table 7, with Satterthwaite's v.
  private func absoluteLimits() -> (lower: Double, upper: Double)? {
    let (n, k) = (votesPerRater, votesPerStimulus)
    let value = value(.absoluteSingle)
    guard value < 1 else { return nil }
    let a = k * value / (n * (1 - value))
    let b = 1 + k * value * (n - 1) / (n * (1 - value))
    let sum = a * raters + b * residual
    let parts =
      (a * raters) * (a * raters) / ratersFreedom + (b * residual) * (b * residual)
      / residualFreedom
    let v = sum * sum / parts
    guard v.isFinite, v > 0 else { return nil }
    let first = FDistribution(stimuliFreedom, v).quantile(0.975)
    let second = FDistribution(v, stimuliFreedom).quantile(0.975)
    let error = k * raters + (k * n - k - n) * residual
    let lower = n * (stimuli - first * residual) / (first * error + n * stimuli)
    let upper = n * (second * stimuli - residual) / (error + n * second * stimuli)
    return lower <= upper ? (lower, upper) : nil
  }

  /// Returns the reliability of the mean of k votes from that of one (Spearman and Brown).
  private func stepUp(_ value: Double) -> Double {
    value * votesPerStimulus / (1 + value * (votesPerStimulus - 1))
  }

  private func ordered(_ lower: Double, _ upper: Double) -> ClosedRange<Double>? {
    lower <= upper ? lower...upper : nil
  }
}
