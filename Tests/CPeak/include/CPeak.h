#ifndef CPEAK_H
#define CPEAK_H

/// Runs `rounds` of fused multiply-adds on registers alone with 512-bit, 256-bit or the baseline's
/// vectors and returns the floating-point operations done, two for each multiply-add.
double peak_avx512(long rounds);
double peak_avx2(long rounds);
double peak_baseline(long rounds);

#endif
