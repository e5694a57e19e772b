#include "CPeak.h"

// Twelve chains hide the latency of a multiply-add on two units; the empty assembly keeps them.
#define PEAK(NAME, LANES, REGISTER)                                                           \
  double NAME(long rounds) {                                                                  \
    typedef float vector __attribute__((ext_vector_type(LANES)));                             \
    vector sum[12], factor = (vector)0.5f, term = (vector)1.0f;                               \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 12; i++) sum[i] = (vector)(float)i; \
    __asm__ volatile("" : "+" REGISTER(factor), "+" REGISTER(term));                          \
    for (long round = 0; round < rounds; round++)                                             \
      _Pragma("clang loop unroll(full)") for (int i = 0; i < 12; i++)                         \
        sum[i] = __builtin_elementwise_fma(sum[i], factor, term);                             \
    _Pragma("clang loop unroll(full)") for (int i = 0; i < 12; i++)                           \
      __asm__ volatile("" : : REGISTER(sum[i]));                                              \
    return 2.0 * LANES * 12 * (double)rounds;                                                 \
  }

#if defined(__x86_64__)
__attribute__((target("avx512f"))) PEAK(peak_avx512, 16, "v")
__attribute__((target("avx2,fma"))) PEAK(peak_avx2, 8, "x")
double peak_baseline(long rounds) { return peak_avx2(rounds); }
#else
double peak_avx512(long rounds) { return peak_baseline(rounds); }
double peak_avx2(long rounds) { return peak_baseline(rounds); }
PEAK(peak_baseline, 4, "w")
#endif
