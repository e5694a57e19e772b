/// What the numbers of a report mean, and where their formulas were published.
enum ReportFormulas {
  /// Words and their formulas.
  static let all: [(term: String, text: String)] = [
    (
      "MOS",
      "Mean opinion score: the mean over images of the mean vote on the method's version of an "
        + "image."
    ),
    (
      "95 % CI of a MOS and of a difference",
      "Raters and images are both samples. With e = vote - mean, A = sum over raters of (sum of "
        + "e)^2, B the same over images, C over cells of rater and image: mean +- t sqrt(max(A + B "
        + "- C, A, B)) / n, Student's t with min(raters, images) - 1 degrees of freedom (Cameron, "
        + "Gelbach and Miller, J. Bus. Econ. Stat. 29, 2011). The document Statistics has its "
        + "coverage in simulations."
    ),
    (
      "Interval of a stimulus",
      "Student's t over its votes; the bounded one is that of Clopper and Pearson on the scale "
        + "(Hossfeld and others, arXiv:1806.01126)."
    ),
    (
      "%GoB, %PoW", "Share of votes that are good or better (4, 5), poor or worse (1, 2)."
    ),
    (
      "DMOS",
      "Mean of 5 + vote - vote of the same rater on the hidden reference of the same image "
        + "(ACR-HR, ITU-T P.913); values above 5 are kept."
    ),
    (
      "Average rank",
      "The versions that a rater saw of an image are ranked, 1 the best, ties averaged (Ledig and "
        + "others, CVPR 2017)."
    ),
    (
      "p, p Holm, RBC",
      "Wilcoxon's signed rank test on the means of images, two-sided, exact up to 200 images; "
        + "corrected by Holm (Scand. J. Stat. 6, 1979); RBC is (W+ - W-) / (W+ + W-)."
    ),
    (
      "Friedman, Kendall's W", "Ranks within images, ties averaged; images with every method only."
    ),
    (
      "Bias, inconsistency, P.910",
      "vote = quality + bias + inconsistency x noise, by alternating projection (ITU-T P.910, "
        + "Annex E; Li and others, HVEI 2020)."
    ),
    (
      "BT.500, P, Q",
      "Screening of ITU-R BT.500 by the sample standard deviation, unanimous stimuli skipped: "
        + "flagged where (P + Q) / votes > 0.05 and |P - Q| / (P + Q) < 0.3. Raters are flagged, "
        + "never left out."
    ),
    (
      "ICC", "Intraclass correlation (Shrout and Fleiss 1979; McGraw and Wong 1996)."
    ),
    (
      "Ordinal alpha",
      "Krippendorff's alpha with the ordinal difference; interval by resampled stimuli."
    ),
    (
      "SOS a",
      "Squared SD of the votes against the mean: a of SOS^2 = a (5 - MOS) (MOS - 1) (Hossfeld, "
        + "Schatz and Egger, QoMEX 2011)."
    ),
  ]
}
