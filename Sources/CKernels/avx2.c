#include "levels.h"

#if defined(__x86_64__)

// 12 of 16 registers hold sums.
#define CKERNELS_FUNCTIONS ckernels_avx2
#define CKERNELS_PAIRS 0
#define CKERNELS_TILES(TILE, BLOCKS) TILE(6, BLOCKS) TILE(4, BLOCKS) TILE(1, BLOCKS)

#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernel.h"
#pragma clang attribute pop

#endif
