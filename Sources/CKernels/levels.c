#include "levels.h"

#include <stdatomic.h>

// 0 until the first question, then the level in use plus 1.
static _Atomic int selected;

bool ckernels_has(ckernels_level level) {
  switch (level) {
  case ckernels_level_portable:
    return true;
#if defined(__x86_64__)
  case ckernels_level_avx2:
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  case ckernels_level_avx512:
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
           && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
           && __builtin_cpu_supports("fma");
#endif
#if defined(__aarch64__)
  case ckernels_level_neon:
    return true;
#endif
  default:
    return false;
  }
}

ckernels_level ckernels_best(void) {
  ckernels_level level = ckernels_level_avx512;
  while (!ckernels_has(level)) level = (ckernels_level)(level - 1);
  return level;
}

ckernels_level ckernels_selected(void) {
  int level = atomic_load_explicit(&selected, memory_order_relaxed);
  if (level == 0) {
    int best = (int)ckernels_best() + 1;
    // A selection that came in between stays.
    if (atomic_compare_exchange_strong(&selected, &level, best)) level = best;
  }
  return (ckernels_level)(level - 1);
}

bool ckernels_select(ckernels_level level) {
  if (!ckernels_has(level)) return false;
  atomic_store(&selected, (int)level + 1);
  return true;
}

const ckernels_functions *ckernels_current(void) {
  switch (ckernels_selected()) {
#if defined(__x86_64__)
  case ckernels_level_avx2:
    return &ckernels_avx2;
  case ckernels_level_avx512:
    return &ckernels_avx512;
#endif
#if defined(__aarch64__)
  case ckernels_level_neon:
    return &ckernels_neon;
#endif
  default:
    return &ckernels_portable;
  }
}
